#include "catalog/stay_table.hpp"

#include "catalog/catalog.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

Stay read_stay(Statement& row) {
    Stay stay;
    stay.id = row.int64();
    stay.thing = parse_thing(row.text()).value_or_throw();
    stay.place = row.int64();
    stay.position = row.int64();
    stay.since = row.text();
    stay.until = row.text();
    stay.reason = row.text();
    return stay;
}

constexpr const char* stay_columns = "SELECT id, thing, place, position, since, until, reason FROM stay ";

std::vector<Stay> read_stays(Statement& rows) {
    std::vector<Stay> stays;
    while (rows.step()) {
        stays.push_back(read_stay(rows));
    }
    return stays;
}

// Sheets of the document d.
constexpr const char* sheets_of_d =
    "coalesce(d.sheets, (d.sides + 1) / 2, (SELECT count(*) FROM page AS p WHERE p.document = d.id AND p.role = "
    "'content' AND p.blank = 0))";
// A document that is still paper.
constexpr const char* d_is_there = "d.withdrawn IS NULL AND d.destroyed IS NULL";

std::string size_columns(ThingKind kind) {
    switch (kind) {
        case ThingKind::box:
            return fmt::format("h.width, (SELECT coalesce(sum({}), 0) FROM document AS d WHERE d.box = h.id AND {})",
                               sheets_of_d, d_is_there);
        case ThingKind::volume:
            return fmt::format("h.width, (SELECT coalesce(sum({}), 0) FROM document AS d WHERE d.volume = h.id AND {})",
                               sheets_of_d, d_is_there);
        default:
            return fmt::format("NULL, (SELECT {} FROM document AS d WHERE d.id = h.id)", sheets_of_d);
    }
}

std::vector<std::int64_t> read_ids(Statement& rows) {
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

std::vector<Standing> read_standing(Db& db, const std::string& condition, std::optional<std::int64_t> place) {
    std::vector<Standing> all;
    for (const ThingKind kind : {ThingKind::box, ThingKind::volume, ThingKind::document}) {
        Statement rows(db, fmt::format("SELECT s.place, s.position, h.id, {} FROM stay AS s JOIN {} AS h ON s.thing = "
                                       "'{}:' || h.id WHERE s.until IS NULL{} ORDER BY s.place, s.position",
                                       size_columns(kind), to_text(kind), to_text(kind), condition));
        if (place) {
            rows.bind(*place);
        }
        while (rows.step()) {
            Standing one;
            one.place = rows.int64();
            one.position = rows.int64();
            one.size.thing = {kind, rows.int64()};
            one.size.width = rows.int64_or_null();
            one.size.sheets = rows.int64();
            all.push_back(one);
        }
    }
    return all;
}

}  // namespace

std::optional<Thing> StayTable::holder_of(Thing thing) {
    const char* columns = thing.kind == ThingKind::document ? "volume, box, place"
                          : thing.kind == ThingKind::volume ? "NULL, box, place"
                                                            : "NULL, NULL, place";
    Statement row(*db_, fmt::format("SELECT {} FROM {} WHERE id = ?", columns, to_text(thing.kind)));
    row.bind(thing.id);
    if (!row.step()) {
        return std::nullopt;
    }
    for (const ThingKind kind : {ThingKind::volume, ThingKind::box, ThingKind::place}) {
        if (const std::optional<std::int64_t> id = row.int64_or_null()) {
            return Thing{kind, *id};
        }
    }
    return std::nullopt;
}

std::optional<Stay> StayTable::now(Thing thing) {
    Statement row(*db_, std::string(stay_columns) + "WHERE thing = ? AND until IS NULL");
    row.bind(to_text(thing));
    return row.step() ? std::optional(read_stay(row)) : std::nullopt;
}

std::vector<Stay> StayTable::of_thing(Thing thing) {
    Statement rows(*db_, std::string(stay_columns) + "WHERE thing = ? ORDER BY since, id");
    rows.bind(to_text(thing));
    return read_stays(rows);
}

std::vector<Stay> StayTable::at(std::int64_t place) {
    Statement rows(*db_, std::string(stay_columns) + "WHERE place = ? AND until IS NULL ORDER BY position");
    rows.bind(place);
    return read_stays(rows);
}

std::vector<Stay> StayTable::history_of(std::int64_t place) {
    Statement rows(*db_, std::string(stay_columns) + "WHERE place = ? ORDER BY since, id");
    rows.bind(place);
    return read_stays(rows);
}

std::vector<Stay> StayTable::since(const std::string& instant) {
    Statement rows(*db_, std::string(stay_columns) + "WHERE since >= ?1 OR until >= ?1 ORDER BY id");
    rows.bind(instant);
    return read_stays(rows);
}

std::int64_t StayTable::last_position_ever(std::int64_t place) {
    Statement row(*db_, "SELECT coalesce(max(position), 0) FROM stay WHERE place = ?");
    row.bind(place).step();
    return row.int64();
}

std::vector<Thing> StayTable::inside(Thing holder) {
    std::vector<Thing> things;
    if (holder.kind == ThingKind::box) {
        Statement rows(*db_, "SELECT id FROM volume WHERE box = ? ORDER BY code");
        for (const std::int64_t id : read_ids(rows.bind(holder.id))) {
            things.push_back({ThingKind::volume, id});
        }
    }
    Statement rows(*db_, fmt::format("SELECT d.id FROM document AS d WHERE d.{} = ? AND {} ORDER BY d.position, d.id",
                                     to_text(holder.kind), d_is_there));
    for (const std::int64_t id : read_ids(rows.bind(holder.id))) {
        things.push_back({ThingKind::document, id});
    }
    return things;
}

std::vector<std::int64_t> StayTable::documents_in(Thing thing) {
    if (thing.kind == ThingKind::document) {
        return {thing.id};
    }
    std::vector<std::int64_t> documents;
    for (const Thing one : inside(thing)) {
        for (const std::int64_t id : documents_in(one)) {
            documents.push_back(id);
        }
    }
    return documents;
}

std::int64_t StayTable::last_position(Thing holder) {
    Statement row(*db_,
                  fmt::format("SELECT coalesce(max(position), 0) FROM document WHERE {} = ?", to_text(holder.kind)));
    row.bind(holder.id).step();
    return row.int64();
}

ThingSize StayTable::size_of(Thing thing) {
    Statement row(*db_,
                  fmt::format("SELECT {} FROM {} AS h WHERE h.id = ?", size_columns(thing.kind), to_text(thing.kind)));
    ThingSize size{thing, std::nullopt, 0};
    if (row.bind(thing.id).step()) {
        size.width = row.int64_or_null();
        size.sheets = row.int64();
    }
    return size;
}

std::vector<Standing> StayTable::standing() {
    return read_standing(*db_, "", std::nullopt);
}

std::vector<Standing> StayTable::standing_at(std::int64_t place) {
    return read_standing(*db_, " AND s.place = ?", place);
}

std::vector<Thing> StayTable::waiting_holders() {
    std::vector<Thing> things;
    Statement boxes(*db_,
                    "SELECT id FROM box AS b WHERE place IS NULL AND (EXISTS (SELECT 1 FROM volume AS v WHERE v.box = "
                    "b.id) OR EXISTS (SELECT 1 FROM document AS d WHERE d.box = b.id)) ORDER BY id");
    for (const std::int64_t id : read_ids(boxes)) {
        things.push_back({ThingKind::box, id});
    }
    Statement volumes(*db_,
                      "SELECT id FROM volume AS v WHERE box IS NULL AND place IS NULL AND closed IS NOT NULL AND "
                      "EXISTS (SELECT 1 FROM document AS d WHERE d.volume = v.id) ORDER BY id");
    for (const std::int64_t id : read_ids(volumes)) {
        things.push_back({ThingKind::volume, id});
    }
    return things;
}

std::vector<std::int64_t> StayTable::waiting_documents(std::int64_t after, std::int64_t most) {
    Statement rows(*db_,
                   "SELECT id FROM document WHERE volume IS NULL AND box IS NULL AND place IS NULL AND withdrawn IS "
                   "NULL AND destroyed IS NULL AND id > ? AND (paper IS NULL OR paper = 'here') ORDER BY id LIMIT ?");
    return read_ids(rows.bind(after).bind(most));
}

std::vector<Thing> StayTable::inconsistent() {
    std::vector<Thing> things;
    for (const ThingKind kind : {ThingKind::box, ThingKind::volume, ThingKind::document}) {
        // From what stands, by either story: most things stand nowhere.
        Statement rows(*db_,
                       fmt::format("SELECT h.id FROM {0} AS h WHERE h.place IS NOT NULL AND NOT EXISTS (SELECT 1 "
                                   "FROM stay AS s WHERE s.thing = '{0}:' || h.id AND s.until IS NULL AND s.place "
                                   "= h.place) UNION SELECT h.id FROM stay AS s JOIN {0} AS h ON h.id = "
                                   "substr(s.thing, {1}) + 0 WHERE s.until IS NULL AND substr(s.thing, 1, {1} - 1) "
                                   "= '{0}:' AND h.place IS NOT s.place ORDER BY 1",
                                   to_text(kind), to_text(kind).size() + 2));
        for (const std::int64_t id : read_ids(rows)) {
            things.push_back({kind, id});
        }
    }
    return things;
}

void StayTable::stand(Thing thing, std::int64_t place, std::int64_t position, const std::string& since) {
    Statement(*db_, "INSERT INTO stay (id, thing, place, position, since) VALUES (?, ?, ?, ?, ?)")
        .bind(next_number(*db_, "stay"))
        .bind(to_text(thing))
        .bind(place)
        .bind(position)
        .bind(since)
        .run();
    Statement(*db_, fmt::format("UPDATE {} SET place = ? WHERE id = ?", to_text(thing.kind)))
        .bind(place)
        .bind(thing.id)
        .run();
}

void StayTable::lie(Thing thing, Thing holder, std::optional<std::int64_t> position) {
    const bool document = thing.kind == ThingKind::document;
    Statement update(*db_, fmt::format("UPDATE {} SET {} = ?{} WHERE id = ?", to_text(thing.kind), to_text(holder.kind),
                                       document ? ", position = ?" : ""));
    update.bind(holder.id);
    if (document) {
        update.bind(position);
    }
    update.bind(thing.id).run();
}

void StayTable::leave(Thing thing, const std::string& until, const std::string& reason) {
    Statement(*db_, "UPDATE stay SET until = ?, reason = ? WHERE thing = ? AND until IS NULL")
        .bind(until)
        .bind_text_or_null(reason)
        .bind(to_text(thing))
        .run();
    const char* columns = thing.kind == ThingKind::document
                              ? "volume = NULL, box = NULL, place = NULL, position = NULL, first_page = NULL"
                          : thing.kind == ThingKind::volume ? "box = NULL, place = NULL"
                                                            : "place = NULL";
    Statement(*db_, fmt::format("UPDATE {} SET {} WHERE id = ?", to_text(thing.kind), columns)).bind(thing.id).run();
}

void StayTable::shift(std::int64_t place, std::int64_t position) {
    std::vector<Stay> moved;
    std::int64_t wanted = position;
    for (const Stay& stay : at(place)) {
        if (stay.position == wanted) {
            moved.push_back(stay);
            ++wanted;
        }
    }
    // From the right, so that no two ever have the same position.
    for (auto stay = moved.rbegin(); stay != moved.rend(); ++stay) {
        Statement(*db_, "UPDATE stay SET position = ? WHERE id = ?").bind(stay->position + 1).bind(stay->id).run();
    }
}

std::vector<Remark> RemarkTable::of(Thing thing) {
    Statement rows(*db_, "SELECT id, at, by, kind, text FROM remark WHERE thing = ? ORDER BY id");
    rows.bind(to_text(thing));
    std::vector<Remark> remarks;
    while (rows.step()) {
        Remark remark;
        remark.id = rows.int64();
        remark.thing = thing;
        remark.at = rows.text();
        remark.by = rows.text();
        remark.kind = rows.text();
        remark.text = rows.text();
        remarks.push_back(std::move(remark));
    }
    return remarks;
}

void RemarkTable::add(const Remark& remark) {
    Statement(*db_, "INSERT INTO remark (id, thing, at, by, kind, text) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(next_number(*db_, "remark"))
        .bind(to_text(remark.thing))
        .bind(remark.at)
        .bind(remark.by)
        .bind(remark.kind)
        .bind(remark.text)
        .run();
}

}  // namespace arc

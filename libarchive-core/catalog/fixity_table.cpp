#include "catalog/fixity_table.hpp"

namespace arc {
namespace {

std::vector<ObjectToCheck> all_of(Statement& rows) {
    std::vector<ObjectToCheck> objects;
    while (rows.step()) {
        ObjectToCheck object{rows.int64(), rows.digest(), 0, {}};
        object.bytes = rows.int64();
        object.checked = rows.text();
        objects.push_back(std::move(object));
    }
    return objects;
}

// The condition that the object o is of that risk.
std::string of_risk(FixityRisk risk) {
    const std::string only =
        "EXISTS (SELECT 1 FROM page AS p JOIN document AS d ON d.id = p.document WHERE p.object = o.id AND d.paper IN "
        "('none', 'returned', 'lost', 'destroyed'))";
    const std::string fragile = "(o.format <> 'tiff' OR o.bytes > 16000000)";
    switch (risk) {
        case FixityRisk::only_copy:
            return only;
        case FixityRisk::fragile:
            return fragile + " AND NOT " + only;
        case FixityRisk::usual:
            return "NOT " + fragile + " AND NOT " + only;
    }
    return "1";
}

}  // namespace

std::vector<ObjectToCheck> FixityTable::never_checked(FixityRisk risk, std::int64_t after, std::int64_t most) {
    Statement rows(*db_,
                   "SELECT o.id, o.digest, o.bytes, NULL FROM object AS o WHERE o.id > ? AND o.destroyed IS NULL "
                   "AND NOT EXISTS (SELECT 1 FROM fixity AS f WHERE f.object = o.id) AND " +
                       of_risk(risk) + " ORDER BY o.id LIMIT ?");
    rows.bind(after).bind(most);
    return all_of(rows);
}

std::vector<ObjectToCheck> FixityTable::checked_at(const std::string& instant, FixityRisk risk, std::int64_t after,
                                                   std::int64_t most) {
    Statement rows(*db_,
                   "SELECT o.id, o.digest, o.bytes, f.checked FROM fixity AS f JOIN object AS o ON o.id = f.object "
                   "WHERE f.checked = ? AND f.object > ? AND o.destroyed IS NULL AND " +
                       of_risk(risk) + " ORDER BY f.object LIMIT ?");
    rows.bind(instant).bind(after).bind(most);
    return all_of(rows);
}

std::string FixityTable::next_mark(const std::string& after, const std::string& before) {
    Statement row(*db_, "SELECT min(checked) FROM fixity WHERE checked > ? AND checked < ?");
    row.bind(after).bind(before).step();
    return row.text();
}

std::optional<ObjectToCheck> FixityTable::find(const Digest& digest) {
    Statement row(*db_,
                  "SELECT o.id, o.digest, o.bytes, f.checked FROM object AS o LEFT JOIN fixity AS f ON f.object = o.id "
                  "WHERE substr(o.digest, 1, 16) = substr(?1, 1, 16) AND o.digest = ?1 AND o.destroyed IS NULL");
    row.bind(digest);
    std::vector<ObjectToCheck> found = all_of(row);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

FixityTable::Extent FixityTable::to_check(const std::string& before) {
    Statement row(
        *db_,
        "SELECT count(*), coalesce(sum(o.bytes), 0) FROM object AS o LEFT JOIN fixity AS f ON f.object = o.id "
        "WHERE o.destroyed IS NULL AND (f.checked IS NULL OR f.checked < ?)");
    row.bind(before).step();
    const std::int64_t objects = row.int64();
    return {objects, row.int64()};
}

std::vector<ObjectToCheck> FixityTable::bad() {
    Statement rows(*db_,
                   "SELECT o.id, o.digest, o.bytes, f.checked FROM fixity AS f JOIN object AS o ON o.id = f.object "
                   "WHERE f.outcome <> 'ok' AND o.destroyed IS NULL ORDER BY o.id");
    return all_of(rows);
}

std::int64_t FixityTable::count() {
    Statement row(*db_, "SELECT count(*) FROM object WHERE destroyed IS NULL");
    row.step();
    return row.int64();
}

std::string FixityTable::whole_since() {
    Statement row(*db_,
                  "SELECT CASE WHEN count(*) = count(f.checked) THEN min(f.checked) END FROM object AS o LEFT JOIN "
                  "fixity AS f ON f.object = o.id WHERE o.destroyed IS NULL");
    row.step();
    return row.text();
}

void FixityTable::mark(std::int64_t object, const std::string& at, const std::string& outcome) {
    Statement(*db_,
              "INSERT INTO fixity (object, checked, outcome) VALUES (?, ?, ?) ON CONFLICT (object) DO UPDATE SET "
              "checked = excluded.checked, outcome = excluded.outcome")
        .bind(object)
        .bind(at)
        .bind(outcome)
        .run();
}

std::vector<PageOfObject> FixityTable::pages_of(std::int64_t object, std::int64_t most) {
    Statement rows(
        *db_,
        "SELECT p.id, b.code, p.seq, p.document FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE p.object = ? "
        "ORDER BY p.id LIMIT ?");
    rows.bind(object).bind(most);
    std::vector<PageOfObject> pages;
    while (rows.step()) {
        PageOfObject page{rows.int64(), rows.text(), 0, {}};
        page.seq = rows.int64();
        page.document = rows.int64_or_null();
        pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace arc

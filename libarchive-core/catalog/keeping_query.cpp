#include "catalog/keeping_query.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr const char* in_ticket = "SELECT id FROM document WHERE destroyed IS NULL AND ticket = ?1 ORDER BY id";
constexpr const char* in_customer =
    "SELECT id FROM document WHERE destroyed IS NULL AND customer = ?1 UNION "
    "SELECT d.id FROM ticket AS t JOIN document AS d ON d.ticket = t.id WHERE d.destroyed IS NULL AND t.customer = ?1 "
    "ORDER BY 1";
constexpr const char* in_series =
    "WITH RECURSIVE below (id) AS (VALUES (?1) UNION SELECT s.id FROM series AS s JOIN below AS b ON s.parent = b.id) "
    "SELECT d.id FROM below AS b JOIN document AS d ON d.series = b.id WHERE d.destroyed IS NULL ORDER BY d.id";
constexpr const char* in_volume = "SELECT id FROM document WHERE destroyed IS NULL AND volume = ?1 ORDER BY id";
constexpr const char* in_box =
    "SELECT id FROM document WHERE destroyed IS NULL AND box = ?1 UNION "
    "SELECT d.id FROM volume AS v JOIN document AS d ON d.volume = v.id WHERE d.destroyed IS NULL AND v.box = ?1 "
    "ORDER BY 1";
constexpr const char* itself = "SELECT id FROM document WHERE destroyed IS NULL AND id = ?1";

const char* documents_sql(ThingKind kind) {
    switch (kind) {
        case ThingKind::document:
            return itself;
        case ThingKind::ticket:
            return in_ticket;
        case ThingKind::customer:
            return in_customer;
        case ThingKind::series:
            return in_series;
        case ThingKind::volume:
            return in_volume;
        case ThingKind::box:
            return in_box;
        default:
            return nullptr;
    }
}

}  // namespace

std::vector<std::int64_t> KeepingQuery::ids_of(Statement& rows) {
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

std::vector<std::int64_t> KeepingQuery::documents_under(Thing thing) {
    const char* sql = documents_sql(thing.kind);
    if (sql == nullptr) {
        return {};
    }
    Statement rows(*db_, sql);
    return ids_of(rows.bind(thing.id));
}

std::vector<std::int64_t> KeepingQuery::serving(std::int64_t ticket) {
    Statement rows(
        *db_,
        "SELECT d.id FROM document_serves AS s JOIN document AS d ON d.id = s.document WHERE s.ticket = ? AND "
        "d.destroyed IS NULL ORDER BY d.id");
    return ids_of(rows.bind(ticket));
}

std::vector<Thing> KeepingQuery::holders_of_document(std::int64_t document) {
    Statement rows(*db_,
                   "WITH RECURSIVE d AS (SELECT * FROM document WHERE id = ?1), "
                   "t (id) AS (SELECT ticket FROM d WHERE ticket IS NOT NULL UNION SELECT ticket FROM document_serves "
                   "WHERE document = ?1), "
                   "c (id) AS (SELECT customer FROM d UNION SELECT k.customer FROM t JOIN ticket AS k ON k.id = t.id), "
                   "s (id) AS (SELECT series FROM d UNION SELECT n.parent FROM s JOIN series AS n ON n.id = s.id), "
                   "b (id) AS (SELECT box FROM d UNION SELECT v.box FROM d JOIN volume AS v ON v.id = d.volume) "
                   "SELECT 2, id FROM d UNION ALL SELECT 1, id FROM t UNION ALL SELECT 0, id FROM c UNION ALL "
                   "SELECT 6, id FROM s UNION ALL SELECT 3, volume FROM d UNION ALL SELECT 4, id FROM b");
    rows.bind(document);
    std::vector<Thing> things;
    while (rows.step()) {
        const auto kind = static_cast<ThingKind>(rows.int64());
        if (const std::optional<std::int64_t> id = rows.int64_or_null()) {
            things.push_back({kind, *id});
        }
    }
    return things;
}

std::vector<KeepingQuery::Due> KeepingQuery::due_before(const std::string& day, const Due& after, std::int64_t most) {
    Statement rows(*db_,
                   "SELECT keep_until, id FROM document WHERE keep_until IS NOT NULL AND destroyed IS NULL AND "
                   "keep_until < ? AND (keep_until, id) > (?, ?) ORDER BY keep_until, id LIMIT ?");
    rows.bind(day).bind(after.keep_until).bind(after.document).bind(most);
    std::vector<Due> due;
    while (rows.step()) {
        Due& one = due.emplace_back();
        one.keep_until = rows.text();
        one.document = rows.int64();
    }
    return due;
}

std::vector<std::int64_t> KeepingQuery::without_rule(std::int64_t after, std::int64_t most) {
    Statement rows(
        *db_, "SELECT id FROM document WHERE id > ? AND retention IS NULL AND destroyed IS NULL ORDER BY id LIMIT ?");
    return ids_of(rows.bind(after).bind(most));
}

std::vector<std::int64_t> KeepingQuery::not_started(std::int64_t after, std::int64_t most) {
    Statement rows(
        *db_,
        "SELECT id FROM document WHERE id > ? AND retention IS NOT NULL AND keep_until IS NULL AND retention "
        "NOT LIKE '%permanent%' AND destroyed IS NULL ORDER BY id LIMIT ?");
    return ids_of(rows.bind(after).bind(most));
}

std::vector<std::int64_t> KeepingQuery::destroyed() {
    Statement rows(*db_, "SELECT id FROM document WHERE destroyed IS NOT NULL ORDER BY destroyed, id");
    return ids_of(rows);
}

std::string KeepingQuery::open_batch_of(std::int64_t document) {
    Statement row(*db_,
                  "SELECT b.code FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE p.document = ? AND b.state = "
                  "'open' ORDER BY b.id LIMIT 1");
    return row.bind(document).step() ? row.text() : std::string();
}

std::string KeepingQuery::handover_with(const std::vector<Thing>& things) {
    for (const Thing thing : things) {
        Statement row(*db_,
                      "SELECT h.code FROM handover_item AS i JOIN handover AS h ON h.id = i.handover WHERE i.thing = ? "
                      "AND h.state IN ('open', 'given') AND i.outcome = 'waiting' ORDER BY h.id LIMIT 1");
        if (row.bind(to_text(thing)).step()) {
            return row.text();
        }
    }
    return {};
}

}  // namespace arc

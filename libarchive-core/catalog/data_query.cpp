#include "catalog/data_query.hpp"

namespace arc {
namespace {

std::vector<DataQuery::Pair> pairs_of(Statement& rows) {
    std::vector<DataQuery::Pair> pairs;
    while (rows.step()) {
        const std::int64_t first = rows.int64();
        pairs.push_back({first, rows.int64()});
    }
    return pairs;
}

}  // namespace

std::vector<DataQuery::Activity> DataQuery::quiet_since(const std::string& day) {
    Statement rows(
        *db_,
        "SELECT id, last FROM (SELECT c.id, max(s.since, coalesce(c.opened, ''), coalesce((SELECT "
        "max(max(coalesce(t.closed, ''), t.opened)) FROM ticket AS t WHERE t.customer = c.id), ''), coalesce((SELECT "
        "max(substr(d.registered, 1, 10)) FROM document AS d WHERE d.customer = c.id), ''), coalesce((SELECT "
        "max(e.done) FROM entry AS e WHERE e.subject = 'customer:' || c.id), '')) AS last FROM customer AS c JOIN "
        "customer_state AS s ON s.customer = c.id AND s.until IS NULL WHERE c.closed IS NULL) WHERE last < ? ORDER "
        "BY id");
    rows.bind(day);
    std::vector<Activity> quiet;
    while (rows.step()) {
        const std::int64_t id = rows.int64();
        quiet.push_back({id, rows.text()});
    }
    return quiet;
}

std::vector<DataQuery::Pair> DataQuery::same_words() {
    Statement groups(
        *db_,
        "SELECT min(id), max(id) FROM document WHERE title IS NOT NULL AND dated IS NOT NULL AND withdrawn "
        "IS NULL AND destroyed IS NULL GROUP BY type, title, dated, ticket, customer, series HAVING "
        "count(*) > 1 ORDER BY 1");
    return pairs_of(groups);
}

std::vector<DataQuery::Pair> DataQuery::same_pages() {
    // A copy names the page it is a copy of; only such pages are looked at.
    Statement rows(*db_,
                   "SELECT q.document, p.document FROM page AS p JOIN page AS q ON q.id = p.duplicate_of WHERE "
                   "p.duplicate_of IS NOT NULL AND p.role = 'content' AND q.role = 'content' AND p.blank = 0 AND "
                   "p.document <> q.document GROUP BY 1, 2 HAVING count(*) = (SELECT count(*) FROM page AS x WHERE "
                   "x.document = p.document AND x.role = 'content' AND x.blank = 0) AND count(*) = (SELECT count(*) "
                   "FROM page AS x WHERE x.document = q.document AND x.role = 'content' AND x.blank = 0) AND EXISTS "
                   "(SELECT 1 FROM document AS d WHERE d.id = p.document AND d.withdrawn IS NULL AND d.destroyed IS "
                   "NULL) ORDER BY 2");
    return pairs_of(rows);
}

std::vector<std::string> DataQuery::unused_accounts(const std::string& since, const std::string& day) {
    Statement rows(*db_,
                   "SELECT code FROM person WHERE disabled IS NULL AND coalesce(reviewed, '') < ?2 AND NOT EXISTS "
                   "(SELECT 1 FROM event AS e WHERE e.by = person.code AND e.at >= ?1) AND NOT EXISTS (SELECT 1 FROM "
                   "event_thing AS x JOIN event AS e ON e.n = x.n WHERE x.thing = 'person:' || person.id AND e.at >= "
                   "?1) ORDER BY code");
    rows.bind(since).bind(day);
    std::vector<std::string> codes;
    while (rows.step()) {
        codes.push_back(rows.text());
    }
    return codes;
}

}  // namespace arc

#include "catalog/stock_query.hpp"

namespace arc {
namespace {

template <class A, class B>
std::vector<std::pair<A, B>> pairs_of(Statement& rows, A (*first)(Statement&), B (*second)(Statement&)) {
    std::vector<std::pair<A, B>> pairs;
    while (rows.step()) {
        A one = first(rows);
        pairs.emplace_back(std::move(one), second(rows));
    }
    return pairs;
}

std::string text(Statement& row) {
    return row.text();
}

std::int64_t number(Statement& row) {
    return row.int64();
}

std::map<std::int64_t, StockQuery::Standpoint> standpoints_of(Statement& rows) {
    std::map<std::int64_t, StockQuery::Standpoint> all;
    while (rows.step()) {
        StockQuery::Standpoint& one = all[rows.int64()];
        one.box = rows.int64_or_null();
        one.place = rows.int64_or_null();
    }
    return all;
}

}  // namespace

std::vector<StockQuery::TypeYear> StockQuery::retention_ends(const std::string& from, const std::string& before) {
    Statement rows(*db_,
                   "SELECT type, substr(keep_until, 1, 4), count(*), min(keep_until) FROM document WHERE keep_until IS "
                   "NOT NULL AND destroyed IS NULL AND keep_until >= ? AND keep_until < ? GROUP BY 1, 2 ORDER BY 1, 2");
    rows.bind(from).bind(before);
    std::vector<TypeYear> ends;
    while (rows.step()) {
        TypeYear& one = ends.emplace_back();
        one.type = rows.text();
        one.year = rows.text();
        one.documents = rows.int64();
        one.first = rows.text();
    }
    return ends;
}

std::vector<std::pair<std::string, std::int64_t>> StockQuery::without_rule() {
    Statement rows(*db_,
                   "SELECT type, count(*) FROM document WHERE retention IS NULL AND withdrawn IS NULL AND destroyed IS "
                   "NULL GROUP BY type ORDER BY type");
    return pairs_of(rows, &text, &number);
}

std::vector<std::int64_t> StockQuery::secrecy_ended(const std::string& day) {
    Statement rows(*db_,
                   "SELECT id FROM document WHERE secrecy > 0 AND secret_until < ? AND withdrawn IS NULL AND destroyed "
                   "IS NULL ORDER BY id");
    rows.bind(day);
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

std::vector<std::pair<std::string, std::string>> StockQuery::mixed_batches() {
    Statement several(*db_, "SELECT min(format) <> max(format) FROM object WHERE destroyed IS NULL");
    if (!several.step() || several.int64() == 0) {
        return {};
    }
    Statement rows(
        *db_,
        "SELECT b.code, group_concat(x.format, ' ') FROM (SELECT DISTINCT p.batch, o.format FROM page AS p JOIN "
        "object AS o ON o.id = p.object ORDER BY 1, 2) AS x JOIN batch AS b ON b.id = x.batch WHERE b.state "
        "<> 'withdrawn' GROUP BY x.batch HAVING count(*) > 1 ORDER BY x.batch");
    return pairs_of(rows, &text, &text);
}

std::vector<std::pair<std::int64_t, std::string>> StockQuery::counted_rooms() {
    Statement rows(
        *db_,
        "WITH RECURSIVE below (room, place) AS (SELECT id, id FROM place WHERE parent IS NULL UNION ALL "
        "SELECT below.room, p.id FROM place AS p JOIN below ON p.parent = below.place) SELECT room, "
        "(SELECT max(s.finished) FROM stocktake AS s WHERE s.place = room) FROM below WHERE EXISTS (SELECT 1 "
        "FROM stay WHERE stay.place = below.place AND stay.until IS NULL) GROUP BY room ORDER BY room");
    return pairs_of(rows, &number, &text);
}

std::int64_t StockQuery::pages() {
    Statement row(*db_, "SELECT EXISTS (SELECT 1 FROM page)");
    row.step();
    return row.int64();
}

std::vector<std::pair<std::int64_t, std::int64_t>> StockQuery::closed_without_place() {
    Statement rows(*db_,
                   "SELECT d.ticket, count(*) FROM document AS d JOIN ticket AS t ON t.id = d.ticket WHERE d.volume IS "
                   "NULL AND d.box IS NULL AND d.place IS NULL AND d.withdrawn IS NULL AND d.destroyed IS NULL AND "
                   "d.paper = 'here' AND t.closed IS NOT NULL GROUP BY d.ticket ORDER BY d.ticket");
    return pairs_of(rows, &number, &number);
}

std::map<std::int64_t, StockQuery::Standpoint> StockQuery::box_places() {
    Statement rows(*db_, "SELECT id, NULL, place FROM box WHERE place IS NOT NULL");
    return standpoints_of(rows);
}

std::map<std::int64_t, StockQuery::Standpoint> StockQuery::volume_places() {
    Statement rows(*db_, "SELECT id, box, place FROM volume WHERE box IS NOT NULL OR place IS NOT NULL");
    return standpoints_of(rows);
}

}  // namespace arc

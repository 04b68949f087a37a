#include "catalog/room_query.hpp"

namespace arc {

bool RoomQuery::stands_in(std::int64_t place, const std::string& type) {
    Statement row(*db_,
                  "WITH RECURSIVE below (id) AS (VALUES (?1) UNION SELECT p.id FROM place AS p JOIN below AS b ON "
                  "p.parent = b.id) "
                  "SELECT 1 FROM document AS d LEFT JOIN volume AS v ON v.id = d.volume LEFT JOIN box AS b ON b.id = "
                  "coalesce(d.box, v.box) WHERE d.type = ?2 AND d.withdrawn IS NULL AND d.destroyed IS NULL AND "
                  "coalesce(d.place, v.place, b.place) IN (SELECT id FROM below) LIMIT 1");
    return row.bind(place).bind(type).step();
}

void RoomQuery::for_each_of_type(const std::string& type, const std::function<void(const MediumDocument&)>& document) {
    Statement rows(*db_,
                   "SELECT id, dated, registered FROM document WHERE type = ? AND withdrawn IS NULL AND destroyed IS "
                   "NULL ORDER BY id");
    rows.bind(type);
    while (rows.step()) {
        MediumDocument found;
        found.id = rows.int64();
        found.dated = rows.text();
        found.registered = rows.text();
        document(found);
    }
}

}  // namespace arc

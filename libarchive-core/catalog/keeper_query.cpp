#include "catalog/keeper_query.hpp"

namespace arc {

std::int64_t KeeperQuery::count_of(std::int64_t person) {
    Statement row(*db_, "SELECT count(*) FROM customer WHERE responsible = ? AND closed IS NULL");
    row.bind(person).step();
    return row.int64();
}

std::vector<std::int64_t> KeeperQuery::served_of(std::optional<std::int64_t> person) {
    Statement rows(*db_, person ? "SELECT id FROM customer WHERE responsible = ? AND closed IS NULL ORDER BY id"
                                : "SELECT id FROM customer WHERE responsible IS NULL AND closed IS NULL ORDER BY id");
    if (person) {
        rows.bind(*person);
    }
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace arc {

// Whose the customers are.
class KeeperQuery {
public:
    explicit KeeperQuery(Db& db) : db_(&db) {}
    // How many customers that are still served this person is responsible for.
    std::int64_t count_of(std::int64_t person);
    // Those customers by id; without a person those that have nobody.
    std::vector<std::int64_t> served_of(std::optional<std::int64_t> person);

private:
    Db* db_;
};

}  // namespace arc

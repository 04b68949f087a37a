#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// What audits ask of the stock as a whole.
class StockQuery {
public:
    explicit StockQuery(Db& db) : db_(&db) {}

    struct TypeYear {
        std::string type;
        std::string year;
        std::int64_t documents = 0;
        std::string first;  // the earliest last day of retention
    };
    // Documents whose retention ends from the first day on and before the second, by type and year; "" for any.
    std::vector<TypeYear> retention_ends(const std::string& from, const std::string& before);
    // Valid documents without a rule, by type.
    std::vector<std::pair<std::string, std::int64_t>> without_rule();
    // Documents with a level of secrecy whose term ended before this day.
    std::vector<std::int64_t> secrecy_ended(const std::string& day);
    // Batches with files of more than one format: code and formats.
    std::vector<std::pair<std::string, std::string>> mixed_batches();
    // Places that have none above them and something standing below: id and when a count there was last finished ("").
    std::vector<std::pair<std::int64_t, std::string>> counted_rooms();
    std::int64_t pages();
    // Papers of closed tickets that are here and stand nowhere: ticket and how many.
    std::vector<std::pair<std::int64_t, std::int64_t>> closed_without_place();

private:
    Db* db_;
};

}  // namespace arc

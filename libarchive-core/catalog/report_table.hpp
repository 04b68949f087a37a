#pragma once

#include "catalog/sqlite.hpp"

#include <optional>
#include <string>

namespace arc {

// Which reports of the profile were made for which period.
class ReportTable {
public:
    explicit ReportTable(Db& db) : db_(&db) {}
    // `due` is the day that names the period. A second time the row is told anew.
    void put(const std::string& name, const std::string& due, const std::string& made, std::int64_t rows);
    bool has(const std::string& name, const std::string& due);
    // The due day of the newest that was made.
    std::optional<std::string> newest(const std::string& name);

private:
    Db* db_;
};

}  // namespace arc

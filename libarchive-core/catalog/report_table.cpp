#include "catalog/report_table.hpp"

namespace arc {

void ReportTable::put(const std::string& name, const std::string& due, const std::string& made, std::int64_t rows) {
    Statement(*db_,
              "INSERT INTO report (name, due, made, told) VALUES (?, ?, ?, ?) ON CONFLICT (name, due) DO UPDATE SET "
              "made = excluded.made, told = excluded.told")
        .bind(name)
        .bind(due)
        .bind(made)
        .bind(rows)
        .run();
}

bool ReportTable::has(const std::string& name, const std::string& due) {
    Statement row(*db_, "SELECT 1 FROM report WHERE name = ? AND due = ?");
    return row.bind(name).bind(due).step();
}

std::optional<std::string> ReportTable::newest(const std::string& name) {
    Statement row(*db_, "SELECT due FROM report WHERE name = ? ORDER BY due DESC LIMIT 1");
    return row.bind(name).step() ? std::optional(row.text()) : std::nullopt;
}

}  // namespace arc

#include "catalog/fonds_table.hpp"

namespace arc {

std::string FondsTable::in_force() {
    Statement row(*db_, "SELECT number FROM fonds_number WHERE until IS NULL");
    return row.step() ? row.text() : std::string();
}

std::vector<FondsNumber> FondsTable::all() {
    Statement rows(*db_, "SELECT number, since, until FROM fonds_number ORDER BY since, number");
    std::vector<FondsNumber> numbers;
    while (rows.step()) {
        FondsNumber one;
        one.number = rows.text();
        one.since = rows.text();
        one.until = rows.text();
        numbers.push_back(std::move(one));
    }
    return numbers;
}

void FondsTable::revise(const std::string& before, const std::string& number, const std::string& since) {
    Statement(*db_, "INSERT INTO fonds_number (number) VALUES (?) ON CONFLICT (number) DO NOTHING").bind(before).run();
    Statement(*db_, "UPDATE fonds_number SET until = ? WHERE number = ?").bind(since).bind(before).run();
    Statement(*db_, "INSERT INTO fonds_number (number, since) VALUES (?, ?)").bind(number).bind(since).run();
}

}  // namespace arc

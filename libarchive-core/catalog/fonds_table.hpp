#pragma once

#include "catalog/sqlite.hpp"

#include <string>
#include <vector>

namespace arc {

// A number (全宗号) that the archive has or had.
struct FondsNumber {
    std::string number;
    std::string since;  // day, or "" for from the beginning
    std::string until;  // day from which another one holds, or ""
};

class FondsTable {
public:
    explicit FondsTable(Db& db) : db_(&db) {}
    // The number in force after a revision; "" when there was none, and archive.yaml has it.
    std::string in_force();
    std::vector<FondsNumber> all();  // oldest first
    // From the day on `number` holds instead of `before`, which is entered where it is not known.
    void revise(const std::string& before, const std::string& number, const std::string& since);

private:
    Db* db_;
};

}  // namespace arc

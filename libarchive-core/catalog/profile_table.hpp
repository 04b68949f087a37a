#pragma once

#include "catalog/sqlite.hpp"

#include <string>

namespace arc {

struct StoredProfile {
    std::int64_t version = 0;
    std::string name;
    std::string text;
};

// The profiles that were applied, in order; the newest is in force.
class ProfileTable {
public:
    explicit ProfileTable(Db& db) : db_(&db) {}
    // Version 0 with empty text before the first was applied.
    StoredProfile newest();
    // Version 0 when there is none of that number.
    StoredProfile of_version(std::int64_t version);
    std::int64_t add(const std::string& name, const std::string& text);

private:
    Db* db_;
};

}  // namespace arc

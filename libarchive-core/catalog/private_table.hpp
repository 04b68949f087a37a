#pragma once

#include "catalog/sqlite.hpp"

#include <functional>
#include <string>
#include <vector>

namespace arc {

// A private value (id number, phone): rows and events carry `hmac`, HMAC-SHA-256(salt, value), in its place.
struct PrivateValue {
    std::string hmac;
    std::int64_t n = 0;  // the event that brought it
    std::string salt;
    std::string value;
};

class PrivateTable {
public:
    explicit PrivateTable(Db& db) : db_(&db) {}
    void add(const PrivateValue& value);
    std::vector<PrivateValue> of_event(std::int64_t n);
    // Calls for every value, by hmac.
    void for_each(const std::function<void(const PrivateValue&)>& value);
    // Takes values away for good; the pages of the file that held them are overwritten. Returns how many there were.
    std::int64_t erase(const std::vector<std::string>& hmacs);
    // The write-ahead log may still show what was erased: it is taken into the file and emptied, unless somebody reads.
    void empty_log();
    // "" when it was erased by disposal.
    std::string salt_of(const std::string& hmac);
    // "" when it was erased by disposal.
    std::string value_of(const std::string& hmac);

private:
    Db* db_;
};

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"
#include "model/loan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What customers agreed to.
class ConsentTable {
public:
    explicit ConsentTable(Db& db) : db_(&db) {}
    std::optional<Consent> find(std::int64_t id);
    std::int64_t add(const Consent& consent);
    void update(const Consent& consent);
    std::vector<Consent> of(std::int64_t customer);  // by id
    std::vector<Consent> all();                      // by id
    // One that holds on this day for this person.
    std::optional<Consent> in_force(std::int64_t customer, std::optional<std::int64_t> person, const std::string& day);

private:
    Db* db_;
};

}  // namespace arc

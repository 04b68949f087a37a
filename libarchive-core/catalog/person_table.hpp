#pragma once

#include "catalog/sqlite.hpp"
#include "model/organisation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

class UnitTable {
public:
    explicit UnitTable(Db& db) : db_(&db) {}
    std::optional<Unit> find(const std::string& code);
    std::optional<Unit> find(std::int64_t id);
    std::vector<Unit> all();  // by code
    // Adds or changes; returns the id.
    std::int64_t put(const Unit& unit);
    // The unit itself and all below it.
    std::vector<std::int64_t> with_all_below(std::int64_t id);

private:
    Db* db_;
};

class PersonTable {
public:
    explicit PersonTable(Db& db) : db_(&db) {}
    std::optional<Person> find(const std::string& code);
    std::optional<Person> find(std::int64_t id);
    std::vector<Person> all();  // by code
    std::int64_t count();
    // Adds or changes the person's own facts; roles are apart. Returns the id.
    std::int64_t put(const Person& person);
    // Persons with that role whose account is open.
    std::int64_t count_with_role(const std::string& role);
    void add_role(std::int64_t person, const std::string& role);
    void remove_role(std::int64_t person, const std::string& role);

private:
    Db* db_;
};

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"
#include "model/customer.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// Customers and their dated states. Nothing is overwritten: a change closes the current state and adds one.
class CustomerTable {
public:
    explicit CustomerTable(Db& db) : db_(&db) {}
    // By its number, or by one it had before.
    std::optional<Customer> find(const std::string& number);
    std::optional<Customer> find(std::int64_t id);
    // Adds the customer with its first state; returns the id.
    std::int64_t add(const Customer& customer);
    // The same for many, whose ids are set. Customers first, then states: so they make two blocks of their event.
    void add_all(std::span<Customer> customers);
    // Closes the current state on the day before which `next` begins, and adds `next`. Does nothing when it says the
    // same. A state that begins on the same day as the current one replaces it in the catalog (the event keeps it).
    void change(std::int64_t customer, const CustomerState& next);
    void set_opened_closed(std::int64_t customer, const std::string& opened, const std::string& closed);
    void assign(std::int64_t customer, std::optional<std::int64_t> person);
    void renumber(std::int64_t customer, const std::string& number);
    // Those that were closed on a day from `from` on and before `before` ("" for any), by id.
    std::vector<std::int64_t> closed_between(const std::string& from, const std::string& before);
    // All states, oldest first.
    std::vector<CustomerState> history(std::int64_t customer);
    std::vector<std::string> former_numbers(std::int64_t customer);
    // All customers with their current state, by id, from an id on, at most `most`.
    std::vector<Customer> page(std::int64_t after, std::int64_t most);

private:
    void add_state(const CustomerState& state, std::int64_t customer);
    Db* db_;
};

}  // namespace arc

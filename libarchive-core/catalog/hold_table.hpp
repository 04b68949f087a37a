#pragma once

#include "catalog/sqlite.hpp"
#include "model/hold.hpp"

#include <optional>
#include <span>
#include <vector>

namespace arc {

class HoldTable {
public:
    explicit HoldTable(Db& db) : db_(&db) {}
    std::optional<Hold> find(std::int64_t id);
    // Returns the id.
    std::int64_t add(const Hold& hold);
    // Writes when, by whom and why it was lifted.
    void lift(const Hold& hold);
    // Those in force on any of the things, by id.
    std::vector<Hold> on(std::span<const Thing> subjects);
    enum class Which { in_force, all };
    std::vector<Hold> list(Which which);  // by id

private:
    std::vector<Hold> all_of(Statement& rows);
    Db* db_;
};

}  // namespace arc

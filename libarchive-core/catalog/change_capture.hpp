#pragma once

#include "catalog/sqlite.hpp"

#include <map>
#include <vector>

namespace arc {

// Sees every row that this connection changes, through SQLite's pre-update hook, and keeps what it saw as values.
// The tables of parts 2 and 3 of the schema (events, private values, computed ones) are left out.
class ChangeCapture {
public:
    // Listens to the connection while it lives; one per connection.
    explicit ChangeCapture(Db& db);
    ~ChangeCapture();
    ChangeCapture(const ChangeCapture&) = delete;

    std::size_t count() const noexcept { return changes_.size(); }
    // All changes since the last call, in the order they were made; those of one counter stand as one, with the first.
    std::vector<RowChange> take();

    struct Columns {
        std::vector<std::string> names;
        std::vector<std::size_t> keys;  // indexes of the primary key's columns
    };
    // Called by the hook.
    void saw(int operation, const char* table);

private:
    bool goes_on(const RowChange& change);
    Db* db_;
    std::map<Cell, std::size_t> counters_;  // where in changes_ the change of each counter stands
    std::map<std::string, Columns, std::less<>> tables_;
    std::vector<RowChange> changes_;
};

// Makes the changes, in order, in the open transaction; `reverse` undoes them, last one first.
// A row that is not as the change says it was (before, or after when reversing) is an Error (refused) that names it.
Result<Done> apply_changes(Db& db, const std::vector<RowChange>& changes);
Result<Done> reverse_changes(Db& db, const std::vector<RowChange>& changes);

}  // namespace arc

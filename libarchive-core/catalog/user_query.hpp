#pragma once

#include "catalog/sqlite.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

enum class QueryReach {
    tables,  // all but private values
    views,   // only v_…
};

// A SELECT that somebody typed. It can read and compute, nothing else: SQLite's authorizer refuses all statements that
// write, attach, set pragmas or load code, and what lies outside the reach.
class UserQuery {
public:
    // Faults (usage): not one statement, not SQL, refused.
    UserQuery(Db& db, std::string_view sql, QueryReach reach);
    ~UserQuery();
    UserQuery(const UserQuery&) = delete;
    const std::vector<std::string>& columns() const { return columns_; }
    // The next row; false at the end. `stop` is asked now and then; true ends the query with a Fault.
    bool next(std::vector<Cell>& row, const std::function<bool()>& stop);

private:
    Db* db_;
    std::optional<Statement> rows_;
    std::vector<std::string> columns_;
};

}  // namespace arc

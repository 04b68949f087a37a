#include "catalog/statement_pool.hpp"

#include <sqlite3.h>

namespace arc {

sqlite3_stmt* StatementPool::take(std::string_view sql) {
    const auto found = idle_.find(sql);
    if (found == idle_.end()) {
        return nullptr;
    }
    sqlite3_stmt* statement = found->second;
    idle_.erase(found);
    return statement;
}

void StatementPool::put_back(sqlite3_stmt* statement) {
    constexpr std::size_t most = 200;
    const char* sql = sqlite3_sql(statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (closed_ || sql == nullptr || idle_.size() >= most) {
        sqlite3_finalize(statement);
    } else {
        idle_.emplace(sql, statement);
    }
}

void StatementPool::close() {
    closed_ = true;
    for (const auto& [sql, statement] : idle_) {
        sqlite3_finalize(statement);
    }
    idle_.clear();
}

}  // namespace arc

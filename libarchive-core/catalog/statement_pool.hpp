#pragma once

#include <string_view>
#include <unordered_map>

struct sqlite3_stmt;

namespace arc {

// The idle prepared statements of one connection, by their text.
class StatementPool {
public:
    ~StatementPool() { close(); }
    // An idle statement of this text, or null.
    sqlite3_stmt* take(std::string_view sql);
    void put_back(sqlite3_stmt* statement);
    // Finalizes all; what is put back later is finalized at once.
    void close();

private:
    std::unordered_multimap<std::string_view, sqlite3_stmt*> idle_;  // the text is the statement's own
    bool closed_ = false;
};

}  // namespace arc

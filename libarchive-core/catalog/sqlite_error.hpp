#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace arc {

// Throws the Fault for an SQLite status: what was done, SQLite's words, and what a person can do; a full disk is told
// as such (busy). `handle` may be null.
[[noreturn]] void fail_sqlite(sqlite3* handle, int status, const std::string& name, std::string_view doing);

// Once before the first connection: keeps the system's error behind each failure of this thread.
void listen_to_sqlite();
// Where something new begins: a roll-back may have failed, too, and nobody was told.
void forget_logged_error();

}  // namespace arc

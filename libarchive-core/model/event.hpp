#pragma once

#include "base/calendar_text.hpp"
#include "base/digest.hpp"
#include "model/value.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace arc {

using Blob = std::vector<std::uint8_t>;
// One cell of a catalog row.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

enum class ChangeKind { insert, update, erase };

// What one statement did to one row. The catalog records every change by itself (sqlite3_preupdate_hook), so nothing
// can be changed without being told; replaying all changes gives the catalog back (rebuild), reversing them undoes.
struct RowChange {
    std::string table;
    ChangeKind kind = ChangeKind::insert;
    std::vector<std::string> columns;  // insert, erase: all; update: the key's columns, then those that changed
    std::size_t keys = 0;              // how many of the leading columns are the primary key
    std::vector<Cell> before;          // empty for insert; one per column
    std::vector<Cell> after;           // empty for erase; one per column
    bool operator==(const RowChange&) const = default;
};

// Who did what to which things when: one line of the journal (design.md section 12).
struct Event {
    std::int64_t n = 0;          // 1, 2, 3 … without gaps
    std::int64_t operation = 0;  // n of the first event of the same run and verb; undo takes an operation as a whole
    Digest previous;             // h(n-1)
    Instant at{};
    std::string tool;  // "arc-ingest 0.1.0"
    std::string verb;  // "ingest", "ticket close" …
    std::int64_t profile = 0;
    std::string host;
    std::string by;      // the account that really did it
    std::string acting;  // the person it was done for (--as), or empty
    std::string reason;
    std::string request;              // --request KEY, or empty
    std::vector<std::string> things;  // "ticket:12", "batch:3": what the event is about
    Object detail;                    // what else a reader of the log should know
    std::vector<RowChange> changes;
};

}  // namespace arc

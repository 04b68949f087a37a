#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arc {

// What the audit of data asks of the catalog beside the rows themselves.
class DataQuery {
public:
    explicit DataQuery(Db& db) : db_(&db) {}

    // Open customers with the last day on which anything happened: a state began, a ticket was opened or closed, a
    // document was registered, an entry was done.
    struct Activity {
        std::int64_t customer = 0;
        std::string last;
    };
    // Those whose last day is before this one.
    std::vector<Activity> quiet_since(const std::string& day);

    // Two valid documents of one type and one owner that have the same title and date (both known).
    struct Pair {
        std::int64_t first = 0;
        std::int64_t second = 0;
    };
    std::vector<Pair> same_words();
    // Two valid documents all of whose pages show the same files.
    std::vector<Pair> same_pages();

    // Accounts that are not disabled and that no event of this instant or later was written by, and that nobody
    // confirmed on or after that day.
    std::vector<std::string> unused_accounts(const std::string& since, const std::string& day);

private:
    Db* db_;
};

}  // namespace arc

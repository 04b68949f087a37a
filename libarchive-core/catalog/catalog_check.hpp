#pragma once

#include "base/digest.hpp"
#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arc {

// Looks for what the catalog's own constraints cannot forbid, and for damage.
class CatalogCheck {
public:
    explicit CatalogCheck(Db& db) : db_(&db) {}

    // SQLite's own words about damaged pages, indexes and rows that break a constraint.
    std::vector<std::string> damages();
    // "document 12 refers to a ticket that is not there"
    std::vector<std::string> broken_references();
    struct CounterBehind {
        std::string counter;
        std::int64_t next = 0;     // what it would give
        std::int64_t highest = 0;  // what is in use
    };
    std::vector<CounterBehind> counters_behind();
    // Things that people cannot find, and index rows of things that are not there.
    std::vector<Thing> not_indexed();
    std::vector<Thing> indexed_without_row();
    // Documents in which two pages have the same place, and pages whose frame their object does not have.
    std::vector<std::int64_t> documents_with_crowded_pages();
    std::vector<std::int64_t> pages_without_frame();
    // Every object whose file must be there: its digest and size.
    void for_each_object(const std::function<void(const Digest&, std::int64_t bytes)>& object);

private:
    Db* db_;
};

// How much the archive holds.
struct CatalogCounts {
    std::int64_t customers = 0;
    std::int64_t tickets = 0;
    std::int64_t open_tickets = 0;
    std::int64_t documents = 0;
    std::int64_t pages = 0;
    std::int64_t objects = 0;
    std::int64_t bytes = 0;  // of all objects
    std::int64_t open_batches = 0;
    std::int64_t todo = 0;     // pages nobody filed
    std::int64_t refused = 0;  // files waiting in quarantine
    std::int64_t persons = 0;  // not disabled
    std::int64_t admins = 0;   // of these
};
CatalogCounts count_catalog(Db& db);

// Every row of every journaled table, as text in a fixed order: for comparing two catalogs.
void dump_journaled_tables(Db& db, const std::function<void(const std::string& line)>& line);

}  // namespace arc

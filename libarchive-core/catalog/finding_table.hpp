#pragma once

#include "catalog/sqlite.hpp"
#include "model/stored_finding.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// Which stored findings; empty members do not narrow. `code` may end in *.
struct FindingFilter {
    std::string state;
    std::string owner;
    std::string code;
    std::vector<std::string> units;  // codes
    bool any_unit = true;            // false: only those of `units`
    std::string changed_since;       // instant
    std::string customer;
    std::string ticket;
};

// Findings between two nights. A run states what it found into a table of its own connection, then merges.
class FindingTable {
public:
    explicit FindingTable(Db& db) : db_(&db) {}

    // Begins a run: nothing is stated yet. Needs no transaction; other connections see nothing of it.
    void begin_stating();
    // The same identity a second time changes nothing.
    void state(const StoredFinding& finding);

    struct Merged {
        std::int64_t fresh = 0;   // new, back, or open again
        std::int64_t mended = 0;  // not stated any more
    };
    // Brings the table up to what was stated, in the open transaction. `whole`: audits that looked at everything, so
    // that what they do not state any more is mended. `today`: closings whose last day is before it have ended.
    Merged merge(std::span<const std::string> whole, const std::string& now, const std::string& today);

    std::optional<StoredFinding> find(std::int64_t id);
    // By light (red first), deadline and id; false stops.
    void for_each(const FindingFilter& filter, const std::function<bool(const StoredFinding&)>& found);
    // How many are in that state, by owner, the most first; by code likewise.
    std::vector<std::pair<std::string, std::int64_t>> count_by_owner();
    struct CodeCount {
        std::string code;
        std::string audit;
        std::int64_t open = 0;
        std::int64_t red = 0;
    };
    std::vector<CodeCount> count_by_code();
    struct UnitCount {
        std::string unit;
        std::int64_t open = 0;
        std::int64_t red = 0;
        std::int64_t yellow = 0;
    };
    std::vector<UnitCount> count_by_unit();
    std::int64_t open_count();
    void set_state(std::int64_t id, const std::string& state, const std::string& now);

    std::optional<FindingClosing> closing(const StoredFinding& finding);
    void put_closing(const FindingClosing& closing);

private:
    Db* db_;
};

// Runs and their figures.
class AuditRunTable {
public:
    explicit AuditRunTable(Db& db) : db_(&db) {}
    // Adds the run; returns its id.
    std::int64_t add(const AuditRunRow& run);
    void add(std::int64_t run, const Figure& figure);
    std::optional<AuditRunRow> newest();
    // The newest run that included this audit; "" when there is none.
    std::string last_of(const std::string& audit);
    struct Point {
        std::string at;
        double value = 0;
    };
    // The values of one figure, the newest `most`, oldest first.
    std::vector<Point> trend(const std::string& about, const std::string& name, std::int64_t most);
    // All figures of a run.
    std::vector<Figure> of_run(std::int64_t run);
    // The figures of this name in the newest run that had any, and when that was.
    struct Newest {
        std::string at;
        std::vector<Figure> figures;
    };
    Newest newest_of(const std::string& name);

private:
    Db* db_;
};

}  // namespace arc

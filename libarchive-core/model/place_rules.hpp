#pragma once

#include "model/condition.hpp"
#include "model/duration.hpp"
#include "model/filing_rules.hpp"
#include "model/title.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The part of a profile that says how paper is taken in, handed over, bound and shelved (design.md section 8).
namespace arc {

enum class CountOf { sides, sheets, documents };
struct HandoverRules {
    int givers = 1;  // persons who must sign as givers
    int takers = 1;
    int copies = 2;  // of the printed list
    CountOf count = CountOf::sides;
    std::optional<Duration> limit;  // from the giving to the taking
    std::vector<Choice> refuse_for;
    bool operator==(const HandoverRules&) const = default;
};

enum class ShelfOrder { sequential, by_rule };
struct PlaceRule {
    Condition when;
    std::string zone;                           // "": any
    std::map<std::string, std::string> levels;  // level of the tree -> path whose value names the node
    std::vector<std::string> box;               // one box never mixes different values of these paths
    int customers_in_box = 0;                   // 0: no limit
    bool operator==(const PlaceRule&) const = default;
};
struct Places {
    ShelfOrder order = ShelfOrder::sequential;
    std::vector<Choice> levels;                  // from the room down
    std::vector<std::string> holds;              // levels at which things stand; empty: whatever has nothing below it
    std::vector<Choice> zones;                   // empty: not checked
    std::map<std::string, std::string> zone_of;  // stage, or customer.closed -> zone
    std::vector<PlaceRule> rules;                // the first that holds
    std::string together;                        // path: same value, side by side
    bool reuse_freed = true;                     // 顶号换空间: a freed slot goes to the next new file
    bool operator==(const Places&) const = default;
};

enum class InnerOrder { date_ascending, date_descending, listed, number, arrival };
enum class PageNumbering { volume, document };
struct VolumeRule {
    Condition when;
    std::vector<std::string> by;  // one volume never mixes different values of these paths
    InnerOrder inner_order = InnerOrder::arrival;
    PageNumbering page_numbers = PageNumbering::volume;
    int max_sheets = 0;  // 0: no limit
    int max_documents = 0;
    bool operator==(const VolumeRule&) const = default;
};

enum class AfterIntake { move, remove };
enum class BatchPer { day, run, folder };
struct IntakeRules {
    AfterIntake done = AfterIntake::move;
    BatchPer batch = BatchPer::day;
    std::optional<Duration> quiet;      // a file of an inbox is taken when unchanged for so long
    Severity count = Severity::ignore;  // a batch without an expected count
    bool operator_required = false;
    int min_dpi = 200;     // DA/T 31-2017: at least 200
    double skew_warn = 1;  // degrees
    double skew_fail = 3;
    bool count_blank_sides = false;   // 页数 counts sides with content (DA/T 22-2015)
    std::vector<std::string> ignore;  // file name patterns beyond the usual ones
    bool operator==(const IntakeRules&) const = default;
};

}  // namespace arc

#pragma once

#include "base/calendar_text.hpp"
#include "model/place_rules.hpp"
#include "rules/declared_count.hpp"
#include "rules/page_ranges.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What is missing or double where numbers should follow one another (不重复、不遗漏). `name` is that of the finding's
// code (model/finding.hpp), `words` say it to people.
struct Gap {
    std::string_view name;
    std::string detail;  // which numbers
    std::string words;
    bool operator==(const Gap&) const = default;
};

struct NumberRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool operator==(const NumberRange&) const = default;
};
// "3, 5-7"
std::string to_text(std::span<const NumberRange> ranges);

struct SequenceGaps {
    std::vector<NumberRange> missing;   // from `first` up to the highest number seen
    std::vector<std::int64_t> doubled;  // each once, in order
    bool operator==(const SequenceGaps&) const = default;
};
// `numbers` in any order; those below `first` count as seen but open no gap.
SequenceGaps find_sequence_gaps(std::vector<std::int64_t> numbers, std::int64_t first);

// A batch as the catalog counts it.
struct BatchCount {
    bool open = false;
    Instant opened{};
    std::optional<std::int64_t> expected;
    std::int64_t pages = 0;
    std::vector<NumberRange> holes;  // in its page numbers
    std::int64_t fresh = 0;          // that nobody filed
    std::int64_t unplaced = 0;       // on the work list
    std::int64_t refused = 0;
};
// An open batch is judged by its age only (over 24 hours) and by its refused files: the rest may still come.
std::vector<Gap> judge_batch(const BatchCount& batch, Instant now);

// A document's declared counts against its imaged sides, as count_difference() sees them.
std::optional<Gap> judge_counts(const DocumentCount& count);

// The place of one document in its volume, as declared.
struct ItemInVolume {
    std::int64_t document = 0;
    std::optional<std::int64_t> position;    // 件号
    std::optional<std::int64_t> first_page;  // 起始页号
    std::optional<std::int64_t> sides;       // 页数
};
// Whether a paper begins behind page 1: then pages run through the volume, whatever the profile says of new ones.
bool pages_run_through(std::span<const ItemInVolume> items);
// `items` by position; `last_page` is 卷尾号. Where no item has a position or a page number, nothing is said of it, and
// nothing of pages where each item is numbered by itself.
std::vector<Gap> judge_volume(std::span<const ItemInVolume> items, std::optional<std::int64_t> last_page,
                              PageNumbering numbering = PageNumbering::volume);

enum class LabelFate { seen, unseen, spoiled };
// The runs of unseen labels between seen ones, as indices into `labels`, which are of one kind and in the order they
// were numbered. Unseen ones behind the last seen one are still to be used.
struct LabelRun {
    std::size_t first = 0;
    std::size_t last = 0;
    std::int64_t unseen = 0;  // spoiled ones inside the run are not counted
    bool operator==(const LabelRun&) const = default;
};
std::vector<LabelRun> unseen_between(std::span<const LabelFate> labels);

}  // namespace arc

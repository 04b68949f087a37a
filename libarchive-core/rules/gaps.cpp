#include "rules/gaps.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string list_of(std::span<const std::int64_t> numbers) {
    std::vector<std::string> words;
    for (const std::int64_t number : numbers) {
        words.push_back(std::to_string(number));
    }
    return join(words, ", ");
}

// Nothing where the catalogue does not speak of it.
std::string_view gap_name(PageTrouble trouble) {
    switch (trouble) {
        case PageTrouble::gap:
            return "pages-hole";
        case PageTrouble::overlap:
            return "pages-double";
        case PageTrouble::beyond_last:
            return "pages-beyond";
        case PageTrouble::short_of_last:
            return "pages-short";
        default:
            return {};
    }
}

std::string cell(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : std::string();
}

std::vector<Gap> judge_page_ranges(std::span<const ItemInVolume> items, std::optional<std::int64_t> last_page) {
    std::vector<PageRow> rows;
    bool counted = true;
    for (const ItemInVolume& item : items) {
        if (!item.first_page) {
            continue;
        }
        PageRow row;
        row.row = static_cast<int>(item.position.value_or(static_cast<std::int64_t>(rows.size()) + 1));
        row.item = std::to_string(row.row);
        row.start = cell(item.first_page);
        row.count = cell(item.sides);
        counted = counted && item.sides;
        rows.push_back(std::move(row));
    }
    if (rows.empty()) {
        return {};
    }
    const std::optional<int> last = last_page ? std::optional(static_cast<int>(*last_page)) : std::nullopt;
    const PageRanges ranges =
        resolve_page_ranges(counted ? PageCustom::starts_and_counts : PageCustom::starts, rows, last);
    std::vector<Gap> gaps;
    for (const PageProblem& problem : ranges.problems) {
        if (const std::string_view name = gap_name(problem.trouble); !name.empty()) {
            gaps.push_back({name, std::to_string(problem.row), say("item {}: {}", problem.row, problem.words)});
        }
    }
    return gaps;
}

}  // namespace

std::string to_text(std::span<const NumberRange> ranges) {
    std::vector<std::string> words;
    for (const NumberRange& range : ranges) {
        words.push_back(range.first == range.last ? std::to_string(range.first)
                                                  : fmt::format("{}-{}", range.first, range.last));
    }
    return join(words, ", ");
}

SequenceGaps find_sequence_gaps(std::vector<std::int64_t> numbers, std::int64_t first) {
    std::ranges::sort(numbers);
    SequenceGaps gaps;
    std::int64_t next = first;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::int64_t number = numbers[i];
        if (i > 0 && number == numbers[i - 1]) {
            if (gaps.doubled.empty() || gaps.doubled.back() != number) {
                gaps.doubled.push_back(number);
            }
            continue;
        }
        if (number > next) {
            gaps.missing.push_back({next, number - 1});
        }
        next = std::max(next, number + 1);
    }
    return gaps;
}

std::vector<Gap> judge_batch(const BatchCount& batch, Instant now) {
    std::vector<Gap> gaps;
    if (batch.refused > 0) {
        gaps.push_back({"batch-refused", {}, say("refused files that wait for a decision: {}", batch.refused)});
    }
    const auto age = std::chrono::duration_cast<std::chrono::hours>(now - batch.opened);
    if (batch.open && age <= std::chrono::hours(24)) {
        return gaps;
    }
    if (batch.open) {
        gaps.push_back({"batch-open", {}, say("open for {} days", age.count() / 24)});
    }
    if (batch.expected && batch.pages < *batch.expected) {
        gaps.push_back({"batch-short", {}, say("{} of {} pages", batch.pages, *batch.expected)});
    }
    if (batch.expected && batch.pages > *batch.expected) {
        gaps.push_back({"batch-surplus", {}, say("{} pages, {} were expected", batch.pages, *batch.expected)});
    }
    if (!batch.holes.empty()) {
        gaps.push_back({"batch-hole", to_text(batch.holes), say("no page {}", to_text(batch.holes))});
    }
    if (batch.fresh + batch.unplaced > 0) {
        gaps.push_back(
            {"unfiled",
             {},
             say("pages in no document: {} not filed yet, {} on the work list", batch.fresh, batch.unplaced)});
    }
    return gaps;
}

std::optional<Gap> judge_counts(const DocumentCount& count) {
    std::optional<std::string> words = count_difference(count);
    if (!words) {
        return std::nullopt;
    }
    const bool by_sides = count.sides && *count.sides != count.imaged;
    const bool fewer = by_sides ? count.imaged < *count.sides : count.imaged + count.blank < count.sheets.value_or(0);
    return Gap{fewer ? "fewer-imaged" : "more-imaged", {}, std::move(*words)};
}

bool pages_run_through(std::span<const ItemInVolume> items) {
    return std::ranges::any_of(items, [](const ItemInVolume& item) { return item.first_page > 1; });
}

std::vector<Gap> judge_volume(std::span<const ItemInVolume> items, std::optional<std::int64_t> last_page,
                              PageNumbering numbering) {
    std::vector<Gap> gaps;
    std::vector<std::int64_t> positions;
    for (const ItemInVolume& item : items) {
        if (item.position) {
            positions.push_back(*item.position);
        }
    }
    const SequenceGaps found = find_sequence_gaps(std::move(positions), 1);
    if (!found.missing.empty()) {
        const std::string numbers = to_text(found.missing);
        gaps.push_back({"item-hole", numbers, say("items missing: {}", numbers)});
    }
    if (!found.doubled.empty()) {
        gaps.push_back(
            {"item-double", list_of(found.doubled), say("items with the same number: {}", list_of(found.doubled))});
    }
    if (numbering == PageNumbering::volume) {
        std::ranges::move(judge_page_ranges(items, last_page), std::back_inserter(gaps));
    }
    return gaps;
}

std::vector<LabelRun> unseen_between(std::span<const LabelFate> labels) {
    std::vector<LabelRun> runs;
    std::optional<std::size_t> seen;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] != LabelFate::seen) {
            continue;
        }
        if (seen) {
            const std::size_t from = *seen + 1;
            const std::int64_t unseen = std::ranges::count(labels.subspan(from, i - from), LabelFate::unseen);
            if (unseen > 0) {
                runs.push_back({from, i - 1, unseen});
            }
        }
        seen = i;
    }
    return runs;
}

}  // namespace arc

#include "rules/gaps.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;

namespace {

const Instant now = parse_instant("2026-01-05T08:00:00Z").value_or_throw();

std::vector<std::string> names(const std::vector<Gap>& gaps) {
    std::vector<std::string> all;
    for (const Gap& gap : gaps) {
        all.emplace_back(gap.name);
    }
    return all;
}

BatchCount closed_batch(std::int64_t pages) {
    BatchCount batch;
    batch.opened = now - std::chrono::hours(30);
    batch.pages = pages;
    return batch;
}

}  // namespace

TEST_CASE("missing numbers are told as ranges, double ones once") {
    const SequenceGaps gaps = find_sequence_gaps({7, 2, 9, 2, 2, 5}, 1);
    CHECK(to_text(gaps.missing) == "1, 3-4, 6, 8");
    CHECK(gaps.doubled == std::vector<std::int64_t>{2});
    CHECK(find_sequence_gaps({}, 1) == SequenceGaps{});
}

TEST_CASE("a hole as wide as the numbers allow costs no memory") {
    const SequenceGaps gaps = find_sequence_gaps({1, 9'000'000'000'000}, 1);
    CHECK(to_text(gaps.missing) == "2-8999999999999");
}

TEST_CASE("numbers and holes together are the whole sequence") {
    std::uint32_t random = 1;
    for (int round = 0; round < 200; ++round) {
        std::vector<std::int64_t> numbers;
        for (int i = 0; i < round % 17; ++i) {
            random = random * 1664525U + 1013904223U;
            numbers.push_back(1 + (random >> 24) % 20);
        }
        std::vector<std::int64_t> all = numbers;
        for (const NumberRange& hole : find_sequence_gaps(numbers, 1).missing) {
            for (std::int64_t n = hole.first; n <= hole.last; ++n) {
                CHECK(std::ranges::count(numbers, n) == 0);
                all.push_back(n);
            }
        }
        std::ranges::sort(all);
        all.erase(std::unique(all.begin(), all.end()), all.end());
        const std::int64_t last = numbers.empty() ? 0 : std::ranges::max(numbers);
        CHECK(static_cast<std::int64_t>(all.size()) == last);
    }
}

TEST_CASE("a batch is whole when its count is the expected one and all of it is filed") {
    BatchCount batch = closed_batch(12);
    batch.expected = 12;
    CHECK(judge_batch(batch, now).empty());
}

TEST_CASE("a batch tells what is short, double, refused and not filed") {
    BatchCount batch = closed_batch(10);
    batch.expected = 12;
    batch.holes = {{3, 4}};
    batch.unplaced = 1;
    batch.refused = 2;
    CHECK(names(judge_batch(batch, now)) ==
          std::vector<std::string>{"batch-refused", "batch-short", "batch-hole", "unfiled"});
    batch.expected = 9;
    CHECK(names(judge_batch(batch, now))[1] == "batch-surplus");
}

TEST_CASE("an open batch is left in peace for a day") {
    BatchCount batch = closed_batch(3);
    batch.open = true;
    batch.expected = 5;
    batch.fresh = 3;
    batch.opened = now - std::chrono::hours(24);
    CHECK(judge_batch(batch, now).empty());
    batch.opened = now - std::chrono::hours(25);
    CHECK(names(judge_batch(batch, now)) == std::vector<std::string>{"batch-open", "batch-short", "unfiled"});
}

TEST_CASE("items of a volume follow one another, and so do their pages") {
    const std::vector<ItemInVolume> whole{{1, 1, 1, 4}, {2, 2, 5, 2}, {3, 3, 7, 6}};
    CHECK(judge_volume(whole, 12).empty());
    const std::vector<ItemInVolume> broken{{1, 1, 1, 4}, {2, 3, 4, 2}, {3, 3, 9, 2}};
    const std::vector<std::string> found = names(judge_volume(broken, 12));
    for (const char* name : {"item-hole", "item-double", "pages-double", "pages-hole", "pages-short"}) {
        CAPTURE(name);
        CHECK(std::ranges::count(found, name) == 1);
    }
}

TEST_CASE(
    "items numbered by themselves all begin on page 1, unless a page shows that the volume was numbered through") {
    const std::vector<ItemInVolume> each{{1, 1, 1, 4}, {2, 2, 1, 2}};
    CHECK(judge_volume(each, 6, PageNumbering::document).empty());
    CHECK_FALSE(pages_run_through(each));
    CHECK(names(judge_volume(each, 6, PageNumbering::volume)) ==
          std::vector<std::string>{"pages-double", "pages-short"});
    const std::vector<ItemInVolume> through{{1, 1, 1, 4}, {2, 2, 5, 2}};
    CHECK(pages_run_through(through));
}

TEST_CASE("nothing is said of a volume whose items have neither numbers nor pages") {
    const std::vector<ItemInVolume> items{{1, {}, {}, 3}, {2, {}, {}, {}}};
    CHECK(judge_volume(items, 10).empty());
}

TEST_CASE("fewer and more imaged sides than declared are different findings") {
    CHECK(judge_counts({{}, 4, 3, 0})->name == "fewer-imaged");
    CHECK(judge_counts({{}, 4, 5, 0})->name == "more-imaged");
    CHECK(judge_counts({2, {}, 1, 0})->name == "fewer-imaged");
    CHECK(judge_counts({2, {}, 5, 0})->name == "more-imaged");
    CHECK_FALSE(judge_counts({2, 3, 3, 1}));
    CHECK_FALSE(judge_counts({2, 3, 0, 0}));
}

TEST_CASE("labels never seen matter only between seen ones") {
    using enum LabelFate;
    const std::vector<LabelFate> labels{unseen, seen, unseen, spoiled, unseen, seen, spoiled, seen, unseen};
    CHECK(unseen_between(labels) == std::vector<LabelRun>{{2, 4, 2}});
    CHECK(unseen_between({}).empty());
}

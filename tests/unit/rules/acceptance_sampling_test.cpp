#include "rules/acceptance_sampling.hpp"

#include "base/digest.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace arc;

TEST_CASE("a sample is the share rounded up, at least one and never more than the lot") {
    CHECK(sampling_plan(0, 5) == SamplingPlan{0, 1});
    CHECK(sampling_plan(1, 5) == SamplingPlan{1, 1});
    CHECK(sampling_plan(20, 5) == SamplingPlan{1, 1});
    CHECK(sampling_plan(21, 5) == SamplingPlan{2, 1});
    CHECK(sampling_plan(3, 0) == SamplingPlan{1, 1});
    CHECK(sampling_plan(7, 100) == SamplingPlan{7, 1});
    for (std::int64_t lot = 1; lot < 500; ++lot) {
        for (const double share : {0.0, 0.1, 5.0, 33.3, 99.9, 100.0}) {
            CHECK(sampling_plan(lot, share).sample <= lot);
        }
    }
}

TEST_CASE("a lot is refused by the first failure that leaves less than 95 % of its sample") {
    CHECK(sampling_plan(380, 5) == SamplingPlan{19, 1});
    CHECK(sampling_plan(400, 5) == SamplingPlan{20, 2});  // 19 of 20 are 95 %
    CHECK(sampling_plan(2000, 5) == SamplingPlan{100, 6});
}

TEST_CASE("a sample is drawn again by its seed, and another seed draws another") {
    std::vector<std::int64_t> lot(200);
    std::iota(lot.begin(), lot.end(), 1000);
    const std::vector<std::int64_t> drawn = draw_sample("B1", lot, 10);
    CHECK(drawn.size() == 10);
    CHECK(std::ranges::is_sorted(drawn));
    CHECK(std::ranges::all_of(drawn, [&](std::int64_t id) { return std::ranges::count(lot, id) == 1; }));
    std::vector<std::int64_t> shuffled = lot;
    std::ranges::shuffle(shuffled, std::mt19937(7));
    CHECK(draw_sample("B1", shuffled, 10) == drawn);
    CHECK(draw_sample("B2", lot, 10) != drawn);
    CHECK(draw_sample("B1", lot, 300) == lot);
    CHECK(draw_sample("B1", lot, 0).empty());
}

TEST_CASE("anybody with sha256sum draws the same sample") {
    // The document whose printf 'B1/%s' ID | sha256sum comes first.
    const std::vector<std::int64_t> lot{1, 2, 3};
    std::int64_t first = 1;
    for (const std::int64_t id : lot) {
        first = sha256("B1/" + std::to_string(id)) < sha256("B1/" + std::to_string(first)) ? id : first;
    }
    CHECK(draw_sample("B1", lot, 1) == std::vector{first});
}

#include "rules/declared_count.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("declared sides must be imaged, neither fewer nor more; blank sides do not count") {
    CHECK_FALSE(count_difference({std::nullopt, 3, 3, 1}));
    CHECK(count_difference({std::nullopt, 3, 2, 1}) == "3 sides declared, 2 imaged");
    CHECK(count_difference({std::nullopt, 3, 4, 0}) == "3 sides declared, 4 imaged");
}

TEST_CASE("a sheet has one or two imaged sides") {
    CHECK_FALSE(count_difference({2, std::nullopt, 2, 0}));
    CHECK_FALSE(count_difference({2, std::nullopt, 3, 1}));
    CHECK(count_difference({2, std::nullopt, 1, 0}) == "2 sheets declared, 1 sides imaged");
    CHECK(count_difference({2, std::nullopt, 5, 0}) == "2 sheets declared, 5 sides imaged");
}

TEST_CASE("nothing is told of paper without images or of counts nobody declared") {
    CHECK_FALSE(count_difference({2, 3, 0, 0}));
    CHECK_FALSE(count_difference({std::nullopt, std::nullopt, 7, 0}));
}

#include "rules/object_fate.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace arc;

namespace {

constexpr std::int64_t file = 7;

FrameUse stays(int frame, std::int64_t page) {
    return {file, frame, page, false};
}
FrameUse goes(int frame, std::int64_t page) {
    return {file, frame, page, true};
}

}  // namespace

TEST_CASE("a file goes when none of its frames is kept") {
    const std::array uses{goes(0, 1), goes(1, 2)};
    CHECK(fate_of(file, 2, uses) == ObjectFate{file, true, {}});
}

TEST_CASE("frames that others need are kept as files of their own") {
    const std::array uses{goes(0, 1), stays(1, 2), goes(2, 3), stays(3, 4)};
    CHECK(fate_of(file, 4, uses) == ObjectFate{file, true, {{1, {2}}, {3, {4}}}});
}

TEST_CASE("a frame that two pages show stays while one of them does") {
    const std::array uses{goes(0, 1), stays(0, 9), goes(1, 2)};
    CHECK(fate_of(file, 2, uses) == ObjectFate{file, true, {{0, {9}}}});
    const std::array both{goes(0, 1), stays(0, 9)};
    CHECK_FALSE(fate_of(file, 1, both).leaves);
}

TEST_CASE("a frame that no page shows keeps no file") {
    const std::array uses{stays(0, 1)};
    CHECK(fate_of(file, 2, uses).leaves);
    CHECK_FALSE(fate_of(file, 1, uses).leaves);
}

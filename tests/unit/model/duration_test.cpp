#include "model/duration.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("durations are written as they are read") {
    for (const char* text :
         {"30min", "48h", "2d", "5wd", "2w", "1mo", "15y", "same-day", "month-end", "year-end", "0d"}) {
        const Result<Duration> duration = parse_duration(text);
        REQUIRE(duration.ok());
        CHECK(to_text(*duration) == text);
    }
}

TEST_CASE("what is no duration is refused") {
    for (const char* text : {"", "2", "d", "2 d", "-2d", "2D", "1m", "1.5h", "100000d", "999999999999h", "sameday"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_duration(text).ok());
    }
}

#include "base/local_text.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("people read instants by their own clock, programs as they are kept") {
    const Zone shanghai = Zone::parse("Asia/Shanghai").value_or_throw();
    CHECK(local_time("2026-01-05T15:59:59.999Z", shanghai) == "2026-01-05 23:59");
    CHECK(local_time("2026-01-05T16:00:00.000Z", shanghai) == "2026-01-06 00:00");
    CHECK(local_day("2026-01-05T16:00:00.000Z", shanghai) == "2026-01-06");
    CHECK(local_time("2026-01-05T15:59:59.999Z", Zone()) == "2026-01-05 15:59");
}

TEST_CASE("what is no instant stays as it is") {
    const Zone shanghai = Zone::parse("Asia/Shanghai").value_or_throw();
    for (const char* text : {"", "2026-01-05", "2026-13-05T16:00:00.000Z", "王伟", "T1"}) {
        CHECK(local_time(text, shanghai) == text);
        CHECK(local_day(text, shanghai) == text);
    }
}

#include "base/zone.hpp"

#include <doctest/doctest.h>

using namespace arc;
using std::chrono::minutes;

TEST_CASE("a zone is known by name or as an offset") {
    CHECK(utc_offset_of("Asia/Shanghai") == minutes(480));
    CHECK(utc_offset_of("UTC") == minutes(0));
    CHECK(utc_offset_of("+05:30") == minutes(330));
    CHECK(utc_offset_of("-03:30") == minutes(-210));
}

TEST_CASE("zones with summer time and nonsense are not taken") {
    for (const char* zone : {"Europe/Berlin", "", "+8", "+0800", "+25:00", "+08:60", "08:00", "+08:0x"}) {
        CHECK_FALSE(utc_offset_of(zone).has_value());
    }
}

#include "rules/capture_time.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace arc;

namespace {

const std::vector<StageAt> stages{{"accepted", parse_instant("2026-01-05T01:00:00Z").value_or_throw()},
                                  {"filed", parse_instant("2026-01-09T02:00:00Z").value_or_throw()}};

Capture captured(const char* text, const char* closed) {
    const Instant at = parse_instant(text).value_or_throw();
    const std::string day = closed;
    return judge_capture(at, day_of(at, std::chrono::hours(8)), stages,
                         day.empty() ? std::nullopt : std::optional(parse_day(day).value_or_throw()));
}

}  // namespace

TEST_CASE("what comes while the ticket runs is captured at its stage") {
    CHECK(captured("2026-01-06T01:00:00Z", "") == Capture{CaptureTime::at_stage, "accepted"});
    CHECK(captured("2026-01-06T01:00:00Z", "2026-01-09") == Capture{CaptureTime::at_stage, "accepted"});
    CHECK(captured("2026-01-01T01:00:00Z", "2026-01-09") == Capture{CaptureTime::at_stage, ""});
}

TEST_CASE("what comes after the closing is the archive room's") {
    CHECK(captured("2026-02-06T01:00:00Z", "2026-01-09") == Capture{CaptureTime::after_closing, "filed"});
}

TEST_CASE("on the day of closing the entering of the last stage decides") {
    CHECK(captured("2026-01-09T01:59:59Z", "2026-01-09").time == CaptureTime::at_stage);
    CHECK(captured("2026-01-09T02:00:00Z", "2026-01-09").time == CaptureTime::after_closing);
}

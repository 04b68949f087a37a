#include "rules/step_order.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

Step a_step(const std::string& name, Severity skip = Severity::warn, std::optional<Duration> limit = {}) {
    Step step;
    step.name = name;
    step.skip = skip;
    step.limit = limit;
    return step;
}

const std::vector<Step> steps{a_step("prestore"),
                              a_step("sort", Severity::refuse),
                              a_step("repair", Severity::ignore),
                              a_step("enter", Severity::warn, Duration{DurationUnit::days, 1}),
                              a_step("scan"),
                              a_step("shelve")};

Instant at(const char* text) {
    return parse_instant(text).value_or_throw();
}

struct Paper {
    std::vector<PassedStep> passed;
    std::optional<Instant> imaged;

    StepAnswer comes_to(std::string_view step, const char* now = "2026-01-09T01:00:00Z") const {
        return judge_step(steps, passed, imaged, step, at(now), WorkCalendar(CalendarRules{})).value_or_throw();
    }
};

const PassedStep prestored{"prestore", at("2026-01-05T01:00:00Z")};
const PassedStep sorted{"sort", at("2026-01-05T03:00:00Z")};

}  // namespace

TEST_CASE("a paper goes from step to step, and the time since the scan before is told") {
    CHECK(Paper{}.comes_to("prestore") == StepAnswer{});
    const StepAnswer next = Paper{{prestored}, {}}.comes_to("sort", "2026-01-05T03:00:00Z");
    CHECK(next.move == StepMove::next);
    CHECK(next.took == std::chrono::hours(2));
    CHECK_FALSE(next.due);
}

TEST_CASE("a label that stands at the step already is no second scan") {
    CHECK(Paper{{prestored}, {}}.comes_to("prestore").move == StepMove::repeat);
}

TEST_CASE("steps left out are told, as hard as the profile says; some may be") {
    const StepAnswer without_enter = Paper{{prestored, sorted}, {}}.comes_to("scan");
    CHECK(without_enter.move == StepMove::skip);
    CHECK(without_enter.skipped == std::vector<std::string>{"enter"});
    CHECK(without_enter.severity == Severity::warn);
    const StepAnswer without_both = Paper{{prestored}, {}}.comes_to("scan");
    CHECK(without_both.skipped == std::vector<std::string>{"sort", "enter"});
    CHECK(without_both.severity == Severity::refuse);
    CHECK(Paper{{prestored, sorted}, {}}.comes_to("enter").move == StepMove::next);
}

TEST_CASE("a step that was passed before work was done again is not told as left out") {
    const Paper again{
        {prestored, sorted, {"enter", at("2026-01-05T04:00:00Z")}, {"repair", at("2026-01-05T05:00:00Z")}}, {}};
    CHECK(again.comes_to("scan").move == StepMove::next);
    CHECK(again.comes_to("sort").move == StepMove::back);
}

TEST_CASE("images stand for the scanning, whenever they came") {
    const PassedStep entered{"enter", at("2026-01-06T01:00:00Z")};
    CHECK(Paper{{prestored, sorted, entered}, {}}.comes_to("shelve").skipped == std::vector<std::string>{"scan"});
    const Paper imaged{{prestored, sorted, entered}, at("2026-01-08T01:00:00Z")};
    CHECK(imaged.comes_to("shelve").move == StepMove::next);
    CHECK(imaged.comes_to("shelve").took == std::chrono::hours(24));
    const Paper imaged_at_the_counter{{}, at("2026-01-01T01:00:00Z")};
    CHECK(imaged_at_the_counter.comes_to("prestore").move == StepMove::next);
}

TEST_CASE("what takes longer than its limit is late") {
    const Paper paper{{prestored, sorted}, {}};
    CHECK_FALSE(paper.comes_to("enter", "2026-01-06T15:59:59Z").late);
    const StepAnswer late = paper.comes_to("enter", "2026-01-06T16:00:00Z");  // the 7th in Shanghai
    CHECK(late.late);
    CHECK(format_instant(*late.due) == "2026-01-06T15:59:59.999Z");
}

TEST_CASE("a step that the profile lacks is refused with the nearest") {
    const auto ask = [](std::string_view step, std::span<const Step> known) {
        return judge_step(known, {}, {}, step, {}, WorkCalendar(CalendarRules{})).error().message();
    };
    CHECK(ask("shelv", steps) == "shelv: the profile has no such step; did you mean shelve?");
    CHECK(ask("xyz", steps) == "xyz: the profile has no such step; it has prestore, sort, repair, enter, scan, shelve");
    CHECK(ask("sort", {}) == "sort: the profile has no such step; it names none under steps");
}

TEST_CASE("a paper waits for what must come next") {
    CHECK(next_step(steps, "prestore", false)->name == "sort");
    CHECK(next_step(steps, "sort", false)->name == "enter");
    CHECK(next_step(steps, "enter", false)->name == "scan");
    CHECK(next_step(steps, "enter", true)->name == "shelve");
    CHECK(next_step(steps, "shelve", true) == nullptr);
    CHECK(next_step(steps, "bind", true) == nullptr);
}

TEST_CASE("the median is the middle one, the lower of two") {
    using std::chrono::milliseconds;
    CHECK(median({}) == milliseconds(0));
    CHECK(median({milliseconds(5)}) == milliseconds(5));
    CHECK(median({milliseconds(9), milliseconds(1), milliseconds(5)}) == milliseconds(5));
    CHECK(median({milliseconds(9), milliseconds(1), milliseconds(5), milliseconds(7)}) == milliseconds(5));
}

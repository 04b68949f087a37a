#include "rules/deadline_light.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

const WorkCalendar calendar{CalendarRules{}};
const Instant start = at("2026-11-20T00:00:00Z");

DeadlineState judged(std::optional<Instant> reached, Instant now) {
    return judge_deadline(start, {DurationUnit::hours, 48}, Duration{DurationUnit::hours, 36}, reached, now, calendar);
}

}  // namespace

TEST_CASE("the light is green, near the end yellow, and red after it; at the very moment it is in time") {
    CHECK(judged(std::nullopt, start).light == Light::green);
    CHECK(judged(std::nullopt, start + std::chrono::hours(36)).light == Light::green);
    CHECK(judged(std::nullopt, start + std::chrono::hours(37)).light == Light::yellow);
    CHECK(judged(std::nullopt, start + std::chrono::hours(48)).light == Light::yellow);
    CHECK(judged(std::nullopt, start + std::chrono::hours(48) + std::chrono::milliseconds(1)).light == Light::red);
}

TEST_CASE("what was done in time stays green and what was done late stays red") {
    const Instant much_later = start + std::chrono::hours(1000);
    CHECK(judged(start + std::chrono::hours(47), much_later) ==
          DeadlineState{start + std::chrono::hours(48), Light::green, true});
    CHECK(judged(start + std::chrono::hours(49), much_later).light == Light::red);
}

TEST_CASE("the first deadline between two moments that fits stage and condition applies") {
    const Profile profile = profile_of(
        "customer: {classes: [high, low]}\nticket_types: {t: {stages: [a, b]}}\ndeadlines:\n"
        "  - {name: of-a, stage: a, from: stage.entered, to: document.captured, limit: 1d}\n"
        "  - {name: of-high, when: {class: high}, from: stage.entered, to: document.captured, limit: 2d}\n"
        "  - {name: of-all, from: stage.entered, to: document.captured, limit: 3d}\n");
    const auto name = [&](std::string_view stage, const char* of_class) {
        return find_deadline(profile, "stage.entered", "document.captured", stage,
                             fields({{"customer.class", of_class}}))
            ->name;
    };
    CHECK(name("a", "high") == "of-a");
    CHECK(name("b", "high") == "of-high");
    CHECK(name("b", "low") == "of-all");
    CHECK(find_deadline(profile, "ticket.opened", "ticket.closed", "a", fields({})) == nullptr);
}

TEST_CASE("the lights of many are as bad as the worst") {
    const std::vector<Light> lights{Light::green, Light::red, Light::yellow};
    CHECK(worst(lights) == Light::red);
    CHECK(worst({}) == Light::green);
}

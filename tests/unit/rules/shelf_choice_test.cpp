#include "rules/shelf_choice.hpp"

#include "rules/shelf_forecast.hpp"
#include "rules/thickness.hpp"
#include "unit/rules/fields.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

ShelfState shelf(std::int64_t id, const std::string& code, std::int64_t capacity, std::int64_t used = 0) {
    ShelfState state;
    state.id = id;
    state.code = code;
    state.parent = 100;
    state.names["shelf"] = {code, code};
    state.room.capacity = capacity;
    for (std::int64_t position = 1; position <= used; ++position) {
        state.put(position, 30);
    }
    return state;
}

ShelfWish wish(std::int64_t width) {
    ShelfWish one;
    one.width = width;
    return one;
}

std::string chosen(const std::vector<ShelfState>& shelves, const ShelfWish& wanted, const Places& rules) {
    const Result<ShelfChoice> choice = choose_shelf(shelves, wanted, rules);
    return choice ? shelves[choice->shelf].code + " " + std::to_string(choice->position) + ", " + choice->why
                  : choice.error().message();
}

}  // namespace

TEST_CASE("shelves are filled one after the other, and what does not fit goes to the next") {
    const Places rules;
    std::vector<ShelfState> shelves{shelf(1, "S1", 100, 2), shelf(2, "S2", 100)};
    CHECK(chosen(shelves, wish(30), rules) == "S1 3, the next free position");
    CHECK(chosen(shelves, wish(50), rules) == "S2 1, the next free position");
    shelves[0].put(3, 30);
    CHECK(chosen(shelves, wish(30), rules) == "S2 1, the next free position");
}

TEST_CASE("a freed position goes to the next thing, before any that was never used") {
    Places rules;
    std::vector<ShelfState> shelves{shelf(1, "S1", 300, 2), shelf(2, "S2", 100, 3)};
    shelves[1].take(2, 30);
    CHECK(chosen(shelves, wish(30), rules) == "S2 2, a freed position");
    CHECK(chosen(shelves, wish(50), rules) == "S1 3, the next free position");
    rules.reuse_freed = false;
    CHECK(chosen(shelves, wish(30), rules) == "S1 3, the next free position");
    shelves[0].room.most = 2;
    CHECK(chosen(shelves, wish(30), rules) == "S2 4, the next free position");
}

TEST_CASE("what belongs together stands side by side, then near") {
    const Places rules;
    std::vector<ShelfState> shelves{shelf(1, "S1", 300, 1), shelf(2, "S2", 100, 2), shelf(3, "S3", 300, 1)};
    shelves[0].parent = 99;
    ShelfWish mobile = wish(30);
    mobile.beside = {{2, 1}};
    CHECK(chosen(shelves, mobile, rules) == "S2 2, beside what belongs together");
    shelves[1].put(2, 30);
    CHECK(chosen(shelves, mobile, rules) == "S3 2, near what belongs together");
}

TEST_CASE("putting something between two things moves the right ones up to the first gap") {
    ShelfState state = shelf(1, "S1", 300, 4);
    state.take(3, 30);
    state.put(1, 30);
    CHECK(state.taken == std::set<std::int64_t>{1, 2, 3, 4});
    CHECK(state.room.used == 120);
}

TEST_CASE("zones and the nodes that a rule names are kept, and what is in the way is said") {
    Places rules;
    rules.zones = {{"filed", {}}, {"closed", {}}};
    std::vector<ShelfState> shelves{shelf(1, "S1", 100), shelf(2, "S2", 100)};
    shelves[0].zone = "closed";
    shelves[1].zone = "filed";
    shelves[1].names["cabinet"] = {"C110", "110"};
    ShelfWish filed = wish(30);
    filed.zone = "filed";
    CHECK(chosen(shelves, filed, rules) == "S2 1, the next free position");
    filed.levels = {{"cabinet", "110"}};
    CHECK(chosen(shelves, filed, rules) == "S2 1, the next free position");
    filed.levels = {{"cabinet", "120"}};
    CHECK(chosen(shelves, filed, rules) ==
          "zone filed: no cabinet in it is called 120; add it with arc-file place add --kind cabinet");
    filed.levels.clear();
    filed.zone = "safe";
    CHECK(chosen(shelves, filed, rules) ==
          "zone safe: has no place for things; add one with arc-file place add --zone safe");
    filed.zone = "filed";
    filed.width = 101;
    shelves.push_back(shelf(3, "S3", 1000));
    shelves[2].zone = "filed";
    shelves[2].closed = true;
    CHECK(chosen(shelves, filed, rules) ==
          "zone filed: no place has 101 mm free (1 full, 1 closed); add a place, or make room");
}

TEST_CASE("a scanned place that is not the thing's own is refused with the reason") {
    Places rules;
    rules.zones = {{"filed", {}}, {"closed", {}}};
    ShelfState state = shelf(1, "S1", 100);
    state.zone = "closed";
    ShelfWish wanted = wish(10);
    wanted.zone = "filed";
    CHECK(belongs_at(state, wanted, rules).error().what == "is in zone closed, the thing belongs to filed");
    state.zone = "filed";
    wanted.levels = {{"shelf", "S2"}};
    CHECK(belongs_at(state, wanted, rules).error().what == "is not in shelf S2, where the thing belongs");
    wanted.levels = {{"shelf", "S1"}};
    CHECK(belongs_at(state, wanted, rules).ok());
}

TEST_CASE("a place holds what its millimetres and its count allow") {
    CHECK(fits({100, {}, 70, 3}, 30, "S1").ok());
    CHECK(fits({100, {}, 70, 3}, 31, "S1").error().message() == "S1: has 30 of its 100 mm free, 31 are needed");
    CHECK(fits({{}, 1, 70, 1}, 1, "G1").error().message() == "G1: is taken: it holds one thing");
    CHECK(fits({{}, 3, 70, 3}, 1, "G1").error().message() == "G1: is full: it holds 3 things, which is all it may");
    CHECK(fits({}, 10'000, "S1").ok());
    CHECK(!ShelfRoom{}.free());
}

TEST_CASE("the lowest places hold things, unless the profile names the levels") {
    Places rules;
    Place cabinet;
    cabinet.kind = "cabinet";
    CHECK(holds_things(rules, cabinet, false));
    CHECK(!holds_things(rules, cabinet, true));
    rules.holds = {"cabinet"};
    CHECK(holds_things(rules, cabinet, true));
    cabinet.kind = "room";
    CHECK(!holds_things(rules, cabinet, false));
}

TEST_CASE("ten sheets are a millimetre, a volume has covers, a box is 50 mm wide") {
    CHECK(width_of_document(0) == 1);
    CHECK(width_of_document(10) == 1);
    CHECK(width_of_document(11) == 2);
    CHECK(width_of_volume({}, 200) == 22);
    CHECK(width_of_volume(15, 200) == 15);
    CHECK(width_of_box({}) == 50);
}

TEST_CASE("shelves are full when their free millimetres are used up at the pace of the last months") {
    const ShelfForecast forecast = forecast_shelves(600, 6, 1200, day("2026-01-05"));
    CHECK(forecast.per_month == 100);
    CHECK(format_day(*forecast.full) == "2027-01-05");
    CHECK(!forecast_shelves(0, 6, 1200, day("2026-01-05")).full);
    CHECK(forecast_shelves(-50, 6, 1200, day("2026-01-05")).per_month == -8);
    CHECK(!forecast_shelves(1, 12, 1'000'000, day("2026-01-05")).full);
    CHECK(format_day(*forecast_shelves(600, 6, 0, day("2026-01-05")).full) == "2026-01-05");
}

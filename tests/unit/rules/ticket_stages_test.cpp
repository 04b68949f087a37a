#include "rules/ticket_stages.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

const std::vector<std::string> stages{"accepted", "surveyed", "energised", "filed"};

StageStep step(std::string_view from, std::string_view to) {
    return judge_stage(stages, from, to).value_or_throw();
}

}  // namespace

TEST_CASE("stages are entered one after the other; leaving out and going back are told apart") {
    CHECK(step("accepted", "surveyed") == StageStep{StageMove::next, {}, false});
    CHECK(step("accepted", "accepted") == StageStep{StageMove::stay, {}, false});
    CHECK(step("accepted", "filed") == StageStep{StageMove::skip, {"surveyed", "energised"}, true});
    CHECK(step("energised", "accepted") == StageStep{StageMove::back, {}, false});
    CHECK(step("energised", "filed") == StageStep{StageMove::next, {}, true});
}

TEST_CASE("a ticket without a stage, or at one that the profile has dropped, begins with the first") {
    CHECK(step("", "accepted") == StageStep{StageMove::next, {}, false});
    CHECK(step("planned", "surveyed") == StageStep{StageMove::skip, {"accepted"}, false});
}

TEST_CASE("a stage that the type lacks is refused with the nearest") {
    CHECK(judge_stage(stages, "accepted", "surveed").error().message() ==
          "surveed: no stage of this type of ticket; did you mean surveyed?");
    CHECK(judge_stage(stages, "", "x").error().message() ==
          "x: no stage of this type of ticket; it has accepted, surveyed, energised, filed");
}

#include "unit/jobs/lending/lending_desk.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace arc;

// Random verbs against a second, plain telling of the same rules. How many: ARC_LENDING_VERBS, else some thousand.
namespace {

int verbs_wanted() {
    constexpr int usual = 12000;
    const char* asked = std::getenv("ARC_LENDING_VERBS");
    return asked == nullptr ? usual : std::atoi(asked);
}

}  // namespace

TEST_CASE("random verbs of lending do what a plain second telling of the rules does") {
    Desk desk(20260105);
    desk.run(verbs_wanted());
    for (const std::string verb : {"request", "approve", "deny", "cancel", "checkout", "renew", "recall", "return",
                                   "part", "lost", "found", "settle"}) {
        CAPTURE(verb);
        CHECK(desk.done[verb] > 0);
        CHECK(desk.refused[verb] > 0);
    }
}

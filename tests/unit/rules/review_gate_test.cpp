#include "rules/review_gate.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

const ReviewGate all_gate{"collector", {}, 100, {}};
const ReviewGate spot_gate{"spot", {}, 5, {}};

Review passed(const std::string& at) {
    Review review;
    review.passed = true;
    review.at = at;
    return review;
}

Review failed(const std::string& at, const std::string& mended = {}) {
    Review review;
    review.at = at;
    review.reason = "blurred";
    review.mended = mended;
    return review;
}

GateStanding standing(const ReviewGate& gate, const std::vector<Review>& reviews, std::optional<LotState> lot = {},
                      bool sampled = false, std::string_view changed = {}) {
    return standing_at(gate, {reviews, lot, sampled, changed});
}

}  // namespace

TEST_CASE("where a gate looks at all, each document must pass") {
    CHECK(standing(all_gate, {}) == GateStanding::waits);
    CHECK(standing(all_gate, {passed("1")}) == GateStanding::passed);
    CHECK(standing(all_gate, {failed("1")}) == GateStanding::failed);
    CHECK(standing(all_gate, {failed("1", "2")}) == GateStanding::mended);
    CHECK(standing(all_gate, {failed("1", "2"), passed("3")}) == GateStanding::passed);
}

TEST_CASE("a failure that is not made good outweighs every pass") {
    CHECK(standing(all_gate, {failed("1"), passed("2")}) == GateStanding::failed);
    CHECK(standing(all_gate, {passed("1"), failed("2")}) == GateStanding::failed);
    CHECK(standing(all_gate, {passed("1"), failed("2", "3")}) == GateStanding::mended);
    CHECK(standing(spot_gate, {failed("1")}, LotState::accepted) == GateStanding::failed);
}

TEST_CASE("a pass grows old when pages come or go") {
    CHECK(standing(all_gate, {passed("5")}, {}, false, "4") == GateStanding::passed);
    CHECK(standing(all_gate, {passed("5")}, {}, false, "6") == GateStanding::waits);
    CHECK(standing(spot_gate, {passed("5")}, LotState::rejected, false, "6") == GateStanding::waits);
}

TEST_CASE("where a gate looks at a sample, its lot decides") {
    CHECK(standing(spot_gate, {}) == GateStanding::undrawn);
    CHECK(standing(spot_gate, {}, LotState::open, true) == GateStanding::waits);
    CHECK(standing(spot_gate, {}, LotState::open, false) == GateStanding::in_lot);
    CHECK(standing(spot_gate, {passed("1")}, LotState::open, true) == GateStanding::in_lot);
    CHECK(standing(spot_gate, {}, LotState::accepted) == GateStanding::passed);
    CHECK(standing(spot_gate, {failed("1", "2")}, LotState::accepted, true) == GateStanding::mended);
}

TEST_CASE("of a refused lot every document must pass by itself") {
    CHECK(standing(spot_gate, {}, LotState::rejected, false) == GateStanding::waits);
    CHECK(standing(spot_gate, {failed("1", "2")}, LotState::rejected, true) == GateStanding::mended);
    CHECK(standing(spot_gate, {passed("3")}, LotState::rejected) == GateStanding::passed);
}

TEST_CASE("a lot is refused at once and taken when all of its sample was looked at") {
    ReviewLot lot;
    lot.size = 60;
    lot.sample = 3;
    lot.reject = 1;
    CHECK(judge_lot(lot, 2, 0) == LotState::open);
    CHECK(judge_lot(lot, 3, 0) == LotState::accepted);
    CHECK(judge_lot(lot, 1, 1) == LotState::rejected);
    lot.reject = 2;
    CHECK(judge_lot(lot, 3, 1) == LotState::accepted);
}

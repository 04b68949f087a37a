#include "rules/handover_count.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace arc;

namespace {

const std::vector<Choice> reasons{{"illegible", {"字迹不清", "illegible"}},
                                  {"pencil", {"铅笔书写", "written in pencil"}}};

HandoverItem a_document(std::optional<std::int64_t> sides) {
    HandoverItem item;
    item.thing = {ThingKind::document, 7};
    item.declared_sides = sides;
    return item;
}

CountLine line(std::string_view text) {
    return parse_count_line(text, reasons).value_or_throw();
}

std::string mistake(std::string_view text) {
    return parse_count_line(text, reasons).error().message();
}

HandoverItem counted(const HandoverItem& item, std::string_view text, CountOf by = CountOf::sides) {
    return judge_received(item, by, line(text)).value_or_throw();
}

HandoverSignature signature(HandoverSide side, std::int64_t person, std::optional<std::int64_t> deputy = {}) {
    return {side, person, deputy, "2026-01-05T01:00:00.000Z"};
}

}  // namespace

TEST_CASE("a line of a count names a thing, how many came and why it goes back") {
    CHECK(line("ZZD000000001X 3") == CountLine{"ZZD000000001X", 3, ""});
    CHECK(line("document:12=0") == CountLine{"document:12", 0, ""});
    CHECK(line("  document:12\t2  字迹不清 ") == CountLine{"document:12", 2, "illegible"});
    CHECK(line("document:12 pencil") == CountLine{"document:12", std::nullopt, "pencil"});
    CHECK(line("document:12 missing") == CountLine{"document:12", std::nullopt, "missing"});
    CHECK(line("document:12") == CountLine{"document:12", std::nullopt, ""});
}

TEST_CASE("a line that says something else is refused with the reasons there are") {
    CHECK(mistake("") == "not a line of a count; write CODE COUNT or CODE REASON");
    CHECK(mistake("a 1 pencil 2") == "a 1 pencil 2: not a line of a count; write CODE COUNT or CODE REASON");
    CHECK(mistake("a torn") ==
          "a: \"torn\" is neither a count nor a reason; reasons are illegible, pencil, mismatch, missing");
    CHECK(mistake("a -1") ==
          "a: \"-1\" is neither a count nor a reason; reasons are illegible, pencil, mismatch, missing");
    CHECK(mistake("a 1 2") ==
          "a: \"2\" is neither a count nor a reason; reasons are illegible, pencil, mismatch, missing");
}

TEST_CASE("the same count is accepted, another one goes back") {
    CHECK(counted(a_document(3), "d 3").outcome == ItemOutcome::accepted);
    const HandoverItem short_one = counted(a_document(3), "d 2");
    CHECK(short_one.outcome == ItemOutcome::rejected);
    CHECK(short_one.reason == "mismatch");
    CHECK(short_one.received_sides == 2);
    CHECK(short_one.declared_sides == 3);
}

TEST_CASE("whatever the count, a paper in pencil goes back") {
    CHECK(counted(a_document(3), "d pencil").reason == "pencil");
    CHECK(counted(a_document(3), "d 3 pencil").outcome == ItemOutcome::rejected);
    CHECK(counted(a_document(3), "d 2 pencil").reason == "pencil");
}

TEST_CASE("counting again, or declaring again, puts it right") {
    const HandoverItem short_one = counted(a_document(3), "d 2");
    CHECK(counted(short_one, "d 3").outcome == ItemOutcome::accepted);
    CHECK(counted(short_one, "d 3").reason.empty());
    HandoverItem declared_again = short_one;
    set_declared(declared_again, CountOf::sides, 2);
    CHECK(judge_again(declared_again, CountOf::sides).outcome == ItemOutcome::accepted);
    HandoverItem pencil = counted(a_document(3), "d 2 pencil");
    set_declared(pencil, CountOf::sides, 2);
    CHECK(judge_again(pencil, CountOf::sides).reason == "pencil");
}

TEST_CASE("papers must be counted where the profile counts pages, and are ticked off where it counts documents") {
    CHECK(judge_received(a_document(3), CountOf::sides, line("d")).error().message() ==
          "d: its sides must be counted; write CODE COUNT, or CODE REASON to send it back");
    CHECK(judge_received(a_document(3), CountOf::sheets, line("d")).error().message() ==
          "d: its sheets must be counted; write CODE COUNT, or CODE REASON to send it back");
    CHECK(counted(a_document(3), "d", CountOf::documents).outcome == ItemOutcome::accepted);
    CHECK(judge_received(a_document(3), CountOf::documents, line("d 3")).error().message() ==
          "d: is not counted here; leave the count away");
    HandoverItem place;
    place.thing = {ThingKind::place, 4};
    CHECK(counted(place, "R1").outcome == ItemOutcome::accepted);
}

TEST_CASE("the sums of a list count each paper once, also inside its volume") {
    HandoverItem volume = counted(
        [] {
            HandoverItem item;
            item.thing = {ThingKind::volume, 1};
            item.declared_sides = 40;
            return item;
        }(),
        "v 40");
    HandoverItem inner = a_document(40);
    inner.holder = volume.thing;
    inner.outcome = ItemOutcome::accepted;
    const std::vector<HandoverItem> items{volume, inner, counted(a_document(3), "d 2"), a_document(5)};
    CHECK(totals_of(items, CountOf::sides) == HandoverTotals{3, 3, 48, 42, 1, 1, 1});
    CHECK(totals_of(items, CountOf::documents) == HandoverTotals{3, 3, 3, 1, 1, 1, 1});
}

TEST_CASE("giver and taker are different persons, whoever signs for them") {
    const std::vector there{signature(HandoverSide::giver, 1), signature(HandoverSide::giver, 2, 3)};
    const auto ask = [&](const HandoverSignature& wanted) { return may_sign(there, wanted); };
    CHECK(ask(signature(HandoverSide::giver, 1)).value_or_throw().signed_before);
    CHECK_FALSE(ask(signature(HandoverSide::taker, 4)).value_or_throw().signed_before);
    CHECK(ask(signature(HandoverSide::taker, 1)).error().message() ==
          "taker: the same person has signed as giver; somebody else must sign");
    CHECK_FALSE(ask(signature(HandoverSide::taker, 2)).ok());     // in whose name the giver signed
    CHECK_FALSE(ask(signature(HandoverSide::taker, 3)).ok());     // who signed for the giver
    CHECK_FALSE(ask(signature(HandoverSide::taker, 4, 3)).ok());  // the same hand for both
    CHECK_FALSE(ask(signature(HandoverSide::taker, 4, 1)).ok());
    CHECK(ask(signature(HandoverSide::giver, 4, 1)).error().message() ==
          "giver: the same person has signed for another already; somebody else must sign");
}

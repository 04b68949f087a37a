#pragma once

#include "model/thing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arc {

// Why things change hands: papers are delivered to the archive, a keeper hands on, or somebody leaves.
enum class HandoverKind { delivery, keeper, leaver };
enum class HandoverState { open, given, taken, withdrawn };
// What became of one line of the list. Waiting until it is counted.
enum class ItemOutcome { waiting, accepted, rejected, withdrawn };
enum class HandoverSide { giver, taker };

std::string_view to_text(HandoverKind kind);
std::string_view to_text(HandoverState state);
std::string_view to_text(ItemOutcome outcome);
std::string_view to_text(HandoverSide side);
std::optional<HandoverKind> parse_handover_kind(std::string_view text);
std::optional<HandoverState> parse_handover_state(std::string_view text);
std::optional<ItemOutcome> parse_item_outcome(std::string_view text);

// 移交: a list of things that go from one keeper to another.
struct Handover {
    std::int64_t id = 0;
    std::string code;  // its label
    HandoverKind kind = HandoverKind::delivery;
    HandoverState state = HandoverState::open;
    std::optional<std::int64_t> unit;   // that gives
    std::optional<std::int64_t> giver;  // in whose name the things stand; none: whoever signs
    std::optional<std::int64_t> taker;  // whom it is for; none: whoever takes it
    std::string opened;                 // instants; "" while it has not come to that
    std::string given;
    std::string taken;
    std::string seal;        // the number on the bag when it left
    std::string seal_found;  // and when it came
    std::string fields = "{}";
};

struct HandoverSignature {
    HandoverSide side = HandoverSide::giver;
    std::int64_t person = 0;
    std::optional<std::int64_t> deputy;  // who really signed, where somebody signed for the person
    std::string at;                      // instant
};

// One line of the list.
struct HandoverItem {
    std::int64_t handover = 0;
    std::int64_t ordinal = 0;  // from 1
    Thing thing;
    std::optional<Thing> holder;                  // it lies in this volume or box of the same list and goes with it
    std::optional<std::int64_t> declared_sheets;  // by the giver
    std::optional<std::int64_t> declared_sides;
    std::optional<std::int64_t> received_sheets;  // as the taker counted
    std::optional<std::int64_t> received_sides;
    ItemOutcome outcome = ItemOutcome::waiting;
    std::string reason;  // with rejected: one of the profile's, or mismatch or missing
    std::string note;    // why a count was put right
};

}  // namespace arc

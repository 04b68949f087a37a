#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace arc {

// The kinds of numbered things (design.md section 2). The numbers are on disk (search index): never reorder.
enum class ThingKind {
    customer = 0,
    ticket = 1,
    document = 2,
    volume = 3,
    box = 4,
    place = 5,
    series = 6,
    person = 7,
    unit = 8,
    batch = 9,
    page = 10,
    event = 11,
    handover = 12,
    review = 13,
    entry = 14,
    hold = 15,
    disposal = 16,
    loan = 17,
    finding = 18,
    stocktake = 19,
    sample = 20,
};

std::string_view to_text(ThingKind kind);
Result<ThingKind> parse_thing_kind(std::string_view text);

struct Thing {
    ThingKind kind = ThingKind::document;
    std::int64_t id = 0;
    auto operator<=>(const Thing&) const = default;
};

// "ticket:12", as in events and on command lines.
std::string to_text(Thing thing);
// Reads the form that to_text writes, as rows of the catalog have it. Error: usage.
Result<Thing> parse_thing(std::string_view text);

}  // namespace arc

#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace arc {

// The things that rules of a profile speak of (design.md section 2), spelled there and here alike.
enum class Noun { customer, ticket, document, series, unit, person, batch, volume, box, place, handover, loan, medium };

std::string_view to_text(Noun noun);
std::optional<Noun> parse_noun(std::string_view text);
std::span<const Noun> all_nouns();

}  // namespace arc

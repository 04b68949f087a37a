#include "model/noun.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arc {
namespace {

constexpr std::array all{Noun::customer, Noun::ticket, Noun::document, Noun::series, Noun::unit,
                         Noun::person,   Noun::batch,  Noun::volume,   Noun::box,    Noun::place,
                         Noun::handover, Noun::loan,   Noun::medium};
constexpr std::array<std::string_view, all.size()> words{"customer", "ticket", "document", "series", "unit",
                                                         "person",   "batch",  "volume",   "box",    "place",
                                                         "handover", "loan",   "medium"};

}  // namespace

std::string_view to_text(Noun noun) {
    return words[static_cast<std::size_t>(std::ranges::find(all, noun) - all.begin())];
}

std::optional<Noun> parse_noun(std::string_view text) {
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) {
        return std::nullopt;
    }
    return all[static_cast<std::size_t>(found - words.begin())];
}

std::span<const Noun> all_nouns() {
    return all;
}

}  // namespace arc

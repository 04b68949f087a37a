#include "print/unknown_characters.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

struct Advice {
    char32_t first;
    char32_t last;
    const char* words;
};

// By blocks of Unicode 15. The packages are Debian's; fonts-noto-cjk, which has the rest of the ideographs, is
// installed with this program.
constexpr const char* private_use = "characters of private use: install the font that they were made for";
constexpr const char* ideographs = "install fonts with rare ideographs: fonts-hanazono, fonts-babelstone-han";
constexpr const char* other = "install fonts that have them: fonts-noto-core, fonts-unifont";
constexpr std::array<Advice, 8> advices{{{0x2600, 0x27bf, "install fonts-noto-color-emoji or fonts-unifont"},
                                         {0x2e80, 0x31ff, ideographs},
                                         {0x3400, 0x9fff, ideographs},
                                         {0xe000, 0xf8ff, private_use},
                                         {0xf900, 0xfaff, ideographs},
                                         {0x1f000, 0x1faff, "install fonts-noto-color-emoji or fonts-unifont"},
                                         {0x20000, 0x3ffff, ideographs},
                                         {0xf0000, 0x10ffff, private_use}}};

const char* advice_for(char32_t character) {
    const auto found = std::ranges::find_if(
        advices, [&](const Advice& one) { return character >= one.first && character <= one.last; });
    return found == advices.end() ? other : found->words;
}

}  // namespace

void UnknownCharacters::add(char32_t character, std::string_view where) {
    if (std::ranges::find(met_, character, [](const auto& one) { return one.first; }) == met_.end()) {
        met_.emplace_back(character, where);
    }
}

std::string UnknownCharacters::words() const {
    constexpr std::size_t most = 5;
    constexpr int longest = 60;
    std::vector<std::string> told;
    std::vector<std::string> advice;
    for (const auto& [character, where] : met_) {
        if (told.size() < most) {
            told.push_back(say("{} (U+{:04X}) in {}", to_utf8(std::u32string(1, character)),
                               static_cast<std::uint32_t>(character),
                               display_width(where) > longest ? fit_width(where, longest) : where));
        }
        if (std::string words = advice_for(character); std::ranges::count(advice, words) == 0) {
            advice.push_back(std::move(words));
        }
    }
    if (met_.size() > most) {
        told.push_back(say("and {} more", met_.size() - most));
    }
    const std::string shown = met_.size() == 1 ? say("printed as a box, for no font here has it")
                                               : say("printed as boxes, for no font here has them");
    return say("{}: {}; {}; then print again", join(told, ", "), shown, join(advice, "; "));
}

}  // namespace arc

#include "base/shell_word.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view plain_signs = "_-./:,+@%#";

// Characters that no shell takes for anything but themselves; # only behind another one.
bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           plain_signs.find(c) != std::string_view::npos;
}

}  // namespace

std::string shell_word(std::string_view text) {
    if (!text.empty() && !text.starts_with('#') && std::ranges::all_of(text, is_plain)) {
        return std::string(text);
    }
    std::string word = "'";
    for (const char c : text) {
        word += c == '\'' ? std::string_view("'\\''") : std::string_view(&c, 1);
    }
    return word + "'";
}

}  // namespace arc

#include "label/punctuation.hpp"

#include "base/text.hpp"

namespace arc {

std::string fold_punctuation(std::string_view text) {
    constexpr std::u32string_view dots = U"·.・･•‧⋅∙";
    constexpr std::u32string_view dashes = U"-‐‑‒–—―−ー－";
    std::u32string folded;
    for (const char32_t c : to_code_points(fold_code(text))) {
        const bool dot = dots.find(c) != std::u32string_view::npos;
        folded += dot ? U'.' : dashes.find(c) != std::u32string_view::npos ? U'-' : c;
    }
    return to_utf8(folded);
}

}  // namespace arc

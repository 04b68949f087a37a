#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace arc {

// Readings of Chinese characters, made by make_pinyin_table when the library is built.
struct PinyinTable {
    char32_t first = 0;                           // the character that readings begin with
    std::span<const std::string_view> syllables;  // without tones, ü as v; the first is "": no reading
    std::span<const std::uint16_t> readings;      // of each character from `first` on: its syllable
    // Characters that are read otherwise at the beginning of a name, in their order.
    struct Surname {
        char32_t character = 0;
        std::uint16_t syllable = 0;
    };
    std::span<const Surname> surnames;
};
const PinyinTable& pinyin_table();

}  // namespace arc

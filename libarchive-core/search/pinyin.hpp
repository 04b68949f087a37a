#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// Words of the search index for names as people type them who have no Chinese keyboard at hand, or no time: 张伟 is
// found by zhangwei, zhang wei, zhangw and zw. Readings are those of ICU (CLDR's Han-Latin and, for surnames,
// Han-Latin/Names), read when the program is built, so that every index made by it is the same; characters with a
// second common reading have both (单 dan shan, 银行 yinxing yinhang). ü is v. Of up to four characters the first
// syllable, the whole, the rest and the initials; of longer texts the first six syllables and sixteen initials. The
// words begin with characters for private use, which people do not type.
std::vector<std::string> pinyin_words(std::string_view text);

// What a typed word asks of these: one of the words, or one that begins so.
struct PinyinWord {
    std::string word;
    bool begins = false;
    bool operator==(const PinyinWord&) const = default;
};
// Of two or more letters a-z (or ü): what is one syllable is meant whole, other words of four letters and more may be
// the beginning of a name, three letters and more the beginning of its initials. Empty for words that are no pinyin.
std::vector<PinyinWord> pinyin_of_query(std::string_view word);

// Whether a text is found by a typed word: the same as the index would say.
bool sounds_like(std::string_view text, std::string_view word);

}  // namespace arc

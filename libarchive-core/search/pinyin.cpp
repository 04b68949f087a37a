#include "search/pinyin.hpp"

#include "base/text.hpp"
#include "search/pinyin_table.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace arc {
namespace {

constexpr std::string_view syllables_mark = "\uE001";
constexpr std::string_view initials_mark = "\uE002";
constexpr std::size_t longest_name = 4;
constexpr std::size_t most_syllables = 6;
constexpr std::size_t most_initials = 16;
constexpr std::size_t most_spellings = 4;
constexpr int most_runs = 3;

using Readings = std::vector<std::string_view>;

// What ICU's tables leave out: surnames by 现代汉语词典, and characters that towns and firms are full of in their other
// reading.
struct OtherReading {
    char32_t character;
    std::string_view syllable;
    bool first_only;  // of a surname
};
constexpr std::array<OtherReading, 24> others{
    {{U'缪', "miao", true},   {U'朴', "piao", true},  {U'覃', "qin", true},    {U'乐', "yue", false},
     {U'尉', "yu", true},     {U'万', "mo", true},    {U'澹', "tan", true},    {U'员', "yun", true},
     {U'种', "chong", true},  {U'秘', "bi", true},    {U'召', "shao", true},   {U'折', "she", true},
     {U'祭', "zhai", true},   {U'柏', "bo", true},    {U'谌', "shen", true},   {U'洗', "xian", true},
     {U'长', "chang", false}, {U'行', "hang", false}, {U'重', "zhong", false}, {U'厦', "sha", false},
     {U'会', "kuai", false},  {U'朝', "zhao", false}, {U'盛', "cheng", false}, {U'调', "diao", false}}};

void add(Readings& readings, std::string_view syllable) {
    if (!syllable.empty() && std::ranges::find(readings, syllable) == readings.end()) {
        readings.push_back(syllable);
    }
}

// The usual reading first; empty for characters without one.
Readings readings_of(char32_t character, bool first) {
    const PinyinTable& table = pinyin_table();
    Readings readings;
    if (character < table.first || character - table.first >= table.readings.size()) {
        return readings;
    }
    add(readings, table.syllables[table.readings[character - table.first]]);
    const auto surname = std::ranges::lower_bound(table.surnames, character, {}, &PinyinTable::Surname::character);
    if (first && surname != table.surnames.end() && surname->character == character) {
        add(readings, table.syllables[surname->syllable]);
    }
    for (const OtherReading& other : others) {
        if (other.character == character && (first || !other.first_only)) {
            add(readings, other.syllable);
        }
    }
    return readings;
}

// All ways to read the characters, few at most.
std::vector<Readings> spellings_of(const std::vector<Readings>& characters) {
    std::vector<Readings> all{{}};
    for (const Readings& readings : characters) {
        const std::size_t before = all.size();
        const std::size_t most = std::min(readings.size(), most_spellings / before);
        for (std::size_t other = 1; other < std::max<std::size_t>(most, 1); ++other) {
            for (std::size_t i = 0; i < before; ++i) {
                all.push_back(all[i]);
                all.back().push_back(readings[other]);
            }
        }
        for (std::size_t i = 0; i < before; ++i) {
            all[i].push_back(readings.front());
        }
    }
    return all;
}

std::string joined(const Readings& syllables, std::size_t from, std::size_t count) {
    std::string text(syllables_mark);
    for (std::size_t i = from; i < std::min(syllables.size(), from + count); ++i) {
        text += syllables[i];
    }
    return text;
}

std::string initials(const Readings& syllables) {
    std::string text(initials_mark);
    for (const std::string_view syllable : syllables) {
        text += syllable.front();
    }
    return text;
}

void put(std::vector<std::string>& words, std::string word) {
    if (std::ranges::find(words, word) == words.end()) {
        words.push_back(std::move(word));
    }
}

void put_run(std::vector<std::string>& words, const std::vector<Readings>& characters) {
    for (const Readings& syllables : spellings_of(characters)) {
        if (syllables.size() <= longest_name) {
            put(words, joined(syllables, 0, 1));
            put(words, joined(syllables, 1, longest_name));
        }
        put(words, joined(syllables, 0, most_syllables));
        put(words, initials(syllables));
    }
}

bool is_syllable(std::string_view word) {
    static const std::unordered_set<std::string_view> known(pinyin_table().syllables.begin(),
                                                            pinyin_table().syllables.end());
    return known.contains(word);
}

// lü may be typed lv, lu, lyu; only the first is in the table.
std::vector<std::string> spellings_with_v(const std::string& word) {
    std::vector<std::string> all{word};
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs{
        {{"lyu", "lv"}, {"nyu", "nv"}, {"lu", "lv"}, {"nu", "nv"}}};
    for (const auto& [typed, meant] : pairs) {
        if (const std::size_t at = word.find(typed); at != std::string::npos) {
            all.push_back(std::string(word).replace(at, typed.size(), meant));
        }
    }
    return all;
}

}  // namespace

std::vector<std::string> pinyin_words(std::string_view text) {
    std::vector<std::string> words;
    std::vector<Readings> run;
    int runs = 0;
    const auto end_run = [&] {
        if (run.size() > 1 && runs++ < most_runs) {
            put_run(words, run);
        }
        run.clear();
    };
    for (const char32_t character : to_code_points(text)) {
        Readings readings = readings_of(character, run.empty());
        if (readings.empty()) {
            end_run();
        } else if (run.size() < most_initials) {
            run.push_back(std::move(readings));
        }
    }
    end_run();
    return words;
}

std::vector<PinyinWord> pinyin_of_query(std::string_view typed) {
    constexpr std::size_t shortest = 2;
    std::u32string letters;
    for (const char32_t c : to_code_points(fold_words(typed))) {
        letters += c == U'ü' ? U'v' : c;
    }
    const std::string word = to_utf8(letters);
    const bool plain = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (word.size() < shortest || !plain) {
        return {};
    }
    std::vector<PinyinWord> all;
    for (const std::string& spelling : spellings_with_v(word)) {
        // What begins with fewer letters than four is a tenth of all names.
        if (is_syllable(spelling) || spelling.size() > 3) {
            all.push_back({std::string(syllables_mark) + spelling, !is_syllable(spelling)});
        }
    }
    all.push_back({std::string(initials_mark) + word, word.size() > shortest});
    return all;
}

bool sounds_like(std::string_view text, std::string_view word) {
    const std::vector<PinyinWord> wanted = pinyin_of_query(word);
    const std::vector<std::string> words = wanted.empty() ? std::vector<std::string>{} : pinyin_words(text);
    return std::ranges::any_of(wanted, [&](const PinyinWord& one) {
        return std::ranges::any_of(words, [&](const std::string& known) {
            return one.begins ? known.starts_with(one.word) : known == one.word;
        });
    });
}

}  // namespace arc

// make_pinyin_table: writes search/pinyin_table.cpp to standard output, by the readings that ICU knows. Runs when the
// library is built; what is built needs no ICU.

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr char32_t first = 0x3400;  // CJK Unified Ideographs Extension A …
constexpr char32_t last = 0x9FFF;   // … to the end of the first block

std::unique_ptr<icu::Transliterator> transliterator(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(name, UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) {
        std::fprintf(stderr, "make_pinyin_table: ICU has no %s: %s\n", name, u_errorName(status));
    }
    return made;
}

// "shàn yi" -> "shan": the first syllable without its tone; "" where the character has no reading.
std::string first_syllable(icu::UnicodeString text, const icu::Transliterator& reader) {
    reader.transliterate(text);
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(text, status);
    constexpr char16_t diaeresis = 0x0308;
    std::string syllable;
    for (int i = 0; i < parts.length(); ++i) {
        const char16_t c = parts.charAt(i);
        if (c >= u'a' && c <= u'z') {
            syllable += static_cast<char>(c);
        } else if (c == diaeresis && !syllable.empty()) {
            syllable.back() = 'v';
        } else if (c < 0x0300 || c > 0x036F) {
            break;
        }
    }
    return syllable;
}

}  // namespace

int main() {
    const auto plain = transliterator("Han-Latin");
    const auto names = transliterator("Han-Latin/Names");
    if (!plain || !names) {
        return 1;
    }
    std::map<std::string, int> number_of{{"", 0}};
    std::vector<std::string> syllables{""};
    const auto number = [&](const std::string& syllable) {
        const auto [at, added] = number_of.try_emplace(syllable, static_cast<int>(syllables.size()));
        if (added) {
            syllables.push_back(syllable);
        }
        return at->second;
    };
    std::vector<int> readings;
    std::map<char32_t, int> surnames;
    for (char32_t c = first; c <= last; ++c) {
        const icu::UnicodeString character(static_cast<UChar32>(c));
        const std::string usual = first_syllable(character, *plain);
        const std::string surname = first_syllable(character, *names);
        readings.push_back(number(usual));
        if (!surname.empty() && surname != usual) {
            surnames[c] = number(surname);
        }
    }
    if (syllables.size() < 400 || surnames.empty()) {
        std::fprintf(stderr, "make_pinyin_table: ICU gives %zu syllables only\n", syllables.size());
        return 1;
    }
    std::puts("// Made by make_pinyin_table.\n#include \"search/pinyin_table.hpp\"\n\nnamespace arc {\nnamespace {");
    std::puts("\nconstexpr std::string_view syllables[] = {");
    for (const std::string& syllable : syllables) {
        std::printf("\"%s\",\n", syllable.c_str());
    }
    std::puts("};\nconstexpr std::uint16_t readings[] = {");
    for (std::size_t i = 0; i < readings.size(); ++i) {
        std::printf("%d,%s", readings[i], i % 32 == 31 ? "\n" : "");
    }
    std::puts("};\nconstexpr PinyinTable::Surname surnames[] = {");
    for (const auto& [character, syllable] : surnames) {
        std::printf("{0x%X, %d},\n", static_cast<unsigned>(character), syllable);
    }
    std::printf("};\nconstexpr PinyinTable table{0x%X, syllables, readings, surnames};\n\n}  // namespace\n\n",
                static_cast<unsigned>(first));
    std::puts("const PinyinTable& pinyin_table() {\n    return table;\n}\n\n}  // namespace arc");
    return 0;
}

#include "print/unknown_characters.hpp"

#include "print/labels.hpp"
#include "print/list_sheet.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

// U+10FFFD, the last one of private use, is in no font.
ListSheet list_of(const std::string& name) {
    ListSheet sheet;
    sheet.title = "归档文件目录";
    sheet.columns = {{"序号", 16, Align::centre}, {"题名"}};
    sheet.rows = {{"1", "王伟"}, {"2", name}, {"3", name}};
    return sheet;
}

std::string said_of(const ListSheet& sheet) {
    UnknownCharacters unknown;
    REQUIRE(lists_pdf(std::span(&sheet, 1), {"目录", {}, &unknown}).ok());
    return unknown.empty() ? std::string() : unknown.words();
}

}  // namespace

TEST_CASE("a character without a picture in any font is told once, with its line") {
    CHECK(said_of(list_of("客户\U0010FFFD\U0010FFFD")) ==
          "\U0010FFFD (U+10FFFD) in 归档文件目录, line 2: 客户\U0010FFFD\U0010FFFD: "
          "printed as a box, for no font here has it; "
          "characters of private use: install the font that they were made for; then print again");
}

TEST_CASE("words that fonts have, blanks and what is shown as bytes are not told") {
    CHECK(said_of(list_of("王伟 A\t1\u3000，\x01\xff")).empty());
}

TEST_CASE("many unknown characters are counted, and each kind has its advice") {
    UnknownCharacters unknown;
    for (char32_t c = 0x30000; c < 0x30007; ++c) {
        unknown.add(c, "目录, line 1: 一个很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的题名");
        unknown.add(c, "elsewhere");
    }
    unknown.add(U'\u0915', "T1");
    const std::string words = unknown.words();
    CHECK(words.find("(U+30004)") != std::string::npos);
    CHECK(words.find("(U+30005)") == std::string::npos);
    CHECK(words.find("and 3 more") != std::string::npos);
    CHECK(words.find("elsewhere") == std::string::npos);
    CHECK(words.find("fonts-hanazono") != std::string::npos);
    CHECK(words.find("fonts-noto-core") != std::string::npos);
    CHECK(words.find("的题名") == std::string::npos);
}

TEST_CASE("stickers tell of them by their code") {
    LabelSpec label;
    label.title = "客户\U0010FFFD";
    label.code_text = "ZZD0000000019";
    label.code = ModuleMatrix(21, 21);
    UnknownCharacters unknown;
    REQUIRE(labels_pdf(std::span(&label, 1), known_label_formats().front(), 0, {"", {}, &unknown}).ok());
    CHECK(unknown.words().find("in ZZD0000000019: 客户") != std::string::npos);
}

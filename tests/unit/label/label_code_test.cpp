#include "label/label_code.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace arc;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

LabelCode any_code(std::mt19937& random) {
    constexpr std::string_view capitals = alphabet.substr(10);
    LabelCode code;
    const std::size_t length = 2 + random() % 3;
    while (code.name_space.size() < length) {
        code.name_space += capitals[random() % capitals.size()];
    }
    code.kind = all_label_kinds[random() % all_label_kinds.size()];
    code.number = static_cast<std::uint32_t>(random() % (LabelCode::max_number + 1ULL));
    return code;
}

}  // namespace

TEST_CASE("the check character of the published example of ISO 7064 MOD 37,36 fits") {
    CHECK(check_character("A12425GABC1234002") == 'M');
}

TEST_CASE("a code of ours is written with nine digits and its check character") {
    CHECK(format_label_code({"ARC", LabelKind::document, 123}) == "ARCD000000123Z");
}

TEST_CASE("every kind has its own letter and word and is found by both") {
    std::string letters;
    for (const LabelKind kind : all_label_kinds) {
        letters += letter_of(kind);
        CHECK(label_kind_of_letter(letter_of(kind)) == kind);
        CHECK(label_kind_of_word(to_text(kind)) == kind);
    }
    CHECK(letters == "DVBPTCUHSYX");
    CHECK_FALSE(label_kind_of_letter('A').has_value());
    CHECK_FALSE(label_kind_of_word("folder").has_value());
}

TEST_CASE("every code that is written is read back") {
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const LabelCode code = any_code(random);
        const Result<LabelCode> read = parse_label_code(format_label_code(code));
        REQUIRE(read.ok());
        CHECK(*read == code);
    }
}

TEST_CASE("width, case and blanks do not matter when a code is typed") {
    CHECK(parse_label_code("arcd000000123z").ok());
    const Result<LabelCode> wide = parse_label_code(" ＡＲＣ Ｄ０００ ０００ １２３ ｚ\n");
    REQUIRE(wide.ok());
    CHECK(wide->number == 123);
}

TEST_CASE("no single wrong character goes unseen") {
    std::mt19937 random(8);
    for (int i = 0; i < 300; ++i) {
        const std::string text = format_label_code(any_code(random));
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (const char c : alphabet) {
                std::string changed = text;
                changed[at] = c;
                REQUIRE(parse_label_code(changed).ok() == (changed == text));
            }
        }
    }
}

TEST_CASE("no swap of neighbours goes unseen in the codes that may be issued, and nearly all codes may be") {
    std::mt19937 random(9);
    int issued = 0;
    int swaps = 0;
    int unseen = 0;
    for (int i = 0; i < 5000; ++i) {
        const LabelCode code = any_code(random);
        const std::string text = format_label_code(code);
        issued += swaps_betrayed(code) ? 1 : 0;
        for (std::size_t at = 0; at + 1 < text.size(); ++at) {
            std::string swapped = text;
            std::swap(swapped[at], swapped[at + 1]);
            if (swapped == text) {
                continue;
            }
            const bool read = parse_label_code(swapped).ok();
            ++swaps;
            unseen += read ? 1 : 0;
            REQUIRE_FALSE((read && swaps_betrayed(code)));
        }
    }
    CHECK(issued > 4500);
    CHECK(unseen * 150 < swaps);
}

TEST_CASE("a wrong check, a foreign namespace and a foreign code are told apart") {
    const auto error = [](std::string_view text) { return parse_label_code(text, "ARC").error(); };
    CHECK(error("ARCD000000124Z").code == ErrorCode::mistyped);
    CHECK(error("ARCD000000124Z").message() ==
          "ARCD000000124Z: the check character does not fit; compare it with the label, or scan it again");
    const std::string other = format_label_code({"ZZ", LabelKind::box, 5});
    CHECK(error(other).code == ErrorCode::refused);
    CHECK(error(other).message() == other + ": a code of namespace ZZ, this archive has ARC");
    CHECK(error("ARCD00000123Z").message() ==
          "ARCD00000123Z: has 9 characters after the letters where our codes have 10");
    CHECK(error("ARCF000000123Z").message() == "ARCF000000123Z: has the letter F, which no kind of ours has");
    for (const char* foreign : {"", "A", "6901234567892", "WS2022-D30-000123", "YK123456789012", "合同"}) {
        CHECK(error(foreign).code == ErrorCode::usage);
    }
    CHECK(error("YK123456789012").what == "not one of our codes");
}

TEST_CASE("a control code carries its function and argument") {
    const LabelCode code = control_code("ARC", {ControlFunction::batch_end, 120});
    CHECK(format_label_code(code).substr(0, 13) == "ARCX001000120");
    CHECK(control_of(code) == Control{ControlFunction::batch_end, 120});
    CHECK_FALSE(control_of({"ARC", LabelKind::control, 9'000'000}).has_value());
    CHECK_FALSE(control_of({"ARC", LabelKind::document, 1'000'120}).has_value());
}

#include "label/label_code.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t digits = 9;

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_code_character(char c) {
    return is_capital(c) || is_digit(c);
}

// Two to four capitals, a kind letter, nine digits and any check character.
bool has_label_form(std::string_view code) {
    if (code.size() < digits + 4 || !is_code_character(code.back())) {
        return false;
    }
    const std::string_view number = code.substr(code.size() - digits - 1, digits);
    return std::ranges::all_of(number, is_digit) && is_label_namespace(code.substr(0, code.size() - digits - 2)) &&
           label_kind_of_letter(code[code.size() - digits - 2]).has_value();
}

std::string why_not_a_label(std::string_view code) {
    const std::size_t head = static_cast<std::size_t>(std::ranges::find_if_not(code, is_capital) - code.begin());
    const std::string_view tail = code.substr(head);
    if (head >= 3 && head <= 5 && !tail.empty() && std::ranges::all_of(tail.substr(0, tail.size() - 1), is_digit) &&
        is_code_character(tail.back())) {
        if (tail.size() != digits + 1) {
            return say("has {} characters after the letters where our codes have {}", tail.size(), digits + 1);
        }
        return say("has the letter {}, which no kind of ours has", code[head - 1]);
    }
    return say("not one of our codes");
}

}  // namespace

char check_character(std::string_view digits_and_capitals) {
    std::size_t product = 36;
    for (const char c : digits_and_capitals) {
        const std::size_t sum = (product + alphabet.find(c)) % 36;
        product = (sum == 0 ? 36 : sum) * 2 % 37;
    }
    return alphabet[(37 - product) % 36];
}

bool is_label_namespace(std::string_view text) {
    return text.size() >= 2 && text.size() <= 4 && std::ranges::all_of(text, is_capital);
}

std::string format_label_code(const LabelCode& code) {
    std::string text = fmt::format("{}{}{:09}", code.name_space, letter_of(code.kind), code.number);
    text += check_character(text);
    return text;
}

Result<LabelCode> parse_label_code(std::string_view text) {
    const std::string code = fold_code(text);
    if (!has_label_form(code)) {
        return Error{ErrorCode::usage, printable(text), why_not_a_label(code), {}};
    }
    if (check_character(std::string_view(code).substr(0, code.size() - 1)) != code.back()) {
        return Error{ErrorCode::mistyped, code, say("the check character does not fit"),
                     say("compare it with the label, or scan it again")};
    }
    const std::size_t kind = code.size() - digits - 2;
    return LabelCode{code.substr(0, kind), *label_kind_of_letter(code[kind]),
                     static_cast<std::uint32_t>(std::stoul(code.substr(kind + 1, digits)))};
}

Result<LabelCode> parse_label_code(std::string_view text, std::string_view name_space) {
    Result<LabelCode> code = parse_label_code(text);
    if (code && code->name_space != name_space) {
        return Error{ErrorCode::refused,
                     format_label_code(*code),
                     say("a code of namespace {}, this archive has {}", code->name_space, name_space),
                     {}};
    }
    return code;
}

bool swaps_betrayed(const LabelCode& code) {
    const std::string text = format_label_code(code);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        std::string swapped = text;
        std::swap(swapped[i], swapped[i + 1]);
        if (swapped != text && parse_label_code(swapped).ok()) {
            return false;
        }
    }
    return true;
}

}  // namespace arc

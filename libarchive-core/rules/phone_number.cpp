#include "rules/phone_number.hpp"

#include <algorithm>
#include <optional>

namespace arc {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string without_punctuation(std::string_view text) {
    std::string digits(text);
    std::erase_if(digits, [](char c) { return std::string_view("-()").find(c) != std::string_view::npos; });
    return digits;
}

// Without +86 or 0086; a landline then gets the 0 back that is left out behind a country code.
std::string national_number(std::string_view text) {
    for (const std::string_view prefix : {"(+86)", "+86-", "+86", "0086-", "0086", "(86)"}) {
        if (!text.starts_with(prefix)) {
            continue;
        }
        text.remove_prefix(prefix.size());
        const bool landline =
            !text.empty() && text[0] >= '2' && text[0] <= '9' && !text.starts_with("400") && !text.starts_with("800");
        return (landline ? "0" : "") + std::string(text);
    }
    return std::string(text);
}

std::string with_plain_dashes(std::string_view text) {
    std::string plain(text);
    for (const std::string_view dash : {"—", "–", "―", "−"}) {
        for (std::size_t at = plain.find(dash); at != std::string::npos; at = plain.find(dash, at + 1)) {
            plain.replace(at, dash.size(), "-");
        }
    }
    return plain;
}

bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// Numbers of machines (10 or 14 then eleven more digits).
bool is_iot(std::string_view digits) {
    return digits.size() == 13 && (digits.starts_with("10") || digits.starts_with("14"));
}

bool is_service(std::string_view digits) {
    return digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
}

// Area codes: 010 and 02x have three digits, all others four.
std::optional<std::string> landline(std::string_view digits) {
    if (!digits.starts_with('0')) {
        const bool local = digits.size() >= 5 && digits.size() <= 8 && !digits.starts_with('1');
        return local ? std::optional(std::string(digits)) : std::nullopt;
    }
    if (digits.size() < 3 || digits[1] == '0') {
        return std::nullopt;
    }
    const std::size_t area = digits[1] == '1' || digits[1] == '2' ? 3 : 4;
    if (digits.size() < area + 7 || digits.size() > area + 8 || digits[area] == '0') {
        return std::nullopt;
    }
    return std::string(digits.substr(0, area)) + "-" + std::string(digits.substr(area));
}

std::optional<std::string> known_form(std::string_view digits) {
    if (!all_digits(digits)) {
        return std::nullopt;
    }
    if (is_mobile(digits) || is_iot(digits)) {
        return std::string(digits);
    }
    if (is_service(digits)) {
        return std::string(digits.substr(0, 3)) + "-" + std::string(digits.substr(3, 4)) + "-" +
               std::string(digits.substr(7));
    }
    return landline(digits);
}

// "82651234转801" and "0573-82651234-801": the number and its extension.
struct Extended {
    std::string_view number;
    std::string_view extension;
};

std::optional<Extended> split_extension(std::string_view text) {
    for (const std::string_view mark : {"转", "-"}) {
        const std::size_t at = text.rfind(mark);
        if (at == std::string_view::npos) {
            continue;
        }
        const std::string_view extension = text.substr(at + mark.size());
        if (all_digits(extension) && extension.size() <= 6) {
            return Extended{text.substr(0, at), extension};
        }
    }
    return std::nullopt;
}

}  // namespace

PhoneNumber read_phone_number(std::string_view text) {
    const std::string national = national_number(with_plain_dashes(text));
    if (auto number = known_form(without_punctuation(national))) {
        return {true, *number};
    }
    if (const auto extended = split_extension(national)) {
        if (auto number = known_form(without_punctuation(extended->number))) {
            return {true, *number + "-" + std::string(extended->extension)};
        }
    }
    return {false, std::string(text)};
}

}  // namespace arc

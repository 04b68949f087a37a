#include "rules/identifiers.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "rules/phone_number.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace arc {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view digits_and_capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool consists_of(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

IdentifierCheck wrong(std::string words, std::string text) {
    return {IdentifierVerdict::wrong, std::move(words), std::move(text)};
}

IdentifierCheck doubtful(std::string words, std::string text) {
    return {IdentifierVerdict::doubtful, std::move(words), std::move(text)};
}

IdentifierCheck good(std::string text) {
    return {IdentifierVerdict::good, {}, std::move(text)};
}

// The sum of the values of the first characters, each times its weight.
template <std::size_t N>
int weighted_sum(std::string_view text, std::string_view alphabet, const std::array<int, N>& weights) {
    int sum = 0;
    for (std::size_t i = 0; i < N; ++i) {
        sum += static_cast<int>(alphabet.find(text[i])) * weights[i];
    }
    return sum;
}

// GB 11714-1997: letters count A=10 … Z=35.
char organisation_check(std::string_view first_eight) {
    const int check = 11 - weighted_sum(first_eight, digits_and_capitals, std::array{3, 7, 9, 10, 5, 8, 4, 2}) % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

IdentifierCheck check_organisation_code(std::string code) {
    std::erase(code, '-');
    if (code.size() != 9 || !consists_of(code, digits_and_capitals)) {
        return wrong(say("an organisation code has 9 digits and capitals"), code);
    }
    const std::string normalised = code.substr(0, 8) + "-" + code[8];
    if (organisation_check(code) != code[8]) {
        return doubtful(say("the check character does not fit"), normalised);
    }
    return good(normalised);
}

// GB 32100-2015, section 4 and annex: 31 characters, weights powers of 3 modulo 31.
IdentifierCheck check_social_credit_code(const std::string& code) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    constexpr std::array weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    if (code.size() != 18) {
        return wrong(say("a unified social credit code has 18 characters"), code);
    }
    if (!consists_of(code, alphabet)) {
        return wrong(say("a unified social credit code has digits and capitals other than I O S V Z"), code);
    }
    const int check = (31 - weighted_sum(code, alphabet, weights) % 31) % 31;
    if (alphabet[static_cast<std::size_t>(check)] != code[17]) {
        return doubtful(say("the check character does not fit"), code);
    }
    if (organisation_check(std::string_view(code).substr(8)) != code[16]) {
        return doubtful(say("the check character of the organisation code inside it does not fit"), code);
    }
    return good(code);
}

// ISO 7064 MOD 11,10 over 14 digits.
char registration_check(std::string_view number) {
    int product = 10;
    for (const char c : number.substr(0, 14)) {
        const int sum = (product + c - '0') % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return static_cast<char>('0' + (11 - product) % 10);
}

IdentifierCheck check_registration_number(const std::string& number) {
    if ((number.size() != 15 && number.size() != 13) || !consists_of(number, digits)) {
        return wrong(say("a business registration number has 15 digits, before 2007 13"), number);
    }
    if (number.size() == 15 && registration_check(number) != number[14]) {
        return doubtful(say("the check digit does not fit"), number);
    }
    return good(number);
}

// GB 11643-1999: ISO 7064 MOD 11-2 over 17 digits.
char resident_check(std::string_view number) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    return "10X98765432"[weighted_sum(number, digits, weights) % 11];
}

// Nobody in these files was born before 1800.
bool is_birthday(std::string_view eight_digits) {
    return eight_digits >= "18000101" && eight_digits < "21000101" && parse_day(eight_digits).ok();
}

// First two digits of GB/T 2260, and of the residence permits for Hong Kong, Macao and Taiwan (81 82 83).
bool is_province(std::string_view two_digits) {
    constexpr std::string_view known =
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
        "61 62 63 64 65 71 81 82 83";
    return known.find(two_digits) != std::string_view::npos;
}

IdentifierCheck check_eighteen(const std::string& id) {
    if (id.size() != 18 || !consists_of(id.substr(0, 17), digits) || !consists_of(id.substr(17), "0123456789X")) {
        return wrong(say("such a number has 17 digits and a digit or X, or 15 digits"), id);
    }
    if (!is_birthday(id.substr(6, 8))) {
        return wrong(say("there is no such day of birth"), id);
    }
    if (resident_check(id) != id[17]) {
        return {IdentifierVerdict::misfit, say("the check character does not fit"), id};
    }
    return good(id);
}

// First-generation numbers: the century is left out; sequences 996-999 mark people born before 1900.
IdentifierCheck check_fifteen(const std::string& id) {
    const std::string century = id.substr(12) >= "996" ? "18" : "19";
    std::string whole = id.substr(0, 6) + century + id.substr(6);
    if (!is_birthday(whole.substr(6, 8))) {
        return wrong(say("there is no such day of birth"), id);
    }
    whole += resident_check(whole);
    return {IdentifierVerdict::good, say("a first-generation number, written with 18 characters"), whole};
}

IdentifierCheck check_resident_id(const std::string& id) {
    const bool first_generation = id.size() == 15 && consists_of(id, digits);
    IdentifierCheck check = first_generation ? check_fifteen(id) : check_eighteen(id);
    if (check.verdict == IdentifierVerdict::good && id.front() == '9') {
        check.words = say("the number of a foreigner's permanent residence card");
    } else if (check.verdict == IdentifierVerdict::good && !is_province(id.substr(0, 2))) {
        return doubtful(say("the area code is not of a province"), check.normalised);
    }
    return check;
}

IdentifierCheck check_permanent_residence(const std::string& id) {
    constexpr std::string_view capitals = digits_and_capitals.substr(10);
    if (id.size() == 15) {
        const bool fits = consists_of(id.substr(0, 3), capitals) && consists_of(id.substr(3), digits);
        return fits ? good(id) : wrong(say("the older cards have 3 letters and 12 digits"), id);
    }
    if (id.size() != 18 || id.front() != '9') {
        return wrong(say("such a card has 18 characters and begins with 9, or 3 letters and 12 digits"), id);
    }
    return check_eighteen(id);
}

}  // namespace

IdentifierCheck check_identifier(IdentifierKind kind, std::string_view text) {
    const std::string folded = fold_code(text);
    switch (kind) {
        case IdentifierKind::social_credit_code:
            return check_social_credit_code(folded);
        case IdentifierKind::organisation_code:
            return check_organisation_code(folded);
        case IdentifierKind::registration_number:
            return check_registration_number(folded);
        case IdentifierKind::resident_id:
            return check_resident_id(folded);
        case IdentifierKind::permanent_residence:
            return check_permanent_residence(folded);
        case IdentifierKind::phone:
        case IdentifierKind::mobile:
            break;
    }
    const PhoneNumber phone = read_phone_number(folded);
    const bool is_mobile = phone.text.size() == 11 && phone.text.starts_with('1');
    if (kind == IdentifierKind::mobile && phone.known && !is_mobile) {
        return doubtful(say("a phone number, but not a mobile one"), phone.text);
    }
    return phone.known ? good(phone.text) : doubtful(say("not a phone number of a known form"), phone.text);
}

std::string mask_identifier(IdentifierKind kind, std::string_view text) {
    std::u32string shown = to_code_points(text);
    const std::size_t size = shown.size();
    const bool phone = kind == IdentifierKind::phone || kind == IdentifierKind::mobile;
    const std::size_t first = phone || size < 12 ? 0 : 6;
    const std::size_t last = size <= 4 ? 0 : phone && size >= 8 ? 4 : 2;
    std::fill(shown.begin() + static_cast<std::ptrdiff_t>(first), shown.end() - static_cast<std::ptrdiff_t>(last),
              U'*');
    return to_utf8(shown);
}

std::optional<Day> id_card_valid_until(Day born, Day issued) {
    const bool birthday_to_come =
        issued.month() < born.month() || (issued.month() == born.month() && issued.day() < born.day());
    const int age = static_cast<int>(issued.year()) - static_cast<int>(born.year()) - (birthday_to_come ? 1 : 0);
    if (age >= 46) {
        return std::nullopt;
    }
    const Day until = issued + std::chrono::years(age < 16 ? 5 : age < 26 ? 10 : 20);
    return until.ok() ? until : Day(until.year() / until.month() / std::chrono::last);
}

}  // namespace arc

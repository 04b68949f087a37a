#include "rules/identifiers.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace arc;
using enum IdentifierKind;
using enum IdentifierVerdict;

namespace {

IdentifierVerdict verdict(IdentifierKind kind, std::string_view text) {
    return check_identifier(kind, text).verdict;
}

Day day(int y, unsigned m, unsigned d) {
    return Day(std::chrono::year(y), std::chrono::month(m), std::chrono::day(d));
}

}  // namespace

TEST_CASE("the published examples of unified social credit codes are good") {
    CHECK(verdict(social_credit_code, "91350100M000100Y43") == good);
    CHECK(verdict(social_credit_code, "11320000MB151840XJ") == good);
    CHECK(check_identifier(social_credit_code, " ９1350100m000100y43").normalised == "91350100M000100Y43");
}

TEST_CASE("an issued social credit code with a wrong check is doubtful, never wrong") {
    const IdentifierCheck check = check_identifier(social_credit_code, "91350211M0000XUF46");
    CHECK(check.verdict == doubtful);
    CHECK(check.words == "the check character does not fit");
    CHECK(verdict(social_credit_code, "91350100M000100Y4") == wrong);
    CHECK(verdict(social_credit_code, "9135010OM000100Y43") == wrong);
}

TEST_CASE("organisation codes are checked with all 26 letters") {
    CHECK(check_identifier(organisation_code, "D2143569-X") == IdentifierCheck{good, "", "D2143569-X"});
    CHECK(check_identifier(organisation_code, "d2143569x").normalised == "D2143569-X");
    CHECK(verdict(organisation_code, "M000100Y-4") == good);
    CHECK(verdict(organisation_code, "D2143569-1") == doubtful);
    CHECK(verdict(organisation_code, "D214356") == wrong);
}

TEST_CASE("old registration numbers are checked by MOD 11,10; the 13 digits before 2007 are taken") {
    CHECK(verdict(registration_number, "110108000000016") == good);
    CHECK(verdict(registration_number, "110108000000017") == doubtful);
    CHECK(verdict(registration_number, "1101080000001") == good);
    CHECK(verdict(registration_number, "11010800000001A") == wrong);
}

TEST_CASE("resident ids: the published examples, x for X, full width") {
    CHECK(check_identifier(resident_id, "11010519491231002X") == IdentifierCheck{good, "", "11010519491231002X"});
    CHECK(check_identifier(resident_id, "１１０１０５１９４９１２３１００２ｘ").normalised == "11010519491231002X");
    CHECK(verdict(resident_id, "440524188001010014") == good);
}

TEST_CASE("what cannot be a resident id is wrong, with the reason and without the number") {
    const std::map<std::string, std::string> reasons{
        {"11010519491331002X", "there is no such day of birth"},
        {"11010500010101002X", "there is no such day of birth"},
        {"1101051949123100X", "such a number has 17 digits and a digit or X, or 15 digits"},
        {"110105194912310O2X", "such a number has 17 digits and a digit or X, or 15 digits"},
        {"", "such a number has 17 digits and a digit or X, or 15 digits"},
        {"110105491331002", "there is no such day of birth"},
    };
    for (const auto& [text, words] : reasons) {
        CAPTURE(text);
        CHECK(verdict(resident_id, text) == wrong);
        CHECK(check_identifier(resident_id, text).words == words);
    }
}

TEST_CASE("a resident id whose check character does not fit has the form of one, but is none") {
    CHECK(check_identifier(resident_id, "110105194912310021") ==
          IdentifierCheck{misfit, "the check character does not fit", "110105194912310021"});
}

TEST_CASE("a first-generation id is written with 18 characters") {
    const IdentifierCheck check = check_identifier(resident_id, "110105491231002");
    CHECK(check ==
          IdentifierCheck{good, "a first-generation number, written with 18 characters", "11010519491231002X"});
    CHECK(check_identifier(resident_id, "440524880101998").normalised.substr(6, 4) == "1888");
}

TEST_CASE("every wrong digit of a resident id is seen") {
    const std::string id = "440524198001010014";
    const std::string good_id = check_identifier(resident_id, "440524800101001").normalised;
    for (std::size_t at = 0; at < good_id.size(); ++at) {
        for (const char c : std::string("0123456789")) {
            std::string changed = good_id;
            changed[at] = c;
            REQUIRE((check_identifier(resident_id, changed).verdict == good) == (changed == good_id));
        }
    }
}

TEST_CASE("an area that is no province is only doubtful; residence permits and foreigners' cards are good") {
    const auto with_check = [](std::string seventeen) {
        for (const char c : std::string("0123456789X")) {
            const IdentifierCheck check = check_identifier(resident_id, seventeen + c);
            if (check.words != "the check character does not fit") {
                return seventeen + c;
            }
        }
        return std::string();
    };
    CHECK(verdict(resident_id, with_check("99010119800101001")) == good);
    CHECK(verdict(permanent_residence, with_check("91112319800101001")) == good);
    CHECK(verdict(resident_id, with_check("83000019800101001")) == good);
    CHECK(verdict(resident_id, with_check("79010119800101001")) == doubtful);
    CHECK(verdict(permanent_residence, "USA110080010100") == good);
    CHECK(verdict(permanent_residence, "US1110080010100") == wrong);
    CHECK(verdict(permanent_residence, "11010519491231002X") == wrong);
}

TEST_CASE("phones of every known form are normalised, others are only doubtful") {
    const std::map<std::string, std::string> forms{
        {"138 0000 0000", "13800000000"},
        {"+86 138-0000-0000", "13800000000"},
        {"008613800000000", "13800000000"},
        {"１３８０００００００0", "13800000000"},
        {"1064812345678", "1064812345678"},
        {"0573-82651234", "0573-82651234"},
        {"(0573)82651234", "0573-82651234"},
        {"0573—8265123", "0573-8265123"},
        {"010 8888 7777", "010-88887777"},
        {"02188887777", "021-88887777"},
        {"+86 573 82651234", "0573-82651234"},
        {"82651234", "82651234"},
        {"26512", "26512"},
        {"0573-82651234-801", "0573-82651234-801"},
        {"82651234转801", "82651234-801"},
        {"4008888000", "400-8888-000"},
        {"800-810-8888", "800-8108-888"},
    };
    for (const auto& [text, normalised] : forms) {
        CAPTURE(text);
        CHECK(check_identifier(phone, text) == IdentifierCheck{good, "", normalised});
    }
    for (const char* text : {"12345678901", "1380000000", "abc", "", "138000000001", "13800000000/13900000000"}) {
        CAPTURE(text);
        CHECK(verdict(phone, text) == doubtful);
    }
}

TEST_CASE("masks show the first six and last two, of phones the last four, of short numbers less") {
    CHECK(mask_identifier(resident_id, "11010519491231002X") == "110105**********2X");
    CHECK(mask_identifier(phone, "13800001234") == "*******1234");
    CHECK(mask_identifier(resident_id, "E12345678") == "*******78");
    CHECK(mask_identifier(phone, "1234567") == "*****67");
    CHECK(mask_identifier(phone, "王1") == "**");
    CHECK(mask_identifier(resident_id, "") == "");
}

TEST_CASE("an id card is valid for 5, 10 or 20 years by the age at issue, from 46 for ever") {
    CHECK(id_card_valid_until(day(2000, 6, 15), day(2016, 6, 14)) == day(2021, 6, 14));
    CHECK(id_card_valid_until(day(2000, 6, 15), day(2016, 6, 15)) == day(2026, 6, 15));
    CHECK(id_card_valid_until(day(2000, 6, 15), day(2026, 6, 15)) == day(2046, 6, 15));
    CHECK_FALSE(id_card_valid_until(day(1970, 6, 15), day(2016, 6, 15)).has_value());
    CHECK(id_card_valid_until(day(2010, 1, 1), day(2020, 2, 29)) == day(2025, 2, 28));
}

TEST_CASE("every kind that a profile may name is known to the checks, and no other") {
    CHECK(parse_identifier_kind("resident-id") == resident_id);
    CHECK_FALSE(parse_identifier_kind("residentid").has_value());
    for (const std::string& name : identifier_kinds()) {
        const std::optional<IdentifierKind> kind = parse_identifier_kind(name);
        REQUIRE(kind.has_value());
        CHECK(to_text(*kind) == name);
    }
}

TEST_CASE("a landline is no mobile number, but only doubtful") {
    CHECK(verdict(mobile, "138 0000 0000") == good);
    CHECK(verdict(mobile, "0573-82651234") == doubtful);
    CHECK(verdict(phone, "0573-82651234") == good);
}

#include "rules/retention_words.hpp"

#include "profile/load_profile.hpp"
#include "rules/retention_rule.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace arc;

namespace {

Profile a_profile() {
    LoadedProfile loaded = load_profile(
        "profile: p\ntitle: {en: p}\nsubject: customer\n"
        "customer: {classes: {high: {zh: 高压, en: high voltage}, low: {zh: 低压}}}\n"
        "document_types: {contract: {zh: 合同, en: supply contract}}\n",
        "p.yaml");
    REQUIRE(loaded.ok());
    return std::move(*loaded.profile);
}

}  // namespace

TEST_CASE("a term is told with its rule, its start and its end") {
    const Profile profile = a_profile();
    CHECK(retention_words(profile, "5y from customer.closed 2019-04-01 (customer.class: high)", "2024-04-01") ==
          "high voltage, closed 2019-04-01 + 5 years = 2024-04-01");
    CHECK(retention_words(profile, "3y from customer.closed (customer.class: low)", "") ==
          "低压, closed (not yet) + 3 years");
    CHECK(retention_words(profile, "D30 30y from year.end 2026-12-31", "2056-12-31") ==
          "D30: end of the year 2026-12-31 + 30 years = 2056-12-31");
    CHECK(retention_words(profile, "1mo from document.scrapped 2026-01-31", "2026-02-28") ==
          "document.scrapped 2026-01-31 + 1 month = 2026-02-28");
    CHECK(retention_words(profile, "Y permanent (document.type: contract)", "") == "Y: supply contract, permanent");
    CHECK(retention_words(profile, "until 2040-12-31 by appraisal 3", "2040-12-31") == "appraisal 3: until 2040-12-31");
    CHECK(retention_words(profile, "permanent by appraisal 4", "") == "appraisal 4: permanent");
    CHECK(retention_words(profile, "", "") == "no rule");
    CHECK(retention_words(profile, "长期", "") == "长期");
}

TEST_CASE("covers and registers say how long in Chinese") {
    const Profile profile = a_profile();
    CHECK(term_for_print(profile, "5y from customer.closed 2019-04-01 (customer.class: high)") == "5年");
    CHECK(term_for_print(profile, "18mo from ticket.closed") == "18个月");
    CHECK(term_for_print(profile, "Y permanent (document.type: contract)") == "永久");
    CHECK(term_for_print(profile, "until 2040-12-31 by appraisal 3") == "至 2040-12-31");
    CHECK(term_for_print(profile, "长期").empty());
}

TEST_CASE("a stored rule is read as it was written") {
    for (const char* text :
         {"5y from customer.closed", "5y from customer.closed 2019-04-01", "D30 30y from year.end 2026-12-31",
          "18mo from ticket.closed (ticket.type: a or b, customer.class: high)", "permanent", "Y permanent",
          "Y permanent (document.type: contract)", "until 2040-12-31 by appraisal 3", "permanent by appraisal 12"}) {
        CAPTURE(text);
        const std::optional<StoredRetention> stored = read_stored_retention(text);
        REQUIRE(stored);
        CHECK(to_text(*stored) == text);
    }
    for (const char* text :
         {"", "D30", "长期", "5y", "5y from", "5y since x", "until x by appraisal 3", "5y from a b"}) {
        CAPTURE(text);
        CHECK_FALSE(read_stored_retention(text));
    }
}

TEST_CASE("a term follows the moment it counts from and nothing else") {
    const WorkCalendar calendar{CalendarRules{}};
    std::map<std::string, std::string, std::less<>> facts;
    const FieldLookup look_up = [&](std::string_view path) -> std::optional<std::string_view> {
        const auto found = facts.find(path);
        return found == facts.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
    const std::string rule = "5y from customer.closed (customer.class: high)";
    CHECK(restarted(rule, calendar, look_up)->rule == rule);
    CHECK_FALSE(restarted(rule, calendar, look_up)->until);
    facts["customer.closed"] = "2019-04-01";
    facts["customer.class"] = "low";  // of another class by now: the rule stays that of its filing
    const FiledRetention begun = *restarted(rule, calendar, look_up);
    CHECK(begun.rule == "5y from customer.closed 2019-04-01 (customer.class: high)");
    CHECK(format_day(begun.until.value_or(Day())) == "2024-04-01");
    facts["customer.closed"] = "2020-05-01";
    CHECK(format_day(restarted(begun.rule, calendar, look_up)->until.value_or(Day())) == "2025-05-01");
    facts.erase("customer.closed");
    CHECK(restarted(begun.rule, calendar, look_up)->rule == rule);
    CHECK_FALSE(restarted("until 2040-12-31 by appraisal 3", calendar, look_up));
    CHECK_FALSE(restarted("Y permanent", calendar, look_up));
}

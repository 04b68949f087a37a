#include "rules/retention_rule.hpp"

#include "profile/load_profile.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace arc;

namespace {

Profile profile_with(const std::string& retention) {
    const std::string text =
        "profile: p\ntitle: {en: p}\nsubject: customer\n"
        "customer: {classes: {high: {en: h}, low: {en: l}}}\n"
        "document_types: {paper: {en: paper}" +
        std::string(retention.empty() ? "}\n" : ", deed: {en: deed, period: Y}}\n") + retention;
    LoadedProfile loaded = load_profile(text, "p.yaml");
    REQUIRE(loaded.ok());
    return std::move(*loaded.profile);
}

const std::string rules = R"(
retention:
  periods: {Y: {en: always, keep: permanent}}
  rules:
    - {when: {class: high}, from: customer.closed, years: 5}
    - {when: {type: paper}, from: year.end, years: 10}
)";

FiledRetention ask(const Profile& profile, const char* type,
                   const std::map<std::string, std::string, std::less<>>& facts) {
    const FieldLookup look_up = [&](std::string_view path) -> std::optional<std::string_view> {
        const auto found = facts.find(path);
        return found == facts.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
    return retention_of(profile, *profile.document_type(type), WorkCalendar(profile.calendar), look_up);
}

}  // namespace

TEST_CASE("of the rules that hold the longest applies, with its start where that is known") {
    const Profile profile = profile_with(rules);
    const FiledRetention paper = ask(
        profile, "paper", {{"customer.class", "high"}, {"document.type", "paper"}, {"document.date", "2025-03-04"}});
    CHECK(paper.rule == "10y from year.end 2025-12-31 (document.type: paper)");
    CHECK(paper.until == parse_day("2035-12-31").value_or_throw());

    const FiledRetention old_paper = ask(profile, "paper", {{"document.type", "paper"}, {"document.date", "1987"}});
    CHECK(old_paper.rule == "10y from year.end 1987-12-31 (document.type: paper)");

    const FiledRetention of_month = ask(profile, "paper", {{"document.type", "paper"}, {"document.date", "1987-02"}});
    CHECK(of_month.rule == "10y from year.end 1987-12-31 (document.type: paper)");

    const FiledRetention waiting = ask(profile, "deed", {{"customer.class", "high"}, {"document.type", "deed"}});
    CHECK(waiting.rule == "5y from customer.closed (customer.class: high)");
    CHECK_FALSE(waiting.until);

    const FiledRetention ended = ask(
        profile, "deed", {{"customer.class", "high"}, {"document.type", "deed"}, {"customer.closed", "2024-02-29"}});
    CHECK(ended.rule == "5y from customer.closed 2024-02-29 (customer.class: high)");
    CHECK(ended.until == parse_day("2029-02-28").value_or_throw());
}

TEST_CASE("where no rule holds the period of the type applies, else nothing is said") {
    const Profile profile = profile_with(rules);
    CHECK(ask(profile, "deed", {{"customer.class", "low"}, {"document.type", "deed"}}).rule == "Y permanent");
    CHECK(ask(profile_with(""), "paper", {}) == FiledRetention{});
}

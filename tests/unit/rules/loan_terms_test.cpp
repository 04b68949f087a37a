#include "rules/loan_terms.hpp"

#include "unit/rules/fields.hpp"

#include <array>

using namespace arc;

namespace {

const Lending& lending() {
    static const Profile profile = profile_of(
        "customer: {classes: {high: {en: high}, low: {en: low}}}\nroles: [leader, lawyer, clerk, manager]\n"
        "document_types: {contract: {en: contract}, plan: {en: plan}, licence: {en: licence}}\n"
        "lending:\n"
        "  originals: {reasons: [litigation, audit], approve: [leader]}\n"
        "  limit: 7d\n  renewals: 2\n  most: 5\n  fine: {min: 50, max: 500}\n"
        "  rules:\n"
        "    - {when: {type: contract}, limit: 3d}\n"
        "    - {when: {type: contract, class: high}, limit: 1d, originals: {approve: [manager, leader]}}\n"
        "    - {when: {person.role: lawyer}, limit: 30d}\n"
        "    - {when: {type: licence}, originals: {lent: false}}\n"
        "    - {when: {type: plan}, where: room, limit: 0d, consent: true, renewals: 0, originals: {reasons: "
        "[audit]}}\n");
    return profile.lending;
}

std::string rule_for(std::map<std::string, std::string, std::less<>> values) {
    const std::array look_ups{fields(std::move(values))};
    return terms_for(lending(), look_ups).rule;
}

AppliedTerms terms_of_type(const char* type) {
    const std::array look_ups{fields({{"document.type", type}})};
    return terms_for(lending(), look_ups);
}

}  // namespace

TEST_CASE("the rule that asks most applies, of equals the first, without one the profile's own terms") {
    CHECK(rule_for({{"document.type", "letter"}}) == "lending");
    CHECK(rule_for({{"document.type", "contract"}, {"customer.class", "low"}}) == "lending.rules[0]");
    CHECK(rule_for({{"document.type", "contract"}, {"customer.class", "high"}}) == "lending.rules[1]");
    CHECK(rule_for({{"document.type", "contract"}, {"person.role", "lawyer"}}) == "lending.rules[0]");
    CHECK(rule_for({{"document.type", "letter"}, {"person.role", "lawyer"}}) == "lending.rules[2]");
}

TEST_CASE("a borrower with several roles gets what any of them gets") {
    const std::array look_ups{fields({{"person.role", "clerk"}}), fields({{"person.role", "lawyer"}})};
    CHECK(terms_for(lending(), look_ups).rule == "lending.rules[2]");
}

TEST_CASE("what a rule does not say is as in the profile's own terms") {
    const AppliedTerms applied = terms_of_type("contract");
    CHECK(applied.terms.limit == Duration{DurationUnit::days, 3});
    CHECK(applied.terms.renewals == 2);
    CHECK(applied.terms.approve == std::vector<std::string>{"leader"});
    CHECK(applied.terms.most == 5);
}

TEST_CASE("a volume of papers with different terms is lent on the strictest") {
    const std::array both{terms_of_type("contract"), terms_of_type("plan")};
    const AppliedTerms strict = strictest_of(both);
    CHECK(strict.rule == "lending.rules[0], lending.rules[4]");
    CHECK(strict.terms.limit == Duration{DurationUnit::days, 0});
    CHECK(strict.terms.where == ReadingPlace::room);
    CHECK(strict.terms.consent);
    CHECK(strict.terms.renewals == 0);
    REQUIRE(strict.terms.reasons.size() == 1);
    CHECK(strict.terms.reasons.front().name == "audit");
    const std::array with_licence{terms_of_type("contract"), terms_of_type("licence")};
    CHECK(strictest_of(with_licence).terms.forbidden);
}

TEST_CASE("terms are read again as they were stored") {
    for (const char* type : {"contract", "plan", "licence", "letter"}) {
        const LendingTerms terms = terms_of_type(type).terms;
        const LendingTerms again = read_terms(Value(terms_value(terms)));
        CHECK(again.forbidden == terms.forbidden);
        CHECK(again.approve == terms.approve);
        CHECK(again.limit == terms.limit);
        CHECK(again.recall == terms.recall);
        CHECK(again.renewals == terms.renewals);
        CHECK(again.most == terms.most);
        CHECK(again.where == terms.where);
        CHECK(again.consent == terms.consent);
        CHECK(again.compare == terms.compare);
        CHECK(again.fine == terms.fine);
        CHECK(again.reasons.size() == terms.reasons.size());
    }
    CHECK(terms_words(terms_of_type("contract").terms) == "for 3d, 2 renewals, approved by leader");
    CHECK(terms_words(terms_of_type("licence").terms) == "not lent");
}

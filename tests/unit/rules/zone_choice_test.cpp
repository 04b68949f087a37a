#include "rules/zone_choice.hpp"

#include "unit/rules/fields.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

const char* const text = R"(
title: {en: p}
subject: customer
customer: {classes: {high: {en: h}, low: {en: l}}, fields: {line: text}}
document_types:
  paper: {en: paper}
  contract: {en: contract, fields: {signed: date, ends: date, auto_renew: bool}}
  deed: {en: deed, store: safe}
contracts: {types: [contract]}
ticket_types: {new: {title: {en: new}, stages: [accepted, surveyed, replied, designed, filed]}}
places:
  order: by-rule
  zones: [plans, doing, filed, closed, history, safe]
  zone: {accepted: doing, surveyed: plans, replied: doing, filed: filed, customer.closed: closed}
  rules:
    - {when: {type: contract, document.expired: true}, in: history}
    - {when: {class: high}, cabinet: unit, box: customer}
    - {when: {class: low}, in: filed, box: [unit], customers: 20}
)";

std::string zone(std::map<std::string, std::string, std::less<>> facts) {
    static const Profile profile = profile_of(text);
    const FieldLookup look_up = fields(std::move(facts));
    const ZoneChoice choice = choose_zone(profile, look_up);
    std::string words = choice.zone + " by " + choice.why;
    words += choice.apart ? ", apart" : "";
    words += choice.rule == nullptr ? "" : ", rule " + std::to_string(choice.rule - profile.places.rules.data());
    return words;
}

}  // namespace

TEST_CASE("a paper moves through the zones with the stages of its ticket") {
    const auto at_stage = [](const std::string& stage) {
        return zone(
            {{"document.type", "paper"}, {"ticket.type", "new"}, {"ticket.number", "T"}, {"ticket.stage", stage}});
    };
    CHECK(at_stage("accepted") == "doing by stage accepted");
    CHECK(at_stage("surveyed") == "plans by stage surveyed");
    CHECK(at_stage("replied") == "doing by stage replied");
    CHECK(at_stage("designed") == "doing by stage replied");
    CHECK(at_stage("filed") == "filed by stage filed");
}

TEST_CASE("a closed customer's papers go to the closed zone, certificates stay in the safe") {
    CHECK(zone({{"document.type", "paper"},
                {"ticket.type", "new"},
                {"ticket.closed", "2025-01-01"},
                {"customer.class", "high"},
                {"customer.closed", "2026-01-01"}}) == "closed by customer.closed");
    CHECK(zone({{"document.type", "deed"}, {"customer.closed", "2026-01-01"}}) == "safe by the type deed, apart");
}

TEST_CASE("an expired contract goes to the history store") {
    CHECK(zone({{"document.type", "contract"}, {"document.expired", "true"}, {"ticket.type", "new"}}) ==
          "history by places.rules[0], apart, rule 0");
    CHECK(zone({{"document.type", "contract"},
                {"document.expired", "false"},
                {"ticket.type", "new"},
                {"ticket.stage", "accepted"}}) == "doing by stage accepted");
}

TEST_CASE("levels and boxes count for papers of closed tickets, and in the rule's own zone") {
    CHECK(zone({{"document.type", "paper"},
                {"ticket.type", "new"},
                {"ticket.closed", "2025-01-01"},
                {"customer.class", "high"}}) == "filed by stage filed, rule 1");
    CHECK(zone({{"document.type", "paper"},
                {"ticket.type", "new"},
                {"ticket.stage", "accepted"},
                {"customer.class", "high"}}) == "doing by stage accepted");
    CHECK(zone({{"document.type", "paper"}, {"customer.class", "low"}}) == "filed by places.rules[2], apart, rule 2");
}

TEST_CASE("a paper of no ticket stands where those of closed tickets do") {
    CHECK(zone({{"document.type", "paper"}}) == "filed by stage filed");
}

#include "rules/condition.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

// The condition `must` of a profile with a few fields.
Condition condition(const std::string& yaml) {
    return profile_of(
               "customer: {classes: [high, low], kinds: [person, organisation], "
               "fields: {size: number, born: date, note: text}}\nchecks: {c: {must: " +
               yaml + "}}\n")
        .checks.front()
        .must;
}

bool holds_for(const std::string& yaml, const FieldLookup& look_up) {
    return holds(condition(yaml), look_up);
}

}  // namespace

TEST_CASE("all fields of a condition must have the value, of a list of conditions one") {
    const FieldLookup high = fields({{"customer.class", "high"}, {"customer.size", "12"}});
    CHECK(holds_for("{class: high, size: 12}", high));
    CHECK_FALSE(holds_for("{class: high, size: 13}", high));
    CHECK(holds_for("[{class: low}, {size: 12}]", high));
    CHECK(holds_for("{class: [low, high]}", high));
    CHECK_FALSE(holds_for("{class: '!high'}", high));
    CHECK(holds_for("{class: ['!low']}", high));
}

TEST_CASE("numbers and dates are compared by value") {
    const FieldLookup look_up = fields({{"customer.size", "9.50"}, {"customer.born", "2000-02-29"}});
    CHECK(holds_for("{size: 9.5}", look_up));
    CHECK(holds_for("{size: '<10'}", look_up));
    CHECK_FALSE(holds_for("{size: '>9.5'}", look_up));
    CHECK(holds_for("{size: '>=9.5'}", look_up));
    CHECK(holds_for("{size: 9..10}", look_up));
    CHECK_FALSE(holds_for("{size: 10..}", look_up));
    CHECK(holds_for("{born: '2000年2月29日'}", look_up));
    CHECK(holds_for("{born: '<2000-03-01'}", look_up));
    CHECK(holds_for("{born: 2000-01-01..2000-12-31}", look_up));
    CHECK(holds_for("{born.year: 2000}", look_up));
    CHECK_FALSE(holds_for("{born.year: '>2000'}", look_up));
}

TEST_CASE("a star stands for any letters") {
    const FieldLookup look_up = fields({{"customer.note", "high-new"}});
    CHECK(holds_for("{note: 'high-*'}", look_up));
    CHECK(holds_for("{note: '*gh*w'}", look_up));
    CHECK_FALSE(holds_for("{note: 'low-*'}", look_up));
    CHECK_FALSE(holds_for("{note: high}", look_up));
}

TEST_CASE("a field without a value fulfils nothing but its absence, and is told") {
    const FieldLookup nothing = fields({{"customer.note", ""}});
    for (const char* yaml : {"{kind: person}", "{kind: '!person'}", "{kind: '*'}", "{note: x}", "{size: '<10'}"}) {
        const Condition asked = condition(yaml);
        const ConditionAnswer answer = evaluate(asked, nothing);
        CHECK_FALSE(answer.holds);
        CHECK(answer.unknown);
    }
    CHECK(holds_for("{kind: '!*'}", nothing));
    const Condition asked = condition("{kind: person}");
    CHECK(evaluate(asked, nothing).reason() == "customer.kind is not known");
}

TEST_CASE("an answer is unknown only when the missing field could turn it") {
    const FieldLookup high = fields({{"customer.class", "high"}});
    const Condition both = condition("{class: low, kind: person}");
    CHECK_FALSE(evaluate(both, high).unknown);
    CHECK(evaluate(both, high).reason() == "not the case: customer.class: low");
    const Condition either = condition("[{class: low}, {kind: person}]");
    CHECK(evaluate(either, high).unknown);
    CHECK(evaluate(condition("{class: high}"), high).reason().empty());
}

TEST_CASE("parts of a date are worked out where only the date is known") {
    const FieldLookup look_up = fields({{"ticket.closed", "2026-03-05T10:00:00.000Z"}});
    CHECK(value_at("ticket.closed.year", look_up) == "2026");
    CHECK(value_at("ticket.closed.month", look_up) == "2026-03");
    CHECK(value_at("ticket.closed.day", look_up) == "2026-03-05");
    CHECK_FALSE(value_at("ticket.opened.month", look_up).has_value());
}

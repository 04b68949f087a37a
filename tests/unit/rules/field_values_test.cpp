#include "rules/field_values.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

Profile profile() {
    return profile_of(
        "customer: {kinds: [person, organisation], fields: {name: {required: true}, size: {type: number, range: "
        "0-100}, "
        "born: date, paid: bool, colour: {one_of: [red, blue]}, tariff: {list: tariff}, ratio: {pattern: "
        "'^\\d+/\\d+$'}, "
        "licence: {required: {kind: organisation}}}}\nlists: {tariff: [home, shop]}\n");
}

std::string mistake(const char* name, const char* value) {
    const Profile rules = profile();
    return value_mistake(rules, *find_field(rules.subject.fields, name), value).value_or("");
}

}  // namespace

TEST_CASE("values are held against what the profile says of their field") {
    CHECK(mistake("size", "12.5").empty());
    CHECK(mistake("size", "big") == "not a number");
    CHECK(mistake("size", "101") == "not between 0 and 100");
    CHECK(mistake("born", "2000年1月2日").empty());
    CHECK(mistake("born", "2000-13-01") == "not a date");
    CHECK(mistake("paid", "yes") == "not true or false");
    CHECK(mistake("colour", "green") == "not one of red, blue");
    CHECK(mistake("tariff", "farm") == "not in the list tariff");
    CHECK(mistake("ratio", "200/5").empty());
    CHECK(mistake("ratio", "200") == "not of the form ^\\d+/\\d+$");
    CHECK(mistake("size", "").empty());
}

TEST_CASE("blank fields are those required of just this customer") {
    const Profile rules = profile();
    std::vector<const Field*> all;
    for (const Field& field : rules.subject.fields) {
        all.push_back(&field);
    }
    const auto blank =
        blank_fields(all, "customer", fields({{"customer.kind", "organisation"}, {"customer.name", ""}}));
    REQUIRE(blank.size() == 2);
    CHECK(blank.at(0)->name == "name");
    CHECK(blank.at(1)->name == "licence");
    CHECK(blank_fields(all, "customer", fields({{"customer.kind", "person"}, {"customer.name", "王伟"}})).empty());
}

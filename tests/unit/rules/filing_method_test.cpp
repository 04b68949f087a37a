#include "rules/filing_method.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace arc {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

FieldLookup look_up_in(const Values& values) {
    return [&values](std::string_view path) -> std::optional<std::string_view> {
        const auto found = values.find(path);
        return found == values.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

Profile office() {
    Profile profile;
    profile.series.methods = {{{{{{"series.category", {{Comparison::equal, "KU", {}}}}}}}, FilingMethod::volume, {}},
                              {{}, FilingMethod::item, {}}};
    return profile;
}

TEST_CASE("the first rule of the series that holds says how papers are filed") {
    const Values accounts{{"series.category", "KU"}};
    const Values letters{{"series.category", "WS"}};
    CHECK(filing_method(office(), look_up_in(accounts)) == FilingMethod::volume);
    CHECK(filing_method(office(), look_up_in(letters)) == FilingMethod::item);
}

TEST_CASE("papers of tickets and customers, and profiles without a rule, have no method") {
    const Values of_ticket{{"series.category", "WS"}, {"ticket.number", "1"}};
    CHECK_FALSE(filing_method(office(), look_up_in(of_ticket)).has_value());
    CHECK_FALSE(filing_method(Profile{}, look_up_in(of_ticket)).has_value());
}

}  // namespace
}  // namespace arc

#include "rules/classify.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

Subject subject(const std::string& change) {
    return profile_of("customer: {classes: [high, low], fields: {size: number}, class_change: " + change +
                      ", class_by: [{when: {size: '>=10'}, is: high}, {when: {size: '<10'}, is: low}]}\n")
        .subject;
}

}  // namespace

TEST_CASE("the first rule that holds gives the class") {
    CHECK(classify(subject("by-rule"), "", fields({{"customer.size", "10"}})) ==
          Classification{"high", true, "customer.size: >=10"});
    CHECK(classify(subject("by-rule"), "low", fields({{"customer.size", "9"}})) ==
          Classification{"low", false, "customer.size: <10"});
}

TEST_CASE("a gap in the data never moves a file to another class") {
    CHECK(classify(subject("by-rule"), "high", fields({})) ==
          Classification{"high", false, "no rule holds: customer.size is not known"});
    CHECK(classify(subject("by-rule"), "", fields({})).name.empty());
}

TEST_CASE("a class that changes by hand or never is left alone, but a new customer gets one") {
    for (const char* change : {"by-hand", "never"}) {
        CHECK(classify(subject(change), "low", fields({{"customer.size", "10"}})) ==
              Classification{"low", false, "the class is not changed by rule"});
        CHECK(classify(subject(change), "", fields({{"customer.size", "10"}})).name == "high");
    }
}

#include "rules/secrecy_change.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

Classifier who(std::optional<std::int64_t> person, bool may_appraise = false) {
    return {person, may_appraise, day("2026-06-01")};
}

}  // namespace

TEST_CASE("whoever classifies what is open stands on record") {
    const SecrecyAnswer answer = change_secrecy({}, 2, "2036-01-01", who(7));
    CHECK(answer.becomes == Secrecy{2, "2036-01-01", 7});
    CHECK(answer.refused.empty());
}

TEST_CASE("who classified, declassifies, and nobody else") {
    const Secrecy secret{2, "2036-01-01", 7};
    CHECK(change_secrecy(secret, 0, "", who(7)).becomes == Secrecy{});
    CHECK(change_secrecy(secret, 1, "2036-01-01", who(7)).becomes == Secrecy{1, "2036-01-01", 7});
    CHECK(change_secrecy(secret, 2, "2027-01-01", who(8, true)).becomes == secret);
    for (const int level : {0, 1, 3}) {
        CHECK(change_secrecy(secret, level, "2036-01-01", who(8)).refused ==
              "only who classified it, or an appraisal, changes its level");
    }
    CHECK_FALSE(change_secrecy(secret, 0, "", who({})).refused.empty());
}

TEST_CASE("raising a level is no way round its classifier") {
    const Secrecy secret{1, "", 7};
    const SecrecyAnswer raised = change_secrecy(secret, 3, "", who(8));
    CHECK_FALSE(raised.refused.empty());
    CHECK(raised.becomes == secret);
}

TEST_CASE("a level that came with the type is for an appraisal to change") {
    const Secrecy by_type{1, "", {}};
    CHECK_FALSE(change_secrecy(by_type, 0, "", who(8)).refused.empty());
    CHECK(change_secrecy(by_type, 0, "", who(8, true)).becomes == Secrecy{});
    CHECK(change_secrecy(by_type, 2, "", who(8, true)).becomes == Secrecy{2, "", 8});
}

TEST_CASE("a term that is over lets others lower the level, and does not lower it by itself") {
    const Secrecy over{2, "2026-05-31", 7};
    CHECK(change_secrecy(over, 0, "", who(8)).becomes == Secrecy{});
    const Secrecy today{2, "2026-06-01", 7};
    CHECK_FALSE(change_secrecy(today, 0, "", who(8)).refused.empty());
}

TEST_CASE("the same again changes nothing and asks nobody") {
    const Secrecy secret{2, "2036-01-01", 7};
    CHECK(change_secrecy(secret, 2, "2036-01-01", who(8)).refused.empty());
    CHECK(change_secrecy(secret, 2, "2036-01-01", who(8)).becomes == secret);
}

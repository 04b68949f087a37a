#include "rules/rights.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

const std::string text =
    "document_types: {application: {}, contract: {}}\n"
    "ticket_types: {t: {stages: [accepted, filed]}}\n"
    "documents: {secrecy: [open, internal, secret]}\n"
    "rights:\n"
    "  - {role: teller, may: [find, view], types: [application], units: own, stages: [accepted], secrecy: 1}\n"
    "  - {role: teller, may: [print], needs: [purpose, consent]}\n"
    "  - {role: inspector, may: all, units: tree, own: true}\n"
    "  - {role: broker, may: [view], units: [south]}\n";

Actor a_person(std::vector<std::string> roles, TrustMode mode = TrustMode::open) {
    return {"li", true, std::move(roles), "north", mode};
}

RightsTarget an_application() {
    RightsTarget target;
    target.type = "application";
    target.unit_path = {"city", "north"};
    target.stage = "accepted";
    return target;
}

std::string answer(const Actor& actor, Verb verb, const RightsTarget& target, const Grounds& grounds = {}) {
    static const Profile profile = profile_of(text);
    const Result<Permission> result = may(profile, actor, verb, target, grounds);
    return result.ok() ? result->by : result.error().message();
}

}  // namespace

TEST_CASE("an unregistered account may do everything in open mode and nothing in guarded mode") {
    Actor nobody{"guest", false, {}, "", TrustMode::open};
    CHECK(answer(nobody, Verb::dispose, {}) == "open mode");
    nobody.mode = TrustMode::guarded;
    CHECK(answer(nobody, Verb::find, {}) == "guest: not registered with this archive; arc-admin person add does that");
}

TEST_CASE("a registered person may do what the roles allow, in either mode") {
    for (const TrustMode mode : {TrustMode::open, TrustMode::guarded}) {
        CHECK(answer(a_person({"teller"}, mode), Verb::view, an_application()) == "role teller, rights[0]");
        CHECK(answer(a_person({"teller"}, mode), Verb::dispose, an_application()) ==
              "li: not allowed to dispose as teller; who has one of these roles may: inspector, archivist");
        CHECK(answer(a_person({}, mode), Verb::find, {}) ==
              "li: not allowed to find: no role; arc-admin role add gives one");
    }
}

TEST_CASE("who has left may do nothing, in either mode") {
    for (const TrustMode mode : {TrustMode::open, TrustMode::guarded}) {
        Actor gone = a_person({}, mode);
        gone.disabled = true;
        CHECK(answer(gone, Verb::find, {}) == "li: the account was closed; somebody else must do this");
    }
}

TEST_CASE("a refusal says which restriction stands in the way") {
    RightsTarget target = an_application();
    target.type = "contract";
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: documents of type 'contract'");
    target = an_application();
    target.stage = "filed";
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: tickets at stage 'filed'");
    target = an_application();
    target.secrecy = 2;
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: secrecy 2, at most 1");
    target = an_application();
    target.unit_path = {"city", "south"};
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: other units");
}

TEST_CASE("what a target does not have does not restrict, what is not known does") {
    CHECK(answer(a_person({"teller"}), Verb::find, {}) == "role teller, rights[0]");
    RightsTarget target = an_application();
    target.type = "";
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: documents of type ''");
    target = an_application();
    target.unit_path = std::vector<std::string>{};
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: other units");
}

TEST_CASE("a right that needs grounds says which, and holds once they are there") {
    const Actor teller = a_person({"teller"});
    CHECK(answer(teller, Verb::print, an_application()) == "li: a purpose is needed; say it with --reason");
    CHECK(answer(teller, Verb::print, an_application(), {"court", false, {}}) ==
          "li: the customer's consent is needed; record it first");
    CHECK(answer(teller, Verb::print, an_application(), {"court", true, {}}) == "role teller, rights[1]");
}

TEST_CASE("units are one's own, one's tree, or listed ones with all below them") {
    RightsTarget target = an_application();
    target.holder = "li";
    target.unit_path = {"city", "north", "station 3"};
    CHECK(answer(a_person({"inspector"}), Verb::view, target) == "role inspector, rights[2]");
    CHECK(answer(a_person({"teller"}), Verb::view, target) == "li: not allowed to view: other units");
    target.unit_path = {"city", "south", "station 9"};
    CHECK(answer(a_person({"broker"}), Verb::view, target) == "role broker, rights[3]");
}

TEST_CASE("a right over one's own things needs to hold or answer for them") {
    RightsTarget target = an_application();
    CHECK(answer(a_person({"inspector"}), Verb::view, target) == "li: not allowed to view: what others hold");
    target.responsible = "li";
    CHECK(answer(a_person({"inspector"}), Verb::view, target) == "role inspector, rights[2]");
}

TEST_CASE("one of several roles is enough") {
    CHECK(answer(a_person({"teller", "archivist"}), Verb::dispose, an_application()) == "role archivist");
}

TEST_CASE("built-in roles have their rights until the profile gives them rows") {
    CHECK(answer(a_person({"leader"}), Verb::approve, {}) == "role leader");
    CHECK(answer(a_person({"deputy"}), Verb::find, {}) ==
          "li: not allowed to find as deputy; who has one of these roles may: teller, inspector, admin, operator, "
          "archivist, auditor, leader");
    CHECK(built_in_rights("clerk").empty());
    const Profile strict = profile_of("rights: [{role: leader, may: [find]}]\n");
    CHECK_FALSE(may(strict, a_person({"leader"}), Verb::approve, {}, {}).ok());
    CHECK(may(strict, a_person({"leader"}), Verb::find, {}, {}).ok());
}

TEST_CASE("where a circle names several roles, all of them must let somebody in") {
    const Profile bank = profile_of(
        "documents: {secrecy: [open, personal]}\nroles: [compliance]\nrights: [{role: reader, may: [view]}]\n"
        "circle: [{when: {secrecy: '>=1'}, who: [holder], approve: [compliance, leader]}]\n");
    RightsTarget target;
    target.holder = "wang";
    target.look_up = fields({{"document.secrecy", "1"}});
    const auto may_view = [&](std::vector<std::string> approved_by) {
        return may(bank, a_person({"reader"}), Verb::view, target, {"", false, std::move(approved_by)});
    };
    CHECK(may_view({"compliance"}).error().message() ==
          "li: outside the circle that may know; needs the approval of compliance and leader");
    CHECK_FALSE(may_view({"leader"}).ok());
    CHECK(may_view({"leader", "compliance"}).ok());
}

TEST_CASE("who does not need to know reads only with the approval of those who may give it") {
    const Profile bank = profile_of(
        "documents: {secrecy: [open, personal]}\nroles: [compliance]\n"
        "rights: [{role: reader, may: [find, view]}, {role: compliance, may: [view]}]\n"
        "circle: [{when: {secrecy: '>=1'}, who: [holder, compliance], approve: [leader]}]\n");
    RightsTarget target;
    target.holder = "wang";
    target.look_up = fields({{"document.secrecy", "1"}});
    const auto message = [&](const Actor& actor, Verb verb, const Grounds& grounds) {
        const Result<Permission> result = may(bank, actor, verb, target, grounds);
        return result.ok() ? std::string("yes") : result.error().message();
    };
    CHECK(message(a_person({"reader"}), Verb::view, {}) ==
          "li: outside the circle that may know; needs the approval of leader");
    CHECK(message(a_person({"reader"}), Verb::find, {}) == "yes");
    CHECK(message(a_person({"reader"}), Verb::view, {"", false, {"leader"}}) == "yes");
    CHECK(message(a_person({"reader"}), Verb::view, {"", false, {"auditor"}}) != "yes");
    CHECK(message(a_person({"compliance"}), Verb::view, {}) == "yes");
    target.holder = "li";
    CHECK(message(a_person({"reader"}), Verb::view, {}) == "yes");
    target.holder.clear();
    target.look_up = fields({{"document.secrecy", "0"}});
    CHECK(message(a_person({"reader"}), Verb::view, {}) == "yes");
    target.look_up = fields({});
    CHECK(message(a_person({"reader"}), Verb::view, {}) != "yes");
}

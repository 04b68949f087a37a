#include "rules/profile_change.hpp"

#include "support/strings.hpp"
#include "unit/rules/fields.hpp"

using namespace arc;
using Words = std::vector<std::string>;

namespace {

const std::string before =
    "document_types: {letter: {}, licence: {}}\n"
    "ticket_types: {new: {stages: [accepted, filed], documents: [{type: letter, stage: accepted}]}}\n"
    "close: {needs: [complete], else: warn}\n";

ProfileChange change(const std::string& after, const std::vector<NameUse>& uses = {}) {
    return compare_profiles(profile_of(before), profile_of(after), uses);
}

}  // namespace

TEST_CASE("a name that records use cannot be dropped, one that nobody uses can") {
    const std::string after =
        "document_types: {letter: {}, licences: {}}\nticket_types: {new: {stages: [accepted, filed]}}\n";
    const ProfileChange refused = change(after, {{NameKind::document_type, "licence", 12}});
    CHECK_FALSE(refused.may_apply());
    CHECK(
        refused.dropped.front().message() ==
        "document type 'licence': in use by 12 records, not in the new profile; names: {licence: licences} renames it");
    CHECK(change(after, {{NameKind::document_type, "licence", 0}, {NameKind::document_type, "letter", 7}}).may_apply());
}

TEST_CASE("a rename explains what was dropped") {
    const ProfileChange renamed = change(
        "document_types: {letter: {}, permit: {}}\nticket_types: {new: {stages: [accepted, filed]}}\n"
        "names: {licence: permit}\n",
        {{NameKind::document_type, "licence", 12}});
    CHECK(renamed.may_apply());
    CHECK(renamed.renames == std::vector<Rename>{{NameKind::document_type, "licence", "permit"}});
    CHECK(renamed.unused.empty());
}

TEST_CASE("renaming a ticket type takes its stages along, and a stage can be renamed in it") {
    const ProfileChange renamed = change(
        "document_types: {letter: {}, licence: {}}\nticket_types: {fresh: {stages: [received, filed]}}\n"
        "names: {new: fresh, accepted: received}\n",
        {{NameKind::ticket_type, "new", 3}, {NameKind::stage, "new/accepted", 2}, {NameKind::stage, "new/filed", 1}});
    CHECK(renamed.may_apply());
    CHECK(renamed.renames == std::vector<Rename>{{NameKind::ticket_type, "new", "fresh"},
                                                 {NameKind::stage, "new/accepted", "fresh/received"},
                                                 {NameKind::stage, "new/filed", "fresh/filed"}});
}

TEST_CASE("a stage dropped from one ticket type is missed although another type has it") {
    const ProfileChange refused = change(
        "document_types: {letter: {}, licence: {}}\nticket_types: {new: {stages: [filed]}, other: {stages: "
        "[accepted]}}\n",
        {{NameKind::stage, "new/accepted", 5}});
    CHECK_FALSE(refused.may_apply());
    CHECK(refused.dropped.front().name == "new/accepted");
}

TEST_CASE("a rename that renames nothing is told") {
    CHECK(change(before + "names: {nothing: letter}\n").unused == Words{"nothing"});
}

TEST_CASE("differences are told in words") {
    CHECK(change(before).differences.empty());
    const ProfileChange changed = change(
        "document_types: {letter: {zh: 函}, licence: {}}\n"
        "ticket_types: {new: {stages: [accepted, filed], documents: [{type: letter, stage: accepted}, {type: "
        "licence}]}}\n"
        "close: {needs: [complete, reviewed], else: refuse}\n");
    CHECK(changed.differences == Words{"close.else: refuse, was warn", "close.needs: now reviewed",
                                       "document_types.letter.zh: now 函",
                                       "ticket_types.new.documents: now {type: licence}"});
    CHECK(change("document_types: {licence: {}, letter: {}}\n"
                 "ticket_types: {new: {stages: [filed, accepted], documents: [{type: letter, stage: accepted}]}}\n"
                 "close: {needs: [complete], else: warn}\n")
              .differences == Words{"ticket_types.new.stages: in another order"});
}

TEST_CASE("every kind of name that a profile declares is counted") {
    const Profile profile = profile_of(
        "customer: {classes: [a]}\nseries: {levels: [{name: category, values: [WS]}]}\nlists: {tariff: [home]}\n"
        "entries: {visit: {fields: {result: text}}}\n");
    CHECK(declared_names(profile, NameKind::customer_class) == Words{"a"});
    CHECK(declared_names(profile, NameKind::series_value) == Words{"category/WS"});
    CHECK(declared_names(profile, NameKind::list_value) == Words{"tariff/home"});
    CHECK(declared_names(profile, NameKind::entry_field) == Words{"condition/state", "condition/note", "conversion/to",
                                                                  "conversion/copy", "cosign/role", "cosign/note",
                                                                  "visit/result"});
    for (const NameKind kind : all_name_kinds()) {
        CHECK_FALSE(to_text(kind).empty());
    }
}

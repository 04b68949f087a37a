#include "profile/load_profile.hpp"
#include "support/strings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace arc;

namespace {

const std::filesystem::path shipped = std::filesystem::path(ARC_SOURCE) / "schemas" / "profiles";
const std::filesystem::path samples = std::filesystem::path(ARC_SOURCE) / "tests" / "data" / "profiles";

Profile loaded(const std::filesystem::path& path) {
    LoadedProfile result = load_profile_file(path);
    for (const ProfileMistake& mistake : result.mistakes) {
        MESSAGE(mistake.message());
    }
    REQUIRE(result.ok());
    return std::move(*result.profile);
}

Profile read(const std::string& text) {
    LoadedProfile result = load_profile(text, "p.yaml");
    for (const ProfileMistake& mistake : result.mistakes) {
        MESSAGE(mistake.message());
    }
    REQUIRE(result.ok());
    return std::move(*result.profile);
}

}  // namespace

TEST_CASE("the shipped profiles and the sample profiles of other organisations load without a mistake") {
    int profiles = 0;
    for (const std::filesystem::path& folder : {shipped, samples}) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            CAPTURE(entry.path().string());
            CHECK(loaded(entry.path()).name == entry.path().stem().string());
            ++profiles;
        }
    }
    CHECK(profiles >= 7);
}

TEST_CASE("the power utility asks for its thirteen kinds, two classes and the limits it is known for") {
    const Profile profile = loaded(shipped / "power-utility.yaml");
    CHECK(profile.subject.classes.size() == 2);
    CHECK(profile.subject.class_by.front().is == "high");
    for (int code = 1; code <= 13; ++code) {
        CHECK(profile.document_type_with_code((code < 10 ? "0" : "") + std::to_string(code)) != nullptr);
    }
    const TicketType* high_new = profile.ticket_type("high-new");
    REQUIRE(high_new != nullptr);
    CHECK(high_new->stages.front() == "accepted");
    CHECK(high_new->stages.back() == "filed");
    CHECK(to_text(profile.deadlines.front().limit) == "48h");
    CHECK(to_text(profile.contracts.remind) == "1mo");
    CHECK(to_text(profile.contracts.warn) == "7d");
    CHECK(to_text(profile.retention.rules.at(0).keep) == "5y");
    CHECK(to_text(profile.retention.rules.at(1).keep) == "3y");
    CHECK(profile.close.otherwise == Severity::refuse);
}

TEST_CASE("the property manager has eleven kinds, no tickets, and one file a tenant") {
    const Profile profile = loaded(shipped / "property-tenant.yaml");
    CHECK(profile.document_types.size() == 11);
    CHECK(profile.ticket_types.empty());
    CHECK(profile.places.rules.back().box == std::vector<std::string>{"customer.number"});
    CHECK(profile.subject.title.zh == "租户");
}

TEST_CASE("the plain office numbers items after DA/T 22 and has no customers") {
    const Profile profile = loaded(shipped / "plain-office.yaml");
    CHECK(profile.subject.kind == SubjectKind::none);
    CHECK(profile.numbering.front().per ==
          std::vector<std::string>{"series.category", "series.year", "document.period", "unit"});
    CHECK(profile.retention_period("Y")->permanent);
    CHECK(to_text(profile.retention_period("D30")->keep) == "30y");
    CHECK(profile.series.levels.at(2).kind == LevelKind::retention);
}

TEST_CASE("accounts are kept as long as the rules of 2016 say") {
    const Profile profile = loaded(shipped / "accounting.yaml");
    const auto period = [&](const char* type) { return profile.document_type(type)->period; };
    for (const char* type : {"source-voucher", "voucher", "general-ledger", "subsidiary-ledger", "journal",
                             "other-book", "transfer-list"}) {
        CHECK(period(type) == "D30");
    }
    for (const char* type : {"interim-report", "reconciliation", "bank-statement", "tax-return"}) {
        CHECK(period(type) == "D10");
    }
    for (const char* type : {"annual-report", "custody-list", "destruction-list", "appraisal-opinion"}) {
        CHECK(period(type) == "Y");
    }
    const RetentionRule& card = profile.retention.rules.front();
    CHECK(card.from == "document.scrapped");
    CHECK(to_text(card.keep) == "5y");
    CHECK(profile.disposal.approve == std::vector<std::string>{"chief", "accountant"});
}

TEST_CASE("a profile of one line has the defaults that the manual promises") {
    const Profile profile = read("profile: tiny\n");
    CHECK(profile.subject.kind == SubjectKind::customer);
    CHECK(profile.subject.statuses.size() == 2);
    CHECK(find_field(profile.subject.fields, "phone")->is_private);
    CHECK(profile.close.needs == std::vector<Need>{Need::complete});
    CHECK(profile.advance.needs.empty());
    CHECK(profile.calendar.utc_offset == std::chrono::hours(8));
    CHECK(profile.barcodes.formats.size() == 4 + 6);
    CHECK(profile.places.levels.size() == 5);
    CHECK(profile.reminders.size() == 7);
    CHECK(profile.duplicates == Duplicates::keep);
    CHECK(profile.roles.size() == 6);
}

TEST_CASE("fields and paths are read whether written short or long") {
    const Profile profile = read(
        "profile: p\n"
        "customer: {classes: [a, b], fields: {size: number, phone: {private: false}}}\n"
        "document_types: {letter: {pages: 2-}, plate: {pages: none, climate: {t: -5-10}}}\n"
        "checks: {c: {when: {class: a, customer.size: '>=10', type: letter}, must: [{size: 1..5}, {kind: '*'}]}}\n");
    CHECK_FALSE(find_field(profile.subject.fields, "phone")->is_private);
    CHECK(find_field(profile.subject.fields, "size")->type == FieldType::number);
    CHECK(to_text(profile.checks.front().when) == "customer.class: a, customer.size: >=10, document.type: letter");
    CHECK(to_text(profile.checks.front().must) == "customer.size: 1..5 or customer.kind: *");
    CHECK(profile.document_types.at(0).pages == PageRange{false, 2, 0});
    CHECK(profile.document_types.at(1).pages.none);
    CHECK(profile.document_types.at(1).climate.temperature == Range{-5, 10});
}

TEST_CASE("in a profile about projects the noun may be written project") {
    const Profile profile = loaded(samples / "guarantee.yaml");
    CHECK(profile.requirements.front().of == Noun::customer);
    CHECK(profile.requirements.back().from == "customer.closed");
    CHECK(profile.deadlines.front().from == "customer.closed");
    CHECK(profile.document_type("contract")->number == NumberOf::customer);
    CHECK(profile.handover.givers == 2);
}

TEST_CASE("groups of a code pattern give several fields at once") {
    const Profile profile =
        read("profile: p\nbarcodes: [{match: '^(?<ticket>\\d{4})-(?<customer.phone>\\d+)$', means: ticket}]\n");
    const auto groups = profile.barcodes.patterns.front().match.match("2026-138");
    REQUIRE(groups.has_value());
    CHECK(groups->at(0) == Pattern::Group{"ticket", "2026"});
    CHECK(groups->at(1) == Pattern::Group{"customer.phone", "138"});
}

TEST_CASE("the settings of a profile tell its text, an element of a list each") {
    const Profile profile = read("profile: p\nclose: {needs: [complete, reviewed], else: warn}\n");
    CHECK(profile.settings ==
          std::vector<Setting>{
              {"profile", "p"}, {"close.needs", "complete"}, {"close.needs", "reviewed"}, {"close.else", "warn"}});
}

TEST_CASE("a file that is not there is a mistake, not a crash") {
    const LoadedProfile missing = load_profile_file(samples / "absent.yaml");
    REQUIRE(missing.mistakes.size() == 1);
    CHECK(missing.mistakes.front().message() == (samples / "absent.yaml").string() + ": No such file or directory");
    CHECK_FALSE(load_profile_file(samples).ok());
}

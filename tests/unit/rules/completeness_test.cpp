#include "rules/completeness.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

const std::string text =
    "customer: {classes: [high, low], kinds: [person, organisation]}\n"
    "document_types:\n"
    "  application: {pages: 2-4}\n"
    "  licence: {form: copy, compared: true}\n"
    "  contract: {}\n"
    "  photo: {}\n"
    "  plate: {pages: none, medium: film}\n"
    "ticket_types:\n"
    "  new:\n"
    "    stages: [accepted, built, filed]\n"
    "    documents:\n"
    "      - {type: application, stage: accepted}\n"
    "      - {type: licence, stage: accepted, required: {customer.kind: organisation}}\n"
    "      - {type: contract, stage: built, count: 2}\n"
    "      - {type: photo, required: false}\n"
    "requires:\n"
    "  - {of: customer, when: {class: high}, type: contract, from: customer.opened, limit: 1mo}\n"
    "deadlines:\n"
    "  - {from: stage.entered, to: document.captured, limit: 48h, yellow: 36h}\n";

const Instant monday = at("2026-11-23T00:00:00Z");

struct Case {
    Profile profile = profile_of(text);
    WorkCalendar calendar{CalendarRules{}};
    Instant now = monday + std::chrono::hours(1);
    FiledSubject subject{Noun::ticket, "new", "", monday, std::nullopt, {{"accepted", monday}}, {}};
    FieldLookup look_up = fields({{"customer.kind", "person"}, {"customer.class", "high"}});

    Completeness with(const std::vector<DocumentOnFile>& documents) const {
        return check_completeness({profile, calendar, now}, subject, documents, look_up);
    }
};

DocumentOnFile a_document(const char* type, int sides = 2) {
    DocumentOnFile document;
    document.type = type;
    document.imaged_sides = sides;
    return document;
}

// "application present, contract not-yet-due"
std::string words(const Completeness& result) {
    std::string all;
    for (const RequirementState& state : result.states) {
        all += (all.empty() ? "" : ", ") + std::string(state.type) + " " + std::string(to_text(state.status));
    }
    return all;
}

}  // namespace

TEST_CASE("a ticket at its first stage lacks what that stage asks for and no more") {
    const Case ticket;
    CHECK(words(ticket.with({})) == "application missing, contract not-yet-due");
    CHECK_FALSE(ticket.with({}).complete());
    const Completeness enough = ticket.with({a_document("application")});
    CHECK(words(enough) == "application present, contract not-yet-due");
    CHECK(enough.complete());
}

TEST_CASE("a condition decides what is required, and a field without a value leaves it undecided") {
    Case ticket;
    ticket.look_up = fields({{"customer.kind", "organisation"}});
    CHECK(words(ticket.with({a_document("application")})) ==
          "application present, licence missing, contract not-yet-due");
    ticket.look_up = fields({});
    const Completeness unknown = ticket.with({a_document("application")});
    CHECK(words(unknown) == "application present, licence undecided, contract not-yet-due");
    CHECK(unknown.states.at(1).reason == "customer.kind is not known");
    CHECK_FALSE(unknown.complete());
}

TEST_CASE("a later stage makes its documents due, and a skipped stage counts as entered") {
    Case ticket;
    ticket.subject.stages.push_back({"filed", monday + std::chrono::hours(2)});
    const Completeness result = ticket.with({a_document("application"), a_document("contract")});
    CHECK(words(result) == "application present, contract missing");
    CHECK(result.states.back().reason == "1 of 2 there");
    CHECK(result.states.back().due == monday + std::chrono::hours(50));
}

TEST_CASE("a closed ticket owes everything") {
    Case ticket;
    ticket.subject.closed = monday;
    CHECK(words(ticket.with({})) == "application missing, contract missing");
    CHECK(ticket.with({}).light() == Light::red);
}

TEST_CASE("the lights of missing documents follow the deadline of their stage") {
    Case ticket;
    const auto light_after = [&](int hours) {
        ticket.now = monday + std::chrono::hours(hours);
        return ticket.with({}).states.front().light;
    };
    CHECK(light_after(1) == Light::green);
    CHECK(light_after(40) == Light::yellow);
    CHECK(light_after(49) == Light::red);
    ticket.now = monday + std::chrono::hours(1000);
    CHECK(ticket.with({a_document("application")}).light() == Light::green);
}

TEST_CASE("without a deadline a missing document turns red when its stage is left") {
    Case ticket;
    ticket.profile.deadlines.clear();
    ticket.now = monday + std::chrono::hours(1000);
    CHECK(ticket.with({}).light() == Light::green);
    ticket.subject.stages.push_back({"built", monday});
    CHECK(ticket.with({}).light() == Light::red);
}

TEST_CASE("a document without pages is empty, with too few it is short, in an open batch provisional") {
    const Case ticket;
    const auto with = [&](DocumentOnFile document) { return ticket.with({document}).states.front(); };
    CHECK(with(a_document("application", 0)).status == DocumentStatus::empty);
    DocumentOnFile blank = a_document("application", 0);
    blank.blank_sides = 2;
    CHECK(with(blank).status == DocumentStatus::empty);
    CHECK(with(blank).reason == "only blank sides have come");
    CHECK(with(a_document("application", 1)).reason == "1 sides, it has at least 2");
    DocumentOnFile declared = a_document("application", 3);
    declared.declared_sides = 4;
    CHECK(with(declared).status == DocumentStatus::short_pages);
    CHECK(with(declared).reason == "3 of 4 declared sides");
    DocumentOnFile open = a_document("application");
    open.provisional = true;
    CHECK(with(open).status == DocumentStatus::provisional);
    CHECK_FALSE(ticket.with({open}).complete());
    CHECK(with(a_document("application", 9)).status == DocumentStatus::present);
}

TEST_CASE("a waiver excuses until its last day in the archive's zone") {
    Case ticket;
    DocumentOnFile waived = a_document("application", 0);
    waived.waived = true;
    waived.waived_until = day("2026-11-23");
    CHECK(ticket.with({waived}).states.front().reason == "until 2026-11-23");
    CHECK(ticket.with({waived}).complete());
    ticket.now = at("2026-11-23T16:00:00Z");  // the 24th in Shanghai
    CHECK(words(ticket.with({waived})) == "application missing, contract not-yet-due");
    CHECK(ticket.with({waived}).states.front().reason == "the waiver ended on 2026-11-23");
    waived.imaged_sides = 2;
    CHECK(ticket.with({waived}).complete());
}

TEST_CASE("a copy that nobody compared with the original does not count") {
    Case ticket;
    ticket.look_up = fields({{"customer.kind", "organisation"}});
    DocumentOnFile copy = a_document("licence");
    copy.form = DocumentForm::copy;
    CHECK(words(ticket.with({a_document("application"), copy})) ==
          "application present, licence unfit, contract not-yet-due");
    // Nobody said which form it has: its type says that such papers are copies.
    copy.form = DocumentForm::any;
    CHECK(words(ticket.with({a_document("application"), copy})) ==
          "application present, licence unfit, contract not-yet-due");
    copy.compared = true;
    CHECK(ticket.with({a_document("application"), copy}).complete());
    copy.compared = false;
    copy.form = DocumentForm::original;
    CHECK(ticket.with({a_document("application"), copy}).complete());
}

TEST_CASE("what the ticket type does not list is surplus and does not stand in the way") {
    const Case ticket;
    const Completeness result = ticket.with({a_document("application"), a_document("plate", 0), a_document("photo")});
    CHECK(words(result) == "application present, contract not-yet-due, photo present, plate surplus");
    CHECK(result.complete());
}

TEST_CASE("one more document of a listed type is silent when whole and told when pages are amiss") {
    const Case ticket;
    CHECK(words(ticket.with({a_document("application"), a_document("application")})) ==
          "application present, contract not-yet-due");
    const Completeness amiss = ticket.with({a_document("application"), a_document("application", 1)});
    CHECK(words(amiss) == "application present, contract not-yet-due, application short");
    CHECK_FALSE(amiss.complete());
}

TEST_CASE("an optional document may be absent or empty, but not short of declared pages") {
    const Case ticket;
    CHECK(ticket.with({a_document("application"), a_document("photo", 0)}).complete());
    DocumentOnFile photo = a_document("photo", 1);
    photo.declared_sides = 2;
    CHECK_FALSE(ticket.with({a_document("application"), photo}).complete());
}

TEST_CASE("the best of several documents of a type decides, whatever their order") {
    const Case ticket;
    for (const bool good_first : {true, false}) {
        std::vector<DocumentOnFile> documents{a_document("application"), a_document("application", 0)};
        if (!good_first) {
            std::swap(documents[0], documents[1]);
        }
        CHECK(ticket.with(documents).complete());
    }
}

TEST_CASE("a customer owes what the profile requires beyond tickets, by its own limit") {
    Case customer;
    customer.subject = {Noun::customer, "", "", monday, std::nullopt, {}, {}};
    const Completeness result = customer.with({a_document("plate", 0)});
    CHECK(words(result) == "contract missing");
    CHECK(result.states.front().due == customer.calendar.end_of(day("2026-12-23")));
    CHECK(result.light() == Light::green);
    customer.now = at("2026-12-24T00:00:00Z");
    CHECK(customer.with({}).light() == Light::red);
    customer.look_up = fields({{"customer.class", "low"}});
    CHECK(customer.with({}).states.empty());
}

TEST_CASE("a limit that counts from an opening nobody dated says so") {
    Case customer;
    customer.subject = {Noun::customer, "", "", std::nullopt, std::nullopt, {}, {}};
    const Completeness result = customer.with({});
    CHECK(words(result) == "contract missing");
    CHECK_FALSE(result.states.at(0).due);
    CHECK(result.states.at(0).reason == "deadline unknown: customer.opened has no value");
    CHECK(customer.with({a_document("contract")}).states.at(0).reason.empty());
    // Without a limit nothing waits for the day.
    customer.profile.requirements.at(0).limit.reset();
    CHECK(customer.with({}).states.at(0).reason.empty());
}

TEST_CASE("a milestone that has not come yet makes nothing due") {
    const Profile project = profile_of(
        "subject: project\ndocument_types: {release: {}}\n"
        "requires: [{of: project, type: release, from: project.closed, limit: 15d}]\n");
    const WorkCalendar calendar{CalendarRules{}};
    FiledSubject subject{Noun::customer, "", "", monday, std::nullopt, {}, {}};
    const auto states = [&] { return check_completeness({project, calendar, monday}, subject, {}, fields({})).states; };
    CHECK(states().front().status == DocumentStatus::not_yet_due);
    CHECK(states().front().reason == "customer.closed has not come");
    subject.closed = monday;
    CHECK(states().front().status == DocumentStatus::missing);
    CHECK(states().front().due == calendar.end_of(day("2026-12-08")));
}

TEST_CASE("a series owes its documents at the level the profile names") {
    const Profile office = profile_of(
        "series: [category, year, unit]\ndocument_types: {plan: {}, item: {}}\n"
        "requires: [{of: series, level: year, when: {category: WS}, type: plan}]\n");
    const WorkCalendar calendar{CalendarRules{}};
    const auto states = [&](const char* level, const char* category) {
        const FiledSubject node{Noun::series, "", level, std::nullopt, std::nullopt, {}, {}};
        return check_completeness({office, calendar, monday}, node, {}, fields({{"series.category", category}})).states;
    };
    CHECK(states("year", "WS").front().status == DocumentStatus::missing);
    CHECK(states("year", "KU").empty());
    CHECK(states("unit", "WS").empty());
}

#include "jobs/filing/document_states.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/document_verbs.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/show_thing.hpp"
#include "jobs/find/where_is.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;

namespace {

const char* const rooms = R"(profile: dual
title: {en: dual}
subject: customer
customer: {label: {zh: 户号}}
documents:
  secrecy: {public: {en: public}, internal: {en: internal}, secret: {en: secret}}
  access: {unreviewed: {zh: 未审核}, open: {zh: 开放}, controlled: {zh: 控制}}
document_types:
  letter: {en: letter}
  leaflet: {en: leaflet, access: open}
  plate: {en: plate, medium: film, pages: none}
roles: {clerk: {en: clerk}}
rights:
  - {role: clerk, may: [find, view, file], secrecy: 0}
)";

class Office {
public:
    Office() : made(rooms) {
        made.change("import", [&](RowMaker& rows) {
            for (const auto& [code, role] : {std::pair("clerk", "clerk"), std::pair("chief", "archivist"),
                                             std::pair("other", "archivist"), std::pair("boss", "admin")}) {
                PersonTable(rows.db()).add_role(rows.person(code, code), role);
            }
            customer = rows.customer("1001", "王伟");
            batch = rows.batch("B1");
            Document letter = of("letter", "scanned, paper not said");
            scanned = rows.document(letter);
            rows.pages(batch, scanned, 1);
            letter.paper = "here";
            letter.title = "both";
            both = rows.document(letter);
            rows.pages(batch, both, 1);
            letter.title = "paper";
            paper = rows.document(letter);
            letter.paper.clear();
            letter.title = "expected";
            expected = rows.document(letter);
            leaflet = rows.document(of("leaflet", "leaflet"));
            plate = rows.document(of("plate", "plate"));
        });
        act_as("chief");
    }
    Document of(const std::string& type, const std::string& title) const {
        Document document;
        document.type = type;
        document.title = title;
        document.customer = customer;
        return document;
    }
    void act_as(const std::string& account) {
        caller = made.caller();
        caller.account = account;
        caller.reason.clear();
    }
    std::string set(std::int64_t id, const std::vector<std::string>& fields) {
        try {
            Operation operation(caller, "set");
            run_filing(made.archive(), operation, reporter,
                       [&](FilingRun& run) { return set_document(run, std::to_string(id), fields); });
            return {};
        } catch (const Fault& fault) {
            return fault.what();
        }
    }
    std::vector<std::int64_t> find(const std::string& query) {
        FindRequest request;
        request.query = parse_query(std::vector{query}).value_or_throw();
        HeldRecords held;
        find_things(made.archive(), caller, request, held);
        std::vector<std::int64_t> ids;
        for (const Record& record : held.records) {
            if (record.kind == "document") {
                ids.push_back(Value(record.fields).int_of("id"));
            }
        }
        return ids;
    }
    bool may_see(Thing thing) {
        ThingRecords records(made.archive(), caller);
        return records.record(thing).has_value() && records.rights().may(Verb::view, records.target_of(thing));
    }

    RowArchive made;
    Caller caller;
    HeardReporter reporter;
    std::int64_t customer = 0, batch = 0;
    std::int64_t scanned = 0, both = 0, paper = 0, expected = 0, leaflet = 0, plate = 0;
};

using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("paper without image and image without paper are found") {
    Office office;
    CHECK(office.find("is:paper-only") == Ids{office.paper});
    CHECK(office.find("is:image-only") == Ids{office.scanned});
    CHECK(office.find("is:dual") == Ids{office.both});
    CHECK(office.find("is:dual customer:1001 type:letter") == Ids{office.both});
    CHECK(office.find("is:dual type:leaflet") == Ids{});
    CHECK(office.find("medium:film") == Ids{office.plate});
    CHECK(office.find("medium:disc") == Ids{});
    CHECK(office.set(office.both, {"paper=returned"}) == "");
    CHECK(office.find("is:image-only") == Ids{office.scanned, office.both});
}

TEST_CASE("access begins as the type says and is found as it is in force") {
    Office office;
    CHECK(office.find("is:open") == Ids{office.leaflet});
    CHECK(office.set(office.both, {"access=open"}) == "");
    CHECK(office.set(office.leaflet, {"access=controlled"}) == "");
    CHECK(office.find("is:open") == Ids{office.both});
    CHECK(office.find("access:controlled") == Ids{office.leaflet});
    CHECK(office.set(office.both, {"access=free"}) ==
          "field access: no such level of access; give one of unreviewed, open, controlled");
    office.act_as("clerk");
    CHECK(office.set(office.both, {"access=controlled"}) ==
          "document 2 (letter): its access is changed by an appraisal");
}

TEST_CASE("who may see level 0 finds and sees nothing of a secret document, in whatever way it is named") {
    Office office;
    CHECK(office.set(office.both, {"secrecy=secret", "secret_until=2036-01-01"}) == "");
    CHECK(office.find("is:secret") == Ids{office.both});
    office.act_as("clerk");
    CHECK(office.find("is:secret") == Ids{});
    CHECK(office.find("is:dual") == Ids{});
    CHECK(office.find("both") == Ids{});
    CHECK(office.find("customer:1001 type:letter") == Ids{office.scanned, office.paper, office.expected});
    CHECK_FALSE(office.may_see({ThingKind::document, office.both}));
    const std::int64_t page = PageTable(office.made.archive().db()).of_document(office.both).front().id;
    CHECK_FALSE(office.may_see({ThingKind::page, page}));
    ThingRecords records(office.made.archive(), office.caller);
    HeldRecords held;
    WhereIs(office.made.archive(), records).put({ThingKind::document, office.both}, held);
    WhereIs(office.made.archive(), records).put({ThingKind::page, page}, held);
    CHECK(held.records.empty());
    const Record shown = show_thing(office.made.archive(), records, {ThingKind::customer, office.customer},
                                    ThingRecords::Masking::masked);
    const List documents = Value(shown.fields).list_of("documents");
    CHECK(std::ranges::none_of(documents, [&](const Value& one) { return one.int_of("id") == office.both; }));
    office.act_as("chief");
    CHECK(office.may_see({ThingKind::page, page}));
}

TEST_CASE("who classified a document lowers its level, and raising it is no way round him") {
    Office office;
    CHECK(office.set(office.both, {"secrecy=2"}) == "");
    office.act_as("other");
    CHECK(office.set(office.both, {"secrecy=0"}) ==
          "document 2 (letter): only who classified it, or an appraisal, changes its level");
    CHECK(office.set(office.both, {"title=another"}) == "");
    office.act_as("chief");
    CHECK(office.set(office.both, {"secret_until=2030-01-01"}) == "");
    CHECK(office.set(office.both, {"secrecy=0"}) == "");
    CHECK(office.set(office.both, {"secret_until=2030-01-01"}) ==
          "field secret_until: what is not secret has no term; give secrecy=LEVEL with it");
}

TEST_CASE("paper is lost for a reason and destroyed by a disposal only") {
    Office office;
    CHECK(office.set(office.both, {"paper=lost"}) == "document 2 (letter): needs a reason; say why with --reason");
    CHECK(office.set(office.both, {"paper=destroyed"}) ==
          "field paper: 'destroyed' is no state of paper; give here, returned, none or lost");
    office.caller.reason = "not in its bag";
    CHECK(office.set(office.both, {"paper=lost"}) == "");
}

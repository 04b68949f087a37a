#include "jobs/entries/entry_verbs.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/entries/list_entries.hpp"
#include "jobs/entries/list_media.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;

namespace {

const char* const store_profile = R"(profile: store
title: {en: store}
subject: customer
customer: {label: {zh: 户号}}
document_types:
  negative: {en: negative, medium: film, pages: none, climate: {t: 5-15, rh: 30-40}, fields: {gauge: {one_of: ['120', '135']}}}
  disc: {en: disc, medium: disc, pages: none}
  letter: {en: letter}
media: {disc: {life: 20y, check: 1y}, film: {check: 2y}}
entries:
  room-check:
    of: place
    when: {place.level: room}
    every: 1d
    fields: {temperature: {type: number, required: true}, humidity: {type: number}}
  complaint: {of: customer, due: [5d], by: responsible, pictures: true, fields: {phone: {private: true}}}
  visit: {of: customer, from: customer.opened, due: [3d, 30d]}
)";

class Store {
public:
    Store() : made(store_profile) {
        made.change("import", [&](RowMaker& rows) {
            keeper = rows.person("tester", "tester");
            PersonTable(rows.db()).add_role(keeper, "archivist");
            customer = rows.customer("1001", "王伟");
            PlaceTable places(rows.db());
            Place room;
            room.code = room.name = "R1";
            room.kind = "room";
            room.id = places.put(room);
            Place shelf;
            shelf.code = shelf.name = "R1-S1";
            shelf.kind = "shelf";
            shelf.parent = room.id;
            shelf.id = places.put(shelf);
            Document negative;
            negative.type = "negative";
            negative.customer = customer;
            negative.dated = "1985";
            negative.place = shelf.id;
            film = rows.document(negative);
            Document copy;
            copy.type = "disc";
            copy.customer = customer;
            copy.dated = "2004-05-06";
            disc = rows.document(copy);
            rows.loose_pages(rows.batch("B1"), 2, PageRole::unplaced, "spare");
        });
        caller = made.caller();
        caller.account = "tester";
    }

    Answer run(const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
        Operation operation(caller, verb);
        return run_filing(made.archive(), operation, reporter, work);
    }
    Value add(EntryRequest request) {
        return Value(run("entry add", [&](FilingRun& filing) { return add_entry(filing, request); }).front().fields);
    }
    std::string why_not(EntryRequest request) {
        try {
            add(std::move(request));
            return {};
        } catch (const Fault& fault) {
            return fault.what();
        }
    }
    std::vector<std::string> list(const EntryQuestion& question) {
        HeldRecords held;
        list_entries(made.archive(), caller, question, held);
        std::vector<std::string> told;
        for (const Record& record : held.records) {
            const Value fields(record.fields);
            told.push_back(fields.text_of("kind") + " " + fields.text_of("subject") + " " + fields.text_of("due"));
        }
        return told;
    }

    RowArchive made;
    Caller caller;
    HeardReporter reporter;
    std::int64_t keeper = 0;
    std::int64_t customer = 0;
    std::int64_t film = 0;
    std::int64_t disc = 0;
};

EntryRequest of(const std::string& kind, const std::string& subject, std::vector<std::string> fields = {}) {
    EntryRequest request;
    request.kind = kind;
    request.subject = subject;
    request.fields = std::move(fields);
    return request;
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("what was done is done today; what runs from now is to do and a result closes it") {
    Store store;
    const Value round = store.add(of("room-check", "R1", {"temperature=12"}));
    CHECK(round.text_of("done") == "2026-01-05");
    CHECK(round.text_of("person") == "tester");
    const Value complaint = store.add(of("complaint", "1001", {"phone=13800138000"}));
    CHECK(complaint.text_of("due") == "2026-01-10");
    CHECK(complaint.text_of("done").empty());
    CHECK(complaint.find("fields")->text_of("phone") == "***");
    EntryRequest result;
    result.result = "settled";
    const auto finish = [&](FilingRun& filing) { return finish_entry(filing, complaint.int_of("id"), result); };
    CHECK(Value(store.run("entry done", finish).front().fields).text_of("done") == "2026-01-05");
    CHECK(Value(store.run("entry done", finish).front().fields).text_of("result") == "settled");
    result.result = "otherwise";
    CHECK_THROWS_WITH_AS(store.run("entry done", finish),
                         "entry 2 (complaint): was done on 2026-01-05; put it right with arc-file entry correct 2",
                         Fault);
}

TEST_CASE("the same words on one day are one entry, unless said again") {
    Store store;
    EntryRequest round = of("room-check", "R1", {"temperature=12"});
    CHECK(store.add(round).int_of("id") == 1);
    CHECK(store.add(round).int_of("id") == 1);
    round.again = true;
    CHECK(store.add(round).int_of("id") == 2);
    CHECK(store.add(of("room-check", "R1", {"temperature=13"})).int_of("id") == 3);
}

TEST_CASE("a correction is a new entry and takes over what it does not say anew") {
    Store store;
    store.add(of("room-check", "R1", {"temperature=12", "humidity=35"}));
    EntryRequest right;
    right.fields = {"temperature=13"};
    const auto correct = [&](FilingRun& filing) { return correct_entry(filing, 1, right); };
    CHECK_THROWS_AS(store.run("entry correct", correct), Fault);  // without saying why
    store.caller.reason = "misread";
    const Value corrected(store.run("entry correct", correct).front().fields);
    CHECK(corrected.int_of("corrects") == 1);
    CHECK(corrected.find("fields")->text_of("temperature") == "13");
    CHECK(corrected.find("fields")->text_of("humidity") == "35");
    CHECK(Value(store.run("entry correct", correct).front().fields).int_of("id") == 2);
    right.fields = {"temperature=14"};
    CHECK_THROWS_WITH_AS(store.run("entry correct", correct),
                         "entry 1 (room-check): was put right by entry 2; name that one", Fault);
    EntryTable entries(store.made.archive().db());
    CHECK(entries.find(1)->done == "2026-01-05");
    CHECK(entries.of_subject("place:1", "room-check").size() == 1);
    CHECK(store.list({}).size() == 1);
}

TEST_CASE("fields of entries are checked like all others") {
    Store store;
    CHECK(store.why_not(of("room-check", "R1", {"temperature=warm"})) == "field temperature: not a number");
    CHECK(store.why_not(of("room-check", "R1", {"temprature=12"})) ==
          "field temprature: the profile has no such field; did you mean temperature?");
    CHECK(store.why_not(of("room-check", "R1")) ==
          "new room-check: field temperature is missing; give temperature=VALUE");
    CHECK(store.why_not(of("room-chek", "R1")) ==
          "room-chek: the profile has no such kind of entry; did you mean room-check?");
    CHECK(store.why_not(of("room-check", "R9", {"temperature=12"})).find("R9") != std::string::npos);
}

TEST_CASE("readings are held against the climate of what stands in the room") {
    Store store;
    store.add(of("room-check", "R1", {"temperature=12", "humidity=35"}));
    CHECK(store.reporter.problems.empty());
    store.add(of("room-check", "R1", {"temperature=21", "humidity=55"}));
    CHECK(store.reporter.problems ==
          Told{"place:R1: temperature 21 is outside 5-15 of negative; mend the climate, or move what does not bear it",
               "place:R1: humidity 55 is outside 30-40 of negative; mend the climate, or move what does not bear it"});
}

TEST_CASE("a round is typed a line a room") {
    const EntryRequest common = of("room-check", "");
    const EntryRequest line = entry_of_line(common, "R1 temperature=20  note=\"water at the door\"");
    CHECK(line.subject == "R1");
    CHECK(line.fields == Told{"temperature=20", "note=water at the door"});
    CHECK_THROWS_AS(entry_of_line(common, "temperature=20"), Fault);
    CHECK_THROWS_AS(entry_of_line(common, "R1 note=\"open"), Fault);
}

TEST_CASE("pictures are pages of the archive; they leave the work list") {
    Store store;
    EntryRequest complaint = of("complaint", "1001");
    complaint.pictures = {"B1/1"};
    CHECK(store.add(complaint).list_of("pictures").front() == Value("B1/1"));
    const Page page = *PageTable(store.made.archive().db()).find(1, 1);
    CHECK(page.role == PageRole::ignored);
    CHECK(page.reason == "picture of entry 1");
    complaint.pictures = {store.made.archive().paths().root.string() + "/archive.yaml"};
    complaint.again = true;
    CHECK(store.why_not(complaint).find("a file that the archive has not taken yet; take it with arc-ingest") !=
          std::string::npos);
    EntryRequest round = of("room-check", "R1", {"temperature=12"});
    round.pictures = {"B1/2"};
    CHECK(store.why_not(round) == "room-check: takes no pictures; the profile allows them with pictures: true");
}

TEST_CASE("what is to do is listed by day, with what the profile plans and nobody entered") {
    Store store;
    store.made.change("customer", [&](RowMaker& rows) {
        CustomerTable(rows.db()).set_opened_closed(store.customer, "2026-01-01", "");
    });
    EntryRequest complaint = of("complaint", "1001");
    store.add(complaint);
    EntryQuestion question;
    question.due_before = "2026-01-20";
    CHECK(store.list(question) == Told{"complaint customer:1001 2026-01-10", "room-check place:R1 2026-01-05",
                                       "visit customer:1001 2026-01-04"});
    store.add(of("room-check", "R1", {"temperature=12"}));
    store.add(of("visit", "1001"));
    CHECK(store.list(question) == Told{"complaint customer:1001 2026-01-10", "room-check place:R1 2026-01-06"});
    question.kind = "visit";
    question.due_before = "2026-03-01";
    CHECK(store.list(question) == Told{"visit customer:1001 2026-01-31"});
}

TEST_CASE("media past their life and unseen for long are listed until they are copied or looked at") {
    Store store;
    const auto listed = [&] {
        HeldRecords held;
        list_media(store.made.archive(), store.caller, "", parse_day("2026-01-06").value_or_throw(), held);
        Told told;
        for (const Record& record : held.records) {
            const Value fields(record.fields);
            told.push_back(fields.text_of("medium") + " copy " + fields.text_of("copy_by", "-") + " look " +
                           fields.text_of("look_by", "-"));
        }
        return told;
    };
    CHECK(listed() == Told{"film copy - look 1987-01-01", "disc copy 2024-05-06 look 2005-05-06"});
    store.add(of("condition", std::to_string(store.film), {"state=good"}));
    CHECK(listed() == Told{"disc copy 2024-05-06 look 2005-05-06"});
    store.add(of("conversion", std::to_string(store.disc), {"to=hard disk"}));
    CHECK(listed() == Told{});
    CHECK(store.why_not(of("condition", "1001")).find("1001") != std::string::npos);
}

TEST_CASE("who neither has the task nor the right enters nothing") {
    Store store;
    store.made.change(
        "person", [](RowMaker& rows) { PersonTable(rows.db()).add_role(rows.person("guest", "guest"), "auditor"); });
    store.caller.account = "guest";
    CHECK(store.why_not(of("room-check", "R1", {"temperature=12"})) ==
          "guest: not allowed to shelve as auditor; "
          "who has one of these roles may: operator, archivist");
}

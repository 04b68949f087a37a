#include "catalog/private_table.hpp"
#include "jobs/admin/check_archive.hpp"
#include "jobs/admin/rebuild.hpp"
#include "jobs/admin/undo.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "unit/jobs/keeping/keeping_desk.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

using namespace arc;

namespace {

std::string fault_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Fault& fault) {
        return fault.what();
    }
    return "";
}

std::string thing(std::int64_t document) {
    return fmt::format("document:#{}", document);
}

// What arc-admin check finds.
std::vector<std::string> findings(KeepingDesk& desk) {
    HeldRecords records;
    check_archive(desk.rows.archive(), records, desk.heard);
    std::vector<std::string> texts;
    for (const Record& record : records.records) {
        texts.push_back(Value(record.fields).text_of("subject") + ": " + Value(record.fields).text_of("text"));
    }
    return texts;
}

}  // namespace

TEST_CASE("a term begins with the day that the customer is closed, and follows it") {
    KeepingDesk desk;
    const std::vector<std::int64_t> papers = desk.customer("1001", "high", 1);
    CHECK(desk.document(papers[0]).retention == "5y from customer.closed (customer.class: high)");
    CHECK(desk.document(papers[0]).keep_until.empty());
    desk.close_customer("1001", "2020-04-01");
    CHECK(desk.document(papers[0]).retention == "5y from customer.closed 2020-04-01 (customer.class: high)");
    CHECK(desk.document(papers[0]).keep_until == "2025-04-01");
    desk.as("zhang", "customer change",
            [](FilingRun& run) { return change_customer(run, "1001", {"status=active"}, ""); });
    CHECK(desk.document(papers[0]).retention == "5y from customer.closed (customer.class: high)");
    CHECK(desk.document(papers[0]).keep_until.empty());
}

TEST_CASE("what is destroyed leaves a tombstone, no file, and a sound archive") {
    KeepingDesk desk;
    const std::vector<std::int64_t> papers = desk.customer("1001", "low", 2);
    const GrayImage one = test::a_drawing(60, 40);
    desk.file("a.tif", {one, test::inverted(one), one}, {papers[0], papers[1], papers[1]});
    desk.close_customer("1001", "2021-01-01");
    const std::string code = desk.propose({});
    CHECK(fault_of([&] { desk.execute(code); }) == "disposal XH000001: is proposed; it must be approved first");
    CHECK(fault_of([&] { desk.approve(code, "zhang"); }) ==
          "disposal XH000001: zhang proposed it; somebody else must approve");
    CHECK(fault_of([&] { desk.approve(code, "wang"); }) == "disposal XH000001: wang has not the role leader");
    desk.approve(code);
    CHECK(fault_of([&] { desk.execute(code, {"wang"}); }) ==
          "disposal XH000001: 2 persons must supervise, 1 named; name each with --supervisor");
    CHECK(fault_of([&] {
              desk.execute(code, {"wang", "zhang"});
          }) == "disposal XH000001: zhang proposed it and cannot supervise; name somebody else");
    CHECK(fault_of([&] { desk.execute(code, {"wang", "wang"}); }) == "wang: is named twice; name different persons");
    desk.execute(code);
    CHECK(desk.heard.problems == std::vector<std::string>{});
    for (const std::int64_t id : papers) {
        CHECK(desk.document(id).destroyed == "2026-01-05T08:00:00.000Z");
        CHECK(desk.document(id).paper == "destroyed");
    }
    const StoredObject object = ObjectTable(desk.rows.archive().db()).find(1).value();
    CHECK(object.destroyed == "2026-01-05T08:00:00.000Z");
    CHECK_FALSE(std::filesystem::exists(desk.rows.archive().paths().object(object.digest)));
    const std::vector<DisposalItem> items = DisposalTable(desk.rows.archive().db()).items(1);
    CHECK(items.at(0).digests == object.digest.hex());
    CHECK(findings(desk) == std::vector<std::string>{});

    SUBCASE("the same command again changes nothing") {
        const auto before = dump(desk.rows.archive().db());
        desk.execute(code);
        CHECK(dump(desk.rows.archive().db()) == before);
    }
    SUBCASE("a run that was killed before the files went is finished") {
        test::write_bytes(desk.rows.archive().paths().object(object.digest), "what a kill left");
        CHECK(findings(desk).size() == 1);
        desk.execute(code);
        CHECK(findings(desk) == std::vector<std::string>{});
    }
    SUBCASE("nobody can undo it") {
        HeldRecords records;
        const std::int64_t event = EventTable(desk.rows.archive().db()).head("t1").n;
        const Caller caller = desk.caller_of("zhang");
        Operation operation(caller, "undo");
        CHECK(fault_of([&] { undo_operation(desk.rows.archive(), operation, event, records); }) ==
              fmt::format("event {}: dispose execute cannot be undone; what was destroyed does not come back", event));
    }
    SUBCASE("the same bytes may come again") {
        const std::vector<std::int64_t> more = desk.customer("1002", "low", 1);
        desk.file("a.tif2", {one, test::inverted(one), one}, {more[0], more[0], more[0]});
        CHECK(findings(desk) == std::vector<std::string>{});
        CHECK(desk.changed_pages() == std::vector<std::int64_t>{});
    }
}

TEST_CASE("a hold placed after the approval keeps its papers, and the list says so") {
    KeepingDesk desk;
    const std::vector<std::int64_t> papers = desk.customer("1001", "low", 2);
    desk.close_customer("1001", "2021-01-01");
    const std::string code = desk.propose({});
    desk.approve(code);
    desk.hold(thing(papers[1]));
    desk.execute(code);
    CHECK(desk.document(papers[0]).destroyed != "");
    CHECK(desk.document(papers[1]).destroyed == "");
    const std::string reason = fmt::format("hold 1 on document:#{}: because", papers[1]);
    CHECK(DisposalTable(desk.rows.archive().db()).items(1).at(1).kept == reason);
    CHECK(
        desk.heard.problems ==
        std::vector{fmt::format("document {} (paper): {}; lift it first with arc-file hold lift", papers[1], reason)});
}

TEST_CASE("a hold on a customer holds what its tickets and volumes hold") {
    KeepingDesk desk;
    const std::vector<std::int64_t> papers = desk.customer("1001", "low", 1);
    std::int64_t of_ticket = 0;
    desk.rows.change("ticket", [&](RowMaker& maker) {
        Document document;
        document.type = "paper";
        document.ticket = maker.ticket("T1", 1, "x", "2020-02-02");
        of_ticket = maker.document(document);
    });
    CHECK(held_documents(desk.rows.archive()).empty());
    const std::int64_t hold = desk.hold("customer:1001");
    CHECK(held_documents(desk.rows.archive()) == std::vector{papers[0], of_ticket});
    CHECK(desk.hold("customer:1001") == hold);
    desk.lift(hold);
    CHECK(held_documents(desk.rows.archive()).empty());
    desk.hold("ticket:T1");
    CHECK(held_documents(desk.rows.archive()) == std::vector{of_ticket});
}

TEST_CASE("private values go with the last paper of a closed customer, and the chain still verifies") {
    KeepingDesk desk;
    const std::vector<std::int64_t> papers = desk.customer("1001", "low", 2);
    desk.as("zhang", "customer change",
            [](FilingRun& run) { return change_customer(run, "1001", {"id_number=11010519491231002X"}, ""); });
    desk.as("zhang", "customer change",
            [](FilingRun& run) { return change_customer(run, "1001", {"id_number=440524188001010014"}, ""); });
    desk.close_customer("1001", "2026-01-05");
    desk.at("2029-02-01T00:00:00Z");
    const auto values = [&] {
        int count = 0;
        PrivateTable(desk.rows.archive().db()).for_each([&](const PrivateValue&) { ++count; });
        return count;
    };
    const auto in_journal = [&] {
        int found = 0;
        for (const auto& entry : std::filesystem::directory_iterator(desk.rows.archive().paths().private_journal())) {
            const std::string text = test::read_bytes(entry.path());
            found += text.find("11010519491231002X") != std::string::npos ? 1 : 0;
            found += text.find("440524188001010014") != std::string::npos ? 1 : 0;
        }
        return found;
    };
    const std::string first = desk.propose({thing(papers[0])});
    desk.approve(first);
    desk.execute(first);
    CHECK(values() == 2);
    const std::string second = desk.propose({thing(papers[1])});
    desk.approve(second);
    CHECK(in_journal() == 2);
    desk.execute(second);
    CHECK(values() == 0);
    CHECK(in_journal() == 0);
    CHECK(findings(desk) == std::vector<std::string>{});
}

TEST_CASE("a group must have judged, and whoever classified declassifies") {
    KeepingDesk desk("disposal: {group: 2, approve: [leader]}");
    const std::vector<std::int64_t> papers = desk.customer("1001", "low", 1);
    desk.close_customer("1001", "2021-01-01");
    CHECK(fault_of([&] { desk.propose({}); }) == "disposal: the document may not go");
    CHECK(desk.heard.problems.back() ==
          fmt::format("document {} (paper): no group has appraised it; name the group with --by, or appraise it with "
                      "arc-file appraise",
                      papers[0]));
    const auto judge = [&](const std::string& aspect, const std::string& verdict, const std::string& until,
                           const std::vector<std::string>& by) {
        return desk.as("zhang", "appraise", [&](FilingRun& run) {
            return appraise(run, {{thing(papers[0])}, aspect, verdict, until, by});
        });
    };
    CHECK(fault_of([&] { judge("keep", "destroy", "", {"wang"}); }) ==
          "appraisal: 2 persons appraise together, 1 named; name each with --by");
    judge("keep", "destroy", "", {"wang", "zhao"});
    CHECK(desk.propose({}) == "XH000001");
    desk.rows.change("classify", [&](RowMaker& maker) {
        Document document = desk.document(papers[0]);
        document.secrecy = 1;
        document.classified_by = PersonTable(maker.db()).find("li")->id;
        DocumentTable(maker.db()).update(document);
    });
    CHECK(fault_of([&] {
              judge("declassify", "open", "", {"wang", "zhao"});
          }) ==
          fmt::format("document {} (paper): was classified by li, who is not among the appraisers; name who classified "
                      "with --by",
                      papers[0]));
    judge("declassify", "open", "", {"wang", "li"});
    CHECK(desk.document(papers[0]).secrecy == 0);
    judge("keep", "keep", "2040-12-31", {"wang", "zhao"});
    CHECK(desk.document(papers[0]).keep_until == "2040-12-31");
    desk.as("zhang", "customer change",
            [](FilingRun& run) { return change_customer(run, "1001", {"status=active"}, ""); });
    CHECK(desk.document(papers[0]).keep_until == "2040-12-31");
}

TEST_CASE("in any order of closing, holding, waiting and destroying nothing goes before its time or under a hold") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
        KeepingDesk desk;
        desk.at("2020-01-05T08:00:00Z");
        std::vector<std::int64_t> papers;
        std::vector<std::string> customers;
        for (int i = 0; i < 4; ++i) {
            customers.push_back(fmt::format("10{:02}", i));
            const std::vector<std::int64_t> some = desk.customer(customers.back(), i % 2 == 0 ? "high" : "low", 3);
            papers.insert(papers.end(), some.begin(), some.end());
        }
        for (int file = 0; file < 4; ++file) {
            std::vector<GrayImage> frames;
            std::vector<std::int64_t> owners;
            for (int frame = 0; frame < 4; ++frame) {
                frames.push_back(test::a_drawing(40 + 3 * file, 30 + frame));
                owners.push_back(pick(6) == 0 ? 0 : papers[pick(papers.size())]);
            }
            test::TiffSpec spec{file % 2 == 0 ? 4 : 5, 1, test::TiffSpec::Ink::white_is_zero, file == 1};
            desk.file(fmt::format("{}.tif", file), frames, owners, spec);
        }
        std::vector<std::int64_t> holds;
        std::vector<std::string> lists;
        Day today = parse_day("2020-01-05").value_or_throw();
        for (int step = 0; step < 45; ++step) {
            const auto held = held_documents(desk.rows.archive());
            std::map<std::int64_t, Document> before;
            for (const std::int64_t id : papers) {
                before[id] = desk.document(id);
            }
            try {
                switch (pick(7)) {
                    case 0:
                        today = std::chrono::sys_days(today) + std::chrono::days(200 + static_cast<int>(pick(300)));
                        desk.at(format_day(today) + "T08:00:00Z");
                        break;
                    case 1:
                        desk.close_customer(customers[pick(customers.size())], "");
                        break;
                    case 2:
                        holds.push_back(desk.hold(pick(2) == 0 ? thing(papers[pick(papers.size())])
                                                               : "customer:" + customers[pick(customers.size())]));
                        break;
                    case 3:
                        if (!holds.empty()) {
                            desk.lift(holds[pick(holds.size())]);
                        }
                        break;
                    case 4:
                        lists.push_back(desk.propose(pick(2) == 0 ? std::vector<std::string>{}
                                                                  : std::vector{thing(papers[pick(papers.size())])}));
                        break;
                    case 5:
                        if (!lists.empty()) {
                            desk.approve(lists[pick(lists.size())]);
                        }
                        break;
                    default:
                        if (!lists.empty()) {
                            desk.execute(lists[pick(lists.size())]);
                        }
                        break;
                }
            } catch (const Fault& fault) {
                CHECK(fault.code() == ErrorCode::refused);
            }
            for (const std::int64_t id : papers) {
                if (const Document now = desk.document(id); !now.destroyed.empty() && before[id].destroyed.empty()) {
                    CHECK(std::ranges::count(held, id) == 0);
                    CHECK(before[id].keep_until != "");
                    CHECK(before[id].keep_until < format_day(today));
                }
            }
            CHECK(desk.changed_pages() == std::vector<std::int64_t>{});
        }
        CHECK(findings(desk) == std::vector<std::string>{});
        const auto rows = dump(desk.rows.archive().db());
        const auto gone =
            std::ranges::count_if(papers, [&](std::int64_t id) { return !desk.document(id).destroyed.empty(); });
        MESSAGE("destroyed: ", gone, " of ", papers.size());
    }
}

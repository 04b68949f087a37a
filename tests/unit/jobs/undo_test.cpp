#include "jobs/admin/undo.hpp"

#include "unit/jobs/admin_script.hpp"

#include "base/search_text.hpp"
#include "catalog/search_index.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

std::vector<std::string> without_counters(std::vector<std::string> rows) {
    std::erase_if(rows, [](const std::string& row) { return row.starts_with("counter "); });
    return rows;
}

std::int64_t head(const TestArchive& test) {
    Archive archive = test.open(Access::read);
    return EventTable(archive.db()).head("t1").n;
}

std::vector<std::string> rows(const TestArchive& test) {
    Archive archive = test.open(Access::read);
    return without_counters(dump(archive.db()));
}

// The words of the refusal, or "".
std::string undo(TestArchive& test, std::int64_t event) {
    Archive archive = test.open();
    Operation operation(test.caller, "undo");
    HeldRecords sink;
    try {
        undo_operation(archive, operation, event, sink);
    } catch (const Fault& fault) {
        return fault.what();
    }
    return {};
}

void import(TestArchive& test, ImportTable table, const std::string& text) {
    Archive archive = test.open();
    Operation operation(test.caller, "import " + std::string(to_text(table)));
    HeardReporter reporter;
    ImportRequest request;
    request.table = table;
    request.file = test.file("list.csv", text);
    import_list(archive, operation, request, reporter);
}

bool is_found(const TestArchive& test, const std::string& words) {
    Archive archive = test.open(Access::read);
    bool found = false;
    SearchIndex(archive.db()).find(query_tokens(words), [&](Thing) {
        found = true;
        return false;
    });
    return found;
}

}  // namespace

TEST_CASE("an undo takes everything back but the counters, and undoing it does it again") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name,phone\n0000000001,王伟,13800000000\n");
    const std::vector<std::string> before = rows(test);
    import(test, ImportTable::customers, "number,name,phone\n0000000001,王小伟,13800000001\n0000000002,李娜,\n");
    const std::vector<std::string> after = rows(test);
    const std::int64_t operation = head(test);
    CHECK(is_found(test, "李娜"));
    CHECK(undo(test, operation).empty());
    CHECK(rows(test) == before);
    CHECK_FALSE(is_found(test, "李娜"));
    CHECK_FALSE(is_found(test, "小伟"));
    CHECK(undo(test, operation) == say("event {0}: is undone already, by event {1}; arc-admin undo {1} does it again",
                                       operation, operation + 1));
    CHECK(undo(test, operation + 1).empty());
    CHECK(rows(test) == after);
    CHECK(is_found(test, "李娜"));
}

TEST_CASE("all events of an operation go together") {
    TestArchive test;
    const std::vector<std::string> before = rows(test);
    std::string text = "number,name\n";
    for (int i = 0; i < 3000; ++i) {
        text += say("{:010},客户{}\n", i, i);
    }
    import(test, ImportTable::customers, text);
    REQUIRE(head(test) > 3);
    CHECK(undo(test, 3).empty());
    CHECK(rows(test) == before);
}

TEST_CASE("what was changed since is not taken back; the message names the row and the later event") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name\n0000000001,王伟\n");
    test.clock.set(test.clock.now() + std::chrono::hours(72));
    import(test, ImportTable::customers, "number,name\n0000000001,王小伟\n");
    const std::vector<std::string> before = rows(test);
    const std::string words = undo(test, 2);
    CHECK(words.find("event 2: customer_state 1") == 0);
    CHECK(words.find("undo event 3 first") != std::string::npos);
    CHECK(rows(test) == before);
    CHECK(undo(test, 3).empty());
    CHECK(undo(test, 2).empty());
}

TEST_CASE("what something else needs by now is not taken away") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name\n0000000001,王伟\n");
    import(test, ImportTable::tickets, "number,customer,type,opened\nT1,0000000001,high-new,2026-01-02\n");
    CHECK(undo(test, 2) ==
          "event 2: customer:0000000001 is needed by something that was made since; undo event 3 first");
    CHECK(head(test) == 3);
}

TEST_CASE("what needs it may be one of its own kind; what was undone needs nothing") {
    TestArchive test;
    import(test, ImportTable::places, "code,name,kind,parent\nR1,一号库,room,\n");
    import(test, ImportTable::places, "code,name,kind,parent\nR1-1,一号柜,cabinet,R1\n");
    import(test, ImportTable::places, "code,name,kind,parent\nR1-2,二号柜,cabinet,R1\n");
    CHECK(undo(test, 2) == "event 2: place:R1 is needed by something that was made since; undo event 4 first");
    CHECK(undo(test, 4).empty());
    CHECK(undo(test, 2) == "event 2: place:R1 is needed by something that was made since; undo event 3 first");
    CHECK(undo(test, 3).empty());
    CHECK(undo(test, 2).empty());
}

TEST_CASE("the first event, unknown events and events without changes are not undone") {
    TestArchive test;
    CHECK(undo(test, 1) == "event 1: init cannot be undone");
    CHECK(undo(test, 99) == "event 99: there is none; see arc-admin log");
}

TEST_CASE("undoing random work step by step, newest first, ends where it began") {
    TestArchive test;
    AdminScript script(test, 11);
    script.run(20);
    const std::vector<std::string> middle = rows(test);
    const std::int64_t from = head(test);
    script.run(40);
    for (std::int64_t event = head(test); event > from; --event) {
        CAPTURE(event);
        CHECK(undo(test, event).empty());
    }
    CHECK(rows(test) == middle);
}

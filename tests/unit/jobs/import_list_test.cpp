#include "jobs/admin/import_list.hpp"

#include "base/text.hpp"

#include "unit/jobs/admin_script.hpp"

#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/private_table.hpp"
#include "jobs/admin/import_tickets.hpp"

#include "support/words.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace arc;

namespace {

struct Outcome {
    ImportCounts counts;
    std::vector<std::string> problems;
    std::vector<std::string> notices;
    std::string refusal;
};

Outcome import(TestArchive& test, ImportTable table, const std::string& text, DocumentDefaults defaults = {}) {
    Archive archive = test.open();
    Operation operation(test.caller, "import " + std::string(to_text(table)));
    HeardReporter reporter;
    ImportRequest request;
    request.table = table;
    request.file = test.file("list", text);
    request.documents = std::move(defaults);
    Outcome outcome;
    try {
        outcome.counts = import_list(archive, operation, request, reporter);
    } catch (const Fault& fault) {
        outcome.refusal = fault.what();
    }
    for (std::string words : reporter.problems) {
        words.erase(0, request.file.size() + 2);
        outcome.problems.push_back(std::move(words));
    }
    for (std::string words : reporter.notices) {
        const std::size_t at = words.find(request.file);
        outcome.notices.push_back(words.erase(at, request.file.size() + 2));
    }
    return outcome;
}

std::string everything_on_disk(const TestArchive& test) {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(test.paths.journal())) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        all += text.str();
    }
    return all;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a list is taken, an unchanged one changes nothing, a changed row becomes a dated state") {
    TestArchive test;
    const std::string list = "户号,户名,类别,电话,电压\n0000000001,王伟,,138 0000 0000,10\n0000000002,李娜,低压,,0.4\n";
    CHECK(import(test, ImportTable::customers, list).counts.added == 2);
    test.clock.set(test.clock.now() + std::chrono::hours(48));
    CHECK(import(test, ImportTable::customers, list).counts.unchanged == 2);
    const Outcome changed = import(test, ImportTable::customers, "户号,户名\n0000000001,王小伟\n0000000002,李娜\n");
    CHECK(changed.counts.changed == 1);
    CHECK(changed.counts.unchanged == 1);
    Archive archive = test.open(Access::read);
    CustomerTable customers(archive.db());
    const std::vector<CustomerState> history = customers.history(1);
    REQUIRE(history.size() == 2);
    CHECK(history[0].name == "王伟");
    CHECK(history[0].until == "2026-01-07");
    CHECK(history[1].since == "2026-01-07");
    CHECK(history[1].class_name == "high");
    CHECK(history[1].fields == history[0].fields);
    CHECK(EventTable(archive.db()).head("t1").n == 3);
}

TEST_CASE("private values stand in no row and no event, and the same value gives no new state") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name,id_number\n0000000001,王伟,11010519491231002X\n");
    test.clock.set(test.clock.now() + std::chrono::hours(48));
    CHECK(import(test, ImportTable::customers, "number,name,id_number\n0000000001,王伟,11010519491231002x\n")
              .counts.unchanged == 1);
    CHECK(everything_on_disk(test).find("11010519491231002") == std::string::npos);
    Archive archive = test.open(Access::read);
    for (const std::string& row : dump(archive.db())) {
        CHECK(row.find("11010519491231002") == std::string::npos);
    }
    int values = 0;
    PrivateTable(archive.db()).for_each([&](const PrivateValue& value) {
        ++values;
        CHECK(value.value == "11010519491231002X");
    });
    CHECK(values == 1);
}

TEST_CASE("every bad cell is named, private ones without their value, and nothing is taken") {
    TestArchive test;
    const Outcome outcome = import(test, ImportTable::customers,
                                   "number,name,class,unit,id_number,voltage_kv,since\n"
                                   "0000000001,王伟,,,110105194913310021,10,\n"
                                   "12,x,middle,u9,,2000,2026-02-30\n"
                                   "0000000001,,,,,,\n");
    CHECK(outcome.problems == Strings{"row 2: column id_number: there is no such day of birth",
                                      "row 3: column number: \"12\" does not have the form ^\\d{10}$",
                                      "row 3: column class: \"middle\" is not one of the values allowed; use high, low",
                                      "row 3: column since: \"2026-02-30\" is not a day; write it as 2026-11-21",
                                      "row 3: column voltage_kv: \"2000\" is more than 1000",
                                      "row 3: column unit: no unit \"u9\"; import units first",
                                      "row 4: column number: \"0000000001\" stands in row 2 already",
                                      "row 4: column name: has no value, but is required"});
    CHECK(outcome.refusal.find("8 mistakes in 3 rows, nothing was taken") != std::string::npos);
    Archive archive = test.open(Access::read);
    CHECK(EventTable(archive.db()).head("t1").n == 1);
}

TEST_CASE("the class follows the rules; a class given against them is told") {
    TestArchive test;
    const Outcome outcome = import(test, ImportTable::customers,
                                   "number,name,class,voltage_kv\n0000000001,王伟,low,35\n0000000002,李娜,low,\n");
    CHECK(outcome.notices == Strings{"warning: row 2: column class: high is taken, because customer.voltage_kv: >=10"});
    Archive archive = test.open(Access::read);
    CHECK(CustomerTable(archive.db()).find("0000000001")->state.class_name == "high");
    CHECK(CustomerTable(archive.db()).find("0000000002")->state.class_name == "low");
}

TEST_CASE("doubtful identifiers are taken with a warning") {
    TestArchive test;
    const Outcome outcome = import(test, ImportTable::customers,
                                   "number,name,social_credit_code,phone\n0000000001,厂,91350211M0000XUF46,12\n");
    CHECK(outcome.counts.added == 1);
    CHECK(outcome.notices.size() == 2);
}

TEST_CASE("a state cannot begin before the one that is true now") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name,since\n0000000001,王伟,2025-06-01\n");
    const Outcome outcome = import(test, ImportTable::customers, "number,name,as_of\n0000000001,王小伟,2025-05-01\n");
    CHECK(outcome.problems == Strings{"row 2: column since: 2025-05-01 is before 2025-06-01, since when the present "
                                      "state is true; leave out what "
                                      "was true earlier, or give a later day"});
}

TEST_CASE("a line of JSON without an end in sight is refused before it fills the memory") {
    TestArchive test;
    const std::string sound = "{\"number\":\"0000000001\",\"name\":\"王伟\"}\n";
    const Outcome outcome = import(test, ImportTable::customers, sound + "{\"name\":\"" + std::string(2 << 20, 'x'));
    CHECK(outcome.counts.added == 0);
    CHECK(outcome.refusal.find("row 2: longer than 1 MiB") != std::string::npos);
}

TEST_CASE("a pipe by its name is refused before anything waits for it") {
    TestArchive test;
    Archive archive = test.open();
    Operation operation(test.caller, "import customers");
    HeardReporter reporter;
    ImportRequest request;
    request.table = ImportTable::customers;
    request.file = (test.folder.path() / "pipe").string();
    REQUIRE(::mkfifo(request.file.c_str(), 0600) == 0);
    CHECK(words_of([&] { import_list(archive, operation, request, reporter); }) ==
          request.file +
              ": is no plain file and cannot be read twice; write it to a file first, or pipe it in and name -");
}

TEST_CASE("JSON Lines are taken like tables; a key left out leaves the field alone") {
    TestArchive test;
    CHECK(import(test, ImportTable::customers,
                 "{\"record\":\"customer\",\"v\":1,\"number\":\"0000000001\",\"name\":\"王伟\",\"voltage_kv\":10.5}\n"
                 "{\"number\":\"0000000002\",\"name\":\"李娜\",\"address\":\"中山路\"}\n")
              .counts.added == 2);
    const Outcome update =
        import(test, ImportTable::customers,
               "{\"number\":\"0000000002\",\"name\":\"李娜\"}\n{\"number\":\"0000000001\",\"address\":\"解放路\"}\n");
    CHECK(update.problems.empty());
    CHECK(update.counts.changed == 1);
    Archive archive = test.open(Access::read);
    CHECK(CustomerTable(archive.db()).find("0000000002")->state.address == "中山路");
    CHECK(CustomerTable(archive.db()).find("0000000001")->state.name == "王伟");
    CHECK(CustomerTable(archive.db()).find("0000000001")->state.class_name == "high");
}

TEST_CASE("a broken JSON line is named and nothing is taken") {
    TestArchive test;
    const Outcome outcome = import(
        test, ImportTable::customers,
        "{\"number\":\"0000000001\",\"name\":\"王伟\"}\n{\"number\":\n[1]\n{\"number\":\"0000000002\",\"name\":[1]}\n");
    CHECK(outcome.problems.size() == 3);
    CHECK_FALSE(outcome.refusal.empty());
}

TEST_CASE("tickets: references, stages and customers are checked; stages are entered") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name,class\n0000000001,王伟,high\n0000000002,李娜,low\n");
    const Outcome bad = import(test, ImportTable::tickets,
                               "number,customer,type,opened,stage,stage_entered,closed\n"
                               "T1,0000000009,high-new,2026-01-02,,,\n"
                               "T2,0000000001,low-new,2026-01-02,surveyed,,\n"
                               "T3,0000000001,高压新装,2026-01-02,surveyed,soon,2025-01-01\n");
    CHECK(
        join(bad.problems, "\n") ==
        join(Strings{"row 2: column customer: no customer \"0000000009\"; import customers first",
                     "row 3: column stage: surveyed is no stage of low-new; its stages are accepted, filed",
                     "row 3: column customer: 0000000001 may have no low-new: not the case: customer.class: low",
                     "row 4: column stage_entered: \"soon\" is not a time; write it as 2026-11-21 or 2026-11-21 10:00",
                     "row 4: column closed: 2025-01-01 is before the opening on 2026-01-02"},
             "\n"));
    CHECK(import(test, ImportTable::tickets,
                 "number,customer,type,opened,stage,stage_entered\n"
                 "T1,0000000001,high-new,2026-01-02,surveyed,2026-01-04 10:00\n"
                 "T2,0000000002,低压新装,2026-01-02,,\n")
              .counts.added == 2);
    Archive archive = test.open(Access::read);
    TicketTable tickets(archive.db());
    const std::vector<StageEntry> stages = tickets.stages(1);
    REQUIRE(stages.size() == 2);
    CHECK(stages[0].entered == "2026-01-01T16:00:00.000Z");
    CHECK(stages[1].stage == "surveyed");
    CHECK(stages[1].entered == "2026-01-04T02:00:00.000Z");
    CHECK(tickets.find("T2")->stage == "accepted");
}

TEST_CASE("stages: the latest becomes the stage of the ticket, whatever the order of the rows") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name\n0000000001,王伟\n");
    import(test, ImportTable::tickets, "number,customer,type,opened\nT1,0000000001,high-new,2026-01-02\n");
    const std::string list = "ticket,stage,entered\nT1,filed,2026-01-04\nT1,surveyed,2026-01-03 09:30\n";
    CHECK(import(test, ImportTable::stages, list).counts.added == 2);
    CHECK(import(test, ImportTable::stages, list).counts.unchanged == 2);
    Archive archive = test.open(Access::read);
    CHECK(TicketTable(archive.db()).find("T1")->stage == "filed");
}

TEST_CASE("trees: parents may follow their children in the file; circles and unknown parents are named") {
    TestArchive test;
    CHECK(import(test, ImportTable::units, "code,name,parent\nc,所,b\nb,局,a\na,公司,\n").counts.added == 3);
    CHECK(import(test, ImportTable::units, "code,name,parent\na,公司,c\nx,y,z\n").problems ==
          Strings{"row 2: column parent: a would be above itself",
                  "row 3: column parent: no \"z\" among the units of the archive and of this file"});
    CHECK(
        import(test, ImportTable::places, "code,name,kind,parent,capacity\nR1,一库,room,,\nR1-1,一柜,cabinet,R1,900\n")
            .counts.added == 2);
    CHECK(import(test, ImportTable::places, "code,name,kind,parent\nR2,二库,room,R1-1\n").problems ==
          Strings{"row 2: column kind: a room cannot stand in the cabinet R1-1"});
}

TEST_CASE("people have exactly the roles that the list says") {
    TestArchive test;
    CHECK(import(test, ImportTable::people, "code,name,roles\nzhang,张三,admin leader\nli,李四,\n").counts.added == 2);
    CHECK(import(test, ImportTable::people, "code,name,roles\nzhang,张三,auditor\n").counts.changed == 1);
    CHECK(import(test, ImportTable::people, "code,name\nzhang,张三\n").counts.unchanged == 1);
    Archive archive = test.open(Access::read);
    CHECK(PersonTable(archive.db()).find("zhang")->roles == Strings{"auditor"});
}

TEST_CASE("an old catalogue becomes volumes and documents with their pages") {
    TestArchive test;
    import(test, ImportTable::series, "code,title\nYW,业务\n");
    DocumentDefaults defaults;
    defaults.series = "YW";
    defaults.type = "application";
    const std::string list =
        "案卷号,案卷题名,卷尾号,件号,题名,责任者,日期,页号\n"
        "J1,甲卷,12,1,申请书,王伟,2019-03-04,1\n"
        "J1,,,2,合同,李娜,2019,5\n"
        "J2,乙卷,3,1,申请书,,,1\n";
    CHECK(import(test, ImportTable::documents, list, defaults).counts.added == 3);
    CHECK(import(test, ImportTable::documents, list, defaults).counts.unchanged == 3);
    Archive archive = test.open(Access::read);
    const Volume volume = VolumeTable(archive.db()).find("J1").value();
    CHECK(volume.title == "甲卷");
    CHECK(volume.pages == 12);
    const Document second = DocumentTable(archive.db()).find_item(volume.id, 2).value();
    CHECK(second.title == "合同");
    CHECK(second.dated == "2019");
    CHECK(second.first_page == 5);
    CHECK(second.sides == 8);
}

TEST_CASE("odd page ranges are warnings, unreadable ones mistakes") {
    TestArchive test;
    import(test, ImportTable::series, "code,title\nYW,业务\n");
    DocumentDefaults defaults;
    defaults.series = "YW";
    defaults.type = "application";
    defaults.volume = "J1";
    const Outcome odd =
        import(test, ImportTable::documents, "件号,题名,起止页号\n1,甲,0001～0005\n2,乙,9至7\n", defaults);
    CHECK(odd.counts.added == 2);
    CHECK(odd.notices == Strings{"warning: row 3: volume J1: pages 9-7 are reversed",
                                 "warning: row 3: volume J1: page 6 belongs to no item"});
    const Outcome bad = import(test, ImportTable::documents, "件号,题名,起止页号\n1,甲,many\n", defaults);
    REQUIRE(bad.problems.size() == 1);
    CHECK(bad.problems[0].find("row 2: volume J1: the page range \"many\" is not a page number") == 0);
}

TEST_CASE("documents must belong to something, and two alike stay two") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name\n0000000001,王伟\n");
    CHECK(import(test, ImportTable::documents, "type,title\napplication,甲\n").problems.size() == 1);
    const std::string list = "type,customer,title\napplication,0000000001,甲\n用电申请书,0000000001,甲\n";
    CHECK(import(test, ImportTable::documents, list).counts.added == 2);
    CHECK(import(test, ImportTable::documents, list).counts.unchanged == 2);
}

TEST_CASE("moments are read as offices write them") {
    const Zone zone = Zone::parse("Asia/Shanghai").value_or_throw();
    CHECK(read_moment("2026-01-05", zone) == "2026-01-04T16:00:00.000Z");
    CHECK(read_moment("2026/1/5 9:05", zone) == "2026-01-05T01:05:00.000Z");
    CHECK(read_moment("2026-01-05T09:05:30", zone) == "2026-01-05T01:05:30.000Z");
    CHECK(read_moment("2026-01-05T09:05:30Z", zone) == "2026-01-05T09:05:30.000Z");
    for (const char* text : {"", "soon", "2026-01-05 25:00", "2026-01-05 10", "2026-02-30 10:00"}) {
        CAPTURE(text);
        CHECK_FALSE(read_moment(text, zone).has_value());
    }
}

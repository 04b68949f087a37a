#include "jobs/find/find_things.hpp"

#include "catalog/person_table.hpp"
#include "catalog/user_query.hpp"
#include "jobs/audit/completeness_report.hpp"
#include "jobs/find/show_thing.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;

namespace {

class Records final : public RecordSink {
public:
    void put(const Record& record) override { all.push_back(record); }
    void flush() override {}
    std::vector<Record> all;
};

std::vector<std::string> find(RowArchive& made, const std::string& query, std::int64_t limit = 200) {
    FindRequest request;
    request.query = parse_query(std::vector{query}).value_or_throw();
    request.limit = limit;
    Records records;
    find_things(made.archive(), made.caller(), request, records);
    std::vector<std::string> shown;
    for (const Record& record : records.all) {
        const Value fields(record.fields);
        const std::int64_t id = fields.int_of("id");
        shown.push_back(id == 0 ? fields.text_of("document_type") + " " + fields.text_of("status")
                                : record.kind + ":" + std::to_string(id));
    }
    return shown;
}

using Shown = std::vector<std::string>;

std::string rights_profile() {
    return demo_profile() + R"(roles: {teller: {zh: 营业员}}
rights: [{role: teller, may: [find, view, audit], units: own}]
)";
}

}  // namespace

TEST_CASE("a phrase wants its words side by side") {
    RowArchive made(demo_profile());
    fill_demo(made);
    CHECK(find(made, "嘉兴 纺织") == Shown{"customer:2", "ticket:2", "document:5", "document:6"});
    CHECK(find(made, "\"嘉兴纺织\"") == Shown{"customer:2"});  // its name before
    CHECK(find(made, "\"嘉兴新纺织\"").front() == "customer:2");
    CHECK(find(made, "name:小").size() == 1);
}

TEST_CASE("missing documents are found as records") {
    RowArchive made(demo_profile());
    fill_demo(made);
    CHECK(find(made, "is:missing ticket:20260003") == Shown{"application missing"});
    CHECK(find(made, "is:missing type:contract") == Shown{"contract missing", "contract missing"});
    CHECK(find(made, "is:missing 王小伟") == Shown{"application missing"});
    CHECK(find(made, "is:missing unit:JX02 class:high") == Shown{"contract missing"});
    CHECK(find(made, "is:waived") == Shown{"licence waived"});
    CHECK(find(made, "is:unfiled") == Shown{"page:10"});
}

TEST_CASE("a limit ends the answer and says so") {
    RowArchive made(demo_profile());
    fill_demo(made);
    FindRequest request;
    request.query = parse_query(std::vector<std::string>{"王"}).value_or_throw();
    request.limit = 3;
    Records records;
    CHECK(find_things(made.archive(), made.caller(), request, records).more);
    CHECK(records.all.size() == 3);
    request.limit = 0;
    CHECK_FALSE(find_things(made.archive(), made.caller(), request, records).more);
}

TEST_CASE("who may see one unit finds nothing of the others") {
    RowArchive made(rights_profile());
    fill_demo(made);
    made.change("person", [](RowMaker& rows) {
        const std::int64_t tester = rows.person("tester", "测试", UnitTable(rows.db()).find("JX02")->id);
        PersonTable(rows.db()).add_role(tester, "teller");
    });
    CHECK(find(made, "王 in:R1").empty());
    const Shown shown = find(made, "王");
    CHECK(std::ranges::count(shown, "customer:3") == 1);
    CHECK(std::ranges::count(shown, "customer:1") == 0);
    CHECK(std::ranges::count(shown, "document:3") == 0);
    CHECK(find(made, "customer:3304000001").empty());
    CHECK(find(made, "is:missing") == Shown{"application missing", "contract missing"});
    Records findings;
    HeardReporter silence;
    CHECK(report_completeness(made.archive(), made.caller(), {}, ReportDepth::findings, silence, findings) == 2);
}

TEST_CASE("figures of units sum up the tree") {
    RowArchive made(demo_profile());
    fill_demo(made);
    Records units;
    HeardReporter silence;
    report_completeness_by_unit(made.archive(), made.caller(), {}, silence, units);
    const auto figure = [&](std::size_t row, const char* name) { return Value(units.all[row].fields).int_of(name); };
    REQUIRE(units.all.size() == 4);
    for (const char* name :
         {"customers", "tickets", "documents", "pages", "required", "there", "findings", "red", "yellow", "green"}) {
        CAPTURE(name);
        CHECK(figure(0, name) == figure(1, name) + figure(2, name));
    }
    CHECK(figure(0, "customers") == 4);
    CHECK(figure(0, "tickets") == 3);
}

TEST_CASE("a SELECT of one's own reads and does nothing else") {
    RowArchive made(demo_profile());
    fill_demo(made);
    Db& db = made.archive().db();
    std::vector<Cell> row;
    UserQuery query(db, "SELECT number FROM v_ticket ORDER BY number", QueryReach::views);
    CHECK(query.next(row, [] { return false; }));
    CHECK(std::get<std::string>(row[0]) == "20260001");
    for (const char* sql :
         {"DELETE FROM ticket", "SELECT 1; DELETE FROM ticket", "PRAGMA user_version = 3", "ATTACH 'x' AS x", "",
          "SELECT * FROM private_value", "SELECT (SELECT value FROM private_value)", "CREATE TABLE t (a)",
          "SELECT load_extension('x')", "WITH t AS (SELECT 1) DELETE FROM ticket", "VACUUM", "BEGIN"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(UserQuery(db, sql, QueryReach::tables), Fault);
    }
    for (const char* sql : {"SELECT * FROM customer", "SELECT * FROM sqlite_master",
                            "WITH v_customer AS (SELECT * FROM customer_state) SELECT * FROM v_customer",
                            "SELECT * FROM (SELECT fields FROM customer_state) AS v_customer"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(UserQuery(db, sql, QueryReach::views), Fault);
    }
}

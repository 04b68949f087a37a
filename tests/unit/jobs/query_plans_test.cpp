// What is asked of a catalog of millions of rows must go through an index. The statements are those that the jobs
// really run, heard through SQLite's trace; the plan does not depend on how many rows there are, as no statistics are
// kept.

#include "catalog/batch_table.hpp"
#include "catalog/event_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/import_list.hpp"
#include "jobs/audit/audit.hpp"
#include "jobs/audit/completeness_report.hpp"
#include "jobs/filing/split_filter.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/history.hpp"
#include "jobs/find/related.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/show_thing.hpp"
#include "jobs/find/where_is.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "record/page_record.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

using namespace arc;

namespace {

// Tables that grow with the archive. The others (units, persons, places, types …) may be read whole.
bool is_large(const std::string& table) {
    static const std::set<std::string> large{
        "barcode",       "box",         "customer", "customer_number", "customer_state", "document", "document_serves",
        "event",         "event_thing", "fixity",   "folder",          "label",          "object",   "page",
        "private_value", "refusal",     "search",   "ticket",          "ticket_stage",   "volume"};
    return large.contains(table);
}

// The newest event is met first when the table is read from its end.
bool ends_at_once(const std::string& sql) {
    return sql == "SELECT n, hash FROM event ORDER BY n DESC LIMIT 1";
}

// Reading the search index without a MATCH or a rowid: the plan names no constraint behind "INDEX 0:".
bool is_scan(const std::string& step) {
    return step.starts_with("SCAN ") && (step.find("VIRTUAL TABLE") == std::string::npos || step.ends_with("INDEX 0:"));
}

// The steps of a statement's plan that read a large table from end to end.
std::vector<std::string> whole_reads(Db& db, const std::string& sql) {
    std::map<std::string, std::string> table_of;
    static const std::regex alias(R"((\w+) AS (\w+))");
    for (std::sregex_iterator found(sql.begin(), sql.end(), alias); found != std::sregex_iterator(); ++found) {
        table_of[(*found)[2]] = (*found)[1];
    }
    Statement plan(db, "EXPLAIN QUERY PLAN " + sql);
    std::vector<std::string> steps;
    while (plan.step()) {
        plan.int64();
        plan.int64();
        plan.int64();
        const std::string step = plan.text();
        const std::string name = step.substr(5, step.find(' ', 5) - 5);
        const bool large = is_large(table_of.contains(name) ? table_of[name] : name);
        if (is_scan(step) && large && !ends_at_once(sql)) {
            steps.push_back(step);
        }
    }
    return steps;
}

// Hears every statement that a connection runs while it lives.
class Statements {
public:
    explicit Statements(Db& db) : db_(&db) { sqlite3_trace_v2(db.handle(), SQLITE_TRACE_STMT, &heard, this); }
    ~Statements() { sqlite3_trace_v2(db_->handle(), 0, nullptr, nullptr); }
    Statements(const Statements&) = delete;

    std::map<std::string, int> take_counts() {
        sqlite3_trace_v2(db_->handle(), 0, nullptr, nullptr);
        return std::move(counts_);
    }
    std::set<std::string> take() {
        sqlite3_trace_v2(db_->handle(), 0, nullptr, nullptr);
        return std::move(all_);
    }

private:
    static int heard(unsigned, void* all, void*, void* text) {
        const std::string sql = static_cast<const char*>(text);
        const bool has_plan = sql.starts_with("SELECT") || sql.starts_with("INSERT") || sql.starts_with("UPDATE") ||
                              sql.starts_with("DELETE") || sql.starts_with("WITH");
        if (has_plan) {
            Statements* const self = static_cast<Statements*>(all);
            self->all_.insert(sql);
            ++self->counts_[sql];
        }
        return 0;
    }
    Db* db_;
    std::set<std::string> all_;
    std::map<std::string, int> counts_;
};

// Everything that `work` asks of the catalog goes through an index.
template <class Work>
void check_plans(Archive& archive, Work work) {
    std::set<std::string> all;
    {
        Statements statements(archive.db());
        work();
        all = statements.take();
    }
    CHECK(!all.empty());
    for (const std::string& sql : all) {
        CAPTURE(sql);
        CHECK(whole_reads(archive.db(), sql) == std::vector<std::string>{});
    }
}

RowArchive& demo() {
    static RowArchive made(demo_profile());
    static const bool filled = [] {
        fill_demo(made);
        return true;
    }();
    REQUIRE(filled);
    return made;
}

std::filesystem::path list_file(const std::string& text) {
    static const TempFolder folder;
    const std::filesystem::path path = folder.path() / "list.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

void import(RowArchive& made, ImportTable table, const std::string& text) {
    Operation operation(made.caller(), "import");
    HeardReporter reporter;
    ImportRequest request;
    request.table = table;
    request.file = list_file(text).string();
    import_list(made.archive(), operation, request, reporter);
}

// A batch of sheets and papers as arc-ingest and arc-barcode leave it, taken by their tables' calls.
std::vector<Page> captured(RowArchive& made) {
    std::string ticket_label;
    std::string type_label;
    Operation labelling(made.caller(), "sheets");
    {
        Change change(made.archive(), labelling);
        ticket_label = print_label_of(change, LabelKind::ticket, "ticket:2").code;
        type_label = print_label_of(change, LabelKind::document_type, "contract").code;
        change.commit();
    }
    std::vector<std::int64_t> ids;
    Operation ingesting(made.caller(), "ingest");
    Change change(made.archive(), ingesting);
    BatchTable batches(change.db());
    PageTable pages(change.db());
    Batch batch;
    batch.code = "B9";
    batch.opened = format_instant(change.now());
    batch.id = batches.add(batch);
    REQUIRE(batches.find("B9"));
    batches.set_expected(batch.id, 4);
    for (int i = 1; i <= 4; ++i) {
        Page page;
        page.id = 900 + i;
        page.batch = batch.id;
        page.seq = pages.last_seq(batch.id) + 1;
        page.source = "/scans/p" + std::to_string(i);
        page.object = sha256(page.source);
        page.look.frame.width = page.look.frame.height = 8;
        CHECK(batches.refusals_of(batch.id, page.source).empty());
        CHECK_FALSE(pages.has_source(batch.id, page.source));
        CHECK(pages.of_source(batch.id, page.source, page.object).empty());
        const std::int64_t object = pages.add_object(page.object, 10, "pnm", 1);
        page.duplicate_of = pages.first_showing(object, 0);
        pages.add(page, object);
        const std::string code = i == 1 ? ticket_label : i == 2 ? type_label : "";
        pages.set_barcodes(page.id, code.empty() ? std::vector<Barcode>()
                                                 : std::vector{Barcode{BarcodeFormat::Code128, code, {}, ""}});
        pages.set_codes_read(page.id, "normal");
        ids.push_back(page.id);
    }
    batches.refuse({0, batch.id, "B9", "/scans/p5", "damaged", "cut off", "", "waiting"});
    CHECK(batches.count_refusals(batch.id) == 1);
    CHECK(batches.count_pages(batch.id) == 4);
    change.commit();
    std::vector<Page> all;
    PageTable(made.archive().db()).for_each_in_batch(batch.id, 1, [&](const Page& page) { all.push_back(page); });
    return all;
}

}  // namespace

TEST_CASE("the look at plans sees a table that is read whole") {
    Db& db = demo().archive().db();
    CHECK(whole_reads(db, "SELECT id FROM page WHERE skew > 1") == std::vector<std::string>{"SCAN page"});
    CHECK(whole_reads(db, "SELECT p.id FROM page AS p WHERE p.skew > 1") == std::vector<std::string>{"SCAN p"});
    CHECK(whole_reads(db, "SELECT count(*) FROM document").size() == 1);
    CHECK(whole_reads(db, "SELECT rowid FROM search").size() == 1);
    CHECK(whole_reads(db, "SELECT rowid FROM search WHERE search MATCH ?").empty());
    CHECK(whole_reads(db, "SELECT id FROM page WHERE id = 1").empty());
    CHECK(whole_reads(db, "SELECT u.id FROM unit AS u").empty());
}

TEST_CASE("questions read no large table whole") {
    RowArchive& made = demo();
    check_plans(made.archive(), [&] {
        for (const char* text : {"王",
                                 "王伟",
                                 "20260001",
                                 "3304000001",
                                 "Z109-WS·2025-Y-JX-0001",
                                 "customer:3304000001",
                                 "ticket:20260001",
                                 "type:contract",
                                 "type:high-new",
                                 "date:2019..2026",
                                 "unit:JX",
                                 "class:high",
                                 "in:R1",
                                 "in:H000001",
                                 "in:2025-00001",
                                 "is:missing",
                                 "is:waived",
                                 "is:unfiled",
                                 "is:missing 王",
                                 "王 type:contract",
                                 "王 in:R1",
                                 "name:王伟",
                                 "\"王伟\"",
                                 "stage:accepted",
                                 "纺织 class:high",
                                 "zw",
                                 "wangwei type:contract,photo",
                                 "王 -伟 -type:contract",
                                 "type:contract -in:R1 -is:lent",
                                 "class:low -is:missing",
                                 "keeper:chen",
                                 "line:南湖一线",
                                 "kind:person",
                                 "volume:2025-00001",
                                 "date:2019,2025",
                                 "is:missing class:high",
                                 "is:missing keeper:chen"}) {
            FindRequest request;
            request.query = parse_query(std::vector{std::string(text)}).value_or_throw();
            HeldRecords records;
            find_things(made.archive(), made.caller(), request, records);
        }
    });
}

TEST_CASE("looking at one thing reads no large table whole") {
    RowArchive& made = demo();
    check_plans(made.archive(), [&] {
        for (const char* text : {"3304000001", "20260001", "Z109-WS·2025-Y-JX-0001", "2025-00001", "H000001", "R1",
                                 "JX", "chen", "batch:B1", "page:1", "YW"}) {
            const Result<Thing> thing = resolve_thing(made.archive(), text);
            CAPTURE(text);
            REQUIRE(thing.ok());
            ThingRecords records(made.archive(), made.caller());
            HeldRecords sink;
            WhereIs(made.archive(), records).put(*thing, sink);
            show_thing(made.archive(), records, *thing, ThingRecords::Masking::masked);
            put_related(made.archive(), records, *thing, 10, sink);
            put_history(made.archive(), *thing, sink);
        }
    });
}

TEST_CASE("completeness reads its tables along their keys") {
    RowArchive& made = demo();
    check_plans(made.archive(), [&] {
        HeardReporter reporter;
        HeldRecords findings;
        CHECK(report_completeness(made.archive(), made.caller(), {}, ReportDepth::all, reporter, findings) > 0);
        report_completeness_by_unit(made.archive(), made.caller(), {}, reporter, findings);
    });
}

TEST_CASE("capture and filing read no large table whole") {
    RowArchive made(demo_profile());
    fill_demo(made);
    check_plans(made.archive(), [&] {
        const std::vector<Page> pages = captured(made);
        REQUIRE(pages.size() == 4);
        Operation operation(made.caller(), "split");
        HeardReporter reporter;
        HeldRecords told;
        SplitFilter filter(made.archive(), operation, reporter, told);
        for (const Page& page : pages) {
            filter.take_page(page_record(page, "known"));
        }
        filter.take_batch({"batch", {{"batch", "B9"}, {"status", 0}}});
        filter.finish();
        const auto filed = std::ranges::count(told.records, std::string("document"), &Record::kind);
        CHECK(filed == 1);
    });
}

TEST_CASE("imports read no large table whole") {
    RowArchive made(demo_profile());
    fill_demo(made);
    check_plans(made.archive(), [&] {
        import(made, ImportTable::customers,
               "number,name,class,unit,id_number\n3304000077,陈红,low,JX01,\n3304000001,王大伟,low,JX01,\n");
        import(made, ImportTable::tickets,
               "number,customer,type,opened,stage\n20260077,3304000077,change,2026-01-02,accepted\n"
               "20260001,3304000001,high-new,2025-12-29,surveyed\n");
        import(made, ImportTable::documents, "type,ticket,title\ncontract,20260077,合同\n");
        import(made, ImportTable::volumes, "code,title\n2025-00077,卷\n");
        import(made, ImportTable::boxes, "code,title\nH000077,盒\n");
    });
}

TEST_CASE("an audit that must look at everything reads a large table whole once, never once for each row of another") {
    RowArchive& made = demo();
    HeardReporter reporter;
    for (const Audit& audit : all_audits()) {
        if (audit.name == "completeness" || audit.name == "log") {
            continue;  // the one has its own test, the other's chain is followed event by event
        }
        AuditRun run(made.archive(), made.caller(), reporter);
        std::map<std::string, int> counts;
        {
            Statements statements(made.archive().db());
            run_audit(audit, run, {}, [](const Finding&) {});
            counts = statements.take_counts();
        }
        for (const auto& [sql, times] : counts) {
            if (times > 1) {
                CAPTURE(audit.name);
                CAPTURE(sql);
                CHECK(whole_reads(made.archive().db(), sql) == std::vector<std::string>{});
            }
        }
    }
}

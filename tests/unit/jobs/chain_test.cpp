#include "jobs/admin/chain.hpp"

#include "unit/jobs/admin_script.hpp"

#include "catalog/packed_line.hpp"
#include "jobs/admin/check_archive.hpp"
#include "jobs/admin/event_log.hpp"
#include "jobs/admin/rebuild.hpp"
#include "store/journal.hpp"
#include "store/journal_file.hpp"
#include "store/journal_lock.hpp"
#include "support/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

using namespace arc;

namespace {

// Changes the catalog behind everybody's back.
void tamper(const TestArchive& test, const std::string& sql) {
    Db db = Db::open(test.paths.catalog(), Access::write);
    db.execute("PRAGMA foreign_keys = OFF");
    db.execute(sql.c_str());
}

StoredEvent event_of(const TestArchive& test, std::int64_t n) {
    Archive archive = test.open(Access::read);
    return EventTable(archive.db()).find(n).value();
}

// The line as SQL writes it into the catalog.
std::string packed_sql(const std::string& line) {
    std::string sql = "x'";
    for (const std::uint8_t byte : pack_line(line)) {
        sql += fmt::format("{:02x}", byte);
    }
    return sql + "'";
}

std::string with_another_name(std::string line) {
    return line.replace(line.find("tester"), 6, "nobody");
}

struct Finding {
    std::string part;
    std::string subject;
    std::string text;
};

std::vector<Finding> findings(const TestArchive& test) {
    Archive archive = test.open(Access::read);
    HeldRecords sink;
    HeardReporter reporter;
    const std::int64_t count = check_archive(archive, sink, reporter);
    CHECK(count == static_cast<std::int64_t>(sink.records.size()));
    std::vector<Finding> all;
    for (const Record& record : sink.records) {
        const Value fields(record.fields);
        all.push_back({fields.text_of("part"), fields.text_of("subject"), fields.text_of("text")});
    }
    return all;
}

void import(TestArchive& test, ImportTable table, const std::string& text) {
    Archive archive = test.open();
    Operation operation(test.caller, "import");
    HeardReporter reporter;
    ImportRequest request;
    request.table = table;
    request.file = test.file("list.csv", text);
    import_list(archive, operation, request, reporter);
}

void fill(TestArchive& test) {
    import(test, ImportTable::customers, "number,name,phone\n0000000001,王伟,13800000000\n");
    import(test, ImportTable::tickets, "number,customer,type,opened\nT1,0000000001,high-new,2026-01-02\n");
    import(test, ImportTable::units, "code,name\nu1,南湖所\n");
}

std::vector<std::string> problems_of_log(const TestArchive& test) {
    Archive archive = test.open(Access::read);
    HeldRecords sink;
    HeardReporter reporter;
    show_log(archive, {}, sink, reporter);
    return reporter.problems;
}

}  // namespace

TEST_CASE("an archive that nobody tampered with is sound") {
    TestArchive test;
    fill(test);
    for (const Finding& finding : findings(test)) {
        FAIL(finding.part, " ", finding.subject, " ", finding.text);
    }
    CHECK(problems_of_log(test).empty());
}

TEST_CASE("a changed byte in an event is named by its number, in the log and by check") {
    TestArchive test;
    fill(test);
    tamper(test, "UPDATE event SET line = " + packed_sql(with_another_name(event_of(test, 3).line)) + " WHERE n = 3");
    REQUIRE(problems_of_log(test).size() == 1);
    CHECK(problems_of_log(test)[0].find("event 3: its bytes do not give its hash") == 0);
    const std::vector<Finding> found = findings(test);
    CHECK(std::ranges::any_of(found, [](const Finding& f) { return f.part == "chain" && f.subject == "event 3"; }));
    CHECK(std::ranges::any_of(found, [](const Finding& f) { return f.part == "journal"; }));
}

TEST_CASE("an event whose hash was made to fit is betrayed by the one after it") {
    TestArchive test;
    fill(test);
    const std::string line = with_another_name(event_of(test, 3).line);
    tamper(test, "UPDATE event SET line = " + packed_sql(line) + ", by = 'nobody', hash = x'" +
                     chain_hash(event_of(test, 2).hash, 3, line).hex() + "' WHERE n = 3");
    REQUIRE(problems_of_log(test).size() == 1);
    CHECK(problems_of_log(test)[0].find("event 4: does not follow from event 3") == 0);
}

TEST_CASE("a line that cannot be unpacked is an event that does not fit") {
    TestArchive test;
    fill(test);
    tamper(test, "UPDATE event SET line = substr(line, 1, length(line) - 7) WHERE n = 3");
    REQUIRE(problems_of_log(test).size() == 1);
    CHECK(problems_of_log(test)[0].find("event 3: its line is no event") == 0);
    CHECK(findings(test).size() == 2);
}

TEST_CASE("an event that was taken out is missed") {
    TestArchive test;
    fill(test);
    tamper(test, "DELETE FROM event_thing WHERE n = 3; DELETE FROM event WHERE n = 3");
    REQUIRE(problems_of_log(test).size() == 1);
    CHECK(problems_of_log(test)[0].find("event 3: is missing") == 0);
}

TEST_CASE("a journal behind the catalog is told, and completed by the next change") {
    TestArchive test;
    fill(test);
    const std::filesystem::path month = test.paths.journal_of("2026-01");
    const auto size = std::filesystem::file_size(month);
    std::filesystem::resize_file(month, size - 5);
    std::vector<Finding> found = findings(test);
    REQUIRE(found.size() == 1);
    CHECK(found[0].subject == "event 4");
    import(test, ImportTable::units, "code,name\nu2,秀洲所\n");
    CHECK(findings(test).empty());
}

TEST_CASE("a journal line that could not be written is written before anything is told that rests on it") {
    TestArchive test;
    Archive archive = test.open();
    Operation operation(test.caller, "test");
    const auto change_nothing = [&] { Change(archive, operation).commit(); };
    // Nobody can open a folder for writing.
    std::filesystem::remove(test.paths.journal() / "lock");
    std::filesystem::create_directory(test.paths.journal() / "lock");
    CHECK_THROWS_AS(
        [&] {
            Change change(archive, operation);
            change.tell("what", "x");
            change.commit_always();
        }(),
        Fault);
    CHECK(Journal(test.paths).last() == 1);
    CHECK_THROWS_AS(change_nothing(), Fault);
    std::filesystem::remove(test.paths.journal() / "lock");
    change_nothing();
    CHECK(Journal(test.paths).last() == 2);
}

TEST_CASE("journal lines that are not known to be on the disk are written anew when somebody comes to write") {
    TestArchive test;
    AdminScript(test, 11).run(20);
    const std::filesystem::path month = month_files(test.paths.journal()).back();
    const std::string whole = text_of(month);
    const auto write = [&](const std::string& text) { std::ofstream(month, std::ios::binary) << text; };
    // As after a sync that failed: the mark stands before lines that the kernel shows, and may not have.
    const std::size_t first = whole.find('\n') + 1;
    const std::size_t second = whole.find('\n', first) + 1;
    JournalLock(test.paths.journal() / "lock")
        .set_synced({month.filename().string(), static_cast<std::int64_t>(first)});
    SUBCASE("and a rebuild reads them") {
        std::string damaged = whole;
        damaged[second + (whole.find('\n', second) - second) / 2] ^= 1;
        write(damaged);
        static_cast<void>(test.open());
        CHECK(text_of(month) == whole);
        HeardReporter reporter;
        rebuild_catalog(test.paths, test.caller, 0, reporter);
        CHECK(text_of(month).starts_with(whole));
    }
    SUBCASE("but none that the catalog does not have") {
        write(whole + "{\"n\":1000000}\n");
        CHECK_THROWS_AS(static_cast<void>(test.open()), Fault);
        CHECK(text_of(month) == whole + "{\"n\":1000000}\n");
    }
}

TEST_CASE("check names what does not fit together") {
    TestArchive test;
    fill(test);
    SUBCASE("a counter behind") {
        tamper(test, "UPDATE counter SET next = 1 WHERE name = 'ticket'");
        REQUIRE(findings(test).size() == 1);
        CHECK(findings(test)[0].text == "would give 1 next, but 1 is in use");
    }
    SUBCASE("a thing that cannot be found") {
        tamper(test, "DELETE FROM search WHERE rowid = (1 << 48) + 1");
        REQUIRE(findings(test).size() == 1);
        CHECK(findings(test)[0].subject == "ticket:1");
    }
    SUBCASE("a thing that is found but not there") {
        tamper(test, "INSERT INTO search (rowid, text) VALUES ((1 << 48) + 77, 'x')");
        REQUIRE(findings(test).size() == 1);
        CHECK(findings(test)[0].subject == "ticket:77");
    }
    SUBCASE("a private value") {
        tamper(test, "UPDATE private_value SET value = '13900000000'");
        REQUIRE(findings(test).size() == 1);
        CHECK(findings(test)[0].part == "private");
        CHECK(findings(test)[0].text.find("139") == std::string::npos);
    }
    SUBCASE("a reference to nothing") {
        tamper(test, "UPDATE ticket SET customer = 99");
        REQUIRE(findings(test).size() == 1);
        CHECK(findings(test)[0].text == "ticket 1 refers to a customer that is not there");
    }
    SUBCASE("an object without its file, and a file that is no object") {
        tamper(test, "INSERT INTO object (id, digest, bytes, format, frames) VALUES (1, x'" + std::string(64, '0') +
                         "', 5, 'tiff', 1); "
                         "INSERT INTO counter VALUES ('object', 2)");
        const Digest stray = sha256("stray");
        std::filesystem::create_directories(test.paths.object(stray).parent_path());
        std::ofstream(test.paths.object(stray)) << "stray";
        std::ofstream(test.paths.objects() / "note.txt") << "x";
        const std::vector<Finding> found = findings(test);
        REQUIRE(found.size() == 3);
        CHECK(found[0].text == "the file is missing");
    }
}

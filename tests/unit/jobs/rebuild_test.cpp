#include "jobs/admin/rebuild.hpp"

#include "unit/jobs/admin_script.hpp"

#include "jobs/admin/check_archive.hpp"
#include "store/journal.hpp"
#include "support/words.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <fstream>
#include <optional>

using namespace arc;

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::filesystem::path first_month(const TestArchive& test) {
    return test.paths.journal_of("2026-01");
}

std::vector<std::string> without_last(std::vector<std::string> lines) {
    lines.pop_back();
    return lines;
}

// What the catalog holds: journaled rows, and the events.
struct Contents {
    std::vector<std::string> rows;
    std::vector<std::string> events;
};

Contents contents(const TestArchive& test) {
    Archive archive = test.open(Access::read);
    return {dump(archive.db()), dump_events(archive.db())};
}

}  // namespace

TEST_CASE("a rebuilt catalog is the old one, row for row and event for event; twenty missing objects are named") {
    TestArchive test;
    AdminScript(test, 20260105).run(200);
    const Contents before = contents(test);
    REQUIRE(before.rows.size() > 100);
    HeardReporter reporter;
    const RebuildOutcome outcome = rebuild_catalog(test.paths, test.caller, 0, reporter);
    const Contents after = contents(test);
    CHECK(after.rows == before.rows);
    CHECK(without_last(after.events) == before.events);
    CHECK(outcome.events == static_cast<std::int64_t>(before.events.size()));
    CHECK(std::filesystem::exists(test.paths.catalog().string() + ".before-rebuild"));
    REQUIRE(outcome.missing_objects > 20);
    CHECK(reporter.problems.size() == 21);
    CHECK(reporter.problems.back().find(std::to_string(outcome.missing_objects - 20) + " more") != std::string::npos);
}

TEST_CASE("a rebuilt archive is sound, its private values and search index too") {
    TestArchive test;
    AdminScript script(test, 7);
    script.run(60);
    {
        Archive archive = test.open();
        archive.db().execute("DELETE FROM page WHERE 0");
    }
    HeardReporter reporter;
    rebuild_catalog(test.paths, test.caller, 0, reporter);
    Archive archive = test.open(Access::read);
    HeldRecords findings;
    check_archive(archive, findings, reporter);
    for (const Record& finding : findings.records) {
        const std::string part = Value(finding.fields).text_of("part");
        CHECK_MESSAGE(part == "objects", Value(finding.fields).text_of("subject"), ": ",
                      Value(finding.fields).text_of("text"));
    }
}

TEST_CASE("a journal with a torn last line is completed from the catalog first") {
    TestArchive test;
    AdminScript(test, 3).run(30);
    const Contents before = contents(test);
    const std::string text = text_of(first_month(test));
    write(first_month(test), text.substr(0, text.size() - 10));
    HeardReporter reporter;
    rebuild_catalog(test.paths, test.caller, 0, reporter);
    CHECK(contents(test).rows == before.rows);
    CHECK(without_last(contents(test).events) == before.events);
}

TEST_CASE("without a catalog the journal is enough, and a torn last line is only the last event lost") {
    TestArchive test;
    AdminScript(test, 4).run(30);
    const Contents before = contents(test);
    const std::filesystem::path newest = [&] {
        std::vector<std::filesystem::path> files;
        Journal(test.paths).for_each([&](const std::filesystem::path& file, std::string_view) {
            files.push_back(file);
            return true;
        });
        return files.back();
    }();
    const std::string text = text_of(newest);
    write(newest, text.substr(0, text.size() - 10));
    std::filesystem::remove(test.paths.catalog());
    HeardReporter reporter;
    const RebuildOutcome outcome = rebuild_catalog(test.paths, test.caller, 0, reporter);
    CHECK(outcome.events == static_cast<std::int64_t>(before.events.size()) - 1);
    CHECK(without_last(contents(test).events) == without_last(before.events));
    REQUIRE(reporter.notices.size() == 1);
    CHECK(reporter.notices[0].find("only the journal is used") != std::string::npos);
}

TEST_CASE("a changed byte of the journal stops the rebuild at the next event, and the old catalog stays") {
    TestArchive test;
    AdminScript(test, 5).run(30);
    const Contents before = contents(test);
    std::string text = text_of(first_month(test));
    const std::size_t second = text.find('\n') + 1;
    const std::size_t by = text.find("\"by\":\"tester\"", second);
    REQUIRE(by != std::string::npos);
    text[by + 6] = 'T';
    write(first_month(test), text);
    HeardReporter reporter;
    std::string words;
    try {
        rebuild_catalog(test.paths, test.caller, 0, reporter);
    } catch (const Fault& fault) {
        words = fault.what();
    }
    CHECK(words.find("journal/2026-01.jsonl: event 3") == 0);
    CHECK(words.find("--until 1 makes the catalog of all before both") != std::string::npos);
    CHECK(contents(test).events == before.events);
    CHECK_FALSE(std::filesystem::exists(test.paths.catalog().string() + ".building"));
}

TEST_CASE("until an event: later lines are set aside, numbers jump and a new epoch begins") {
    TestArchive test;
    AdminScript(test, 6).run(40);
    HeardReporter reporter;
    const RebuildOutcome outcome = rebuild_catalog(test.paths, test.caller, 5, reporter);
    CHECK(outcome.events == 5);
    CHECK(outcome.set_aside > 0);
    {
        Archive archive = test.open(Access::read);
        CHECK(setting(archive.db(), "epoch") == "2");
        CHECK(EventTable(archive.db()).head("t1").n == 6);
    }
    AdminScript(test, 8).run(20);
    Archive archive = test.open(Access::read);
    CHECK(Journal(test.paths).last() == EventTable(archive.db()).head("t1").n);
}

TEST_CASE("a catalog put back from a copy is not written to until rebuild has made it anew") {
    TestArchive test;
    AdminScript script(test, 9);
    script.run(20);
    std::filesystem::copy_file(test.paths.catalog(), test.folder.path() / "copy.db");
    script.run(20);
    const Contents before = contents(test);
    std::filesystem::copy_file(test.folder.path() / "copy.db", test.paths.catalog(),
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(words_of([&] { test.open(); }).find("events more than the catalog; make the catalog anew") !=
          std::string::npos);
    CHECK_NOTHROW(test.open(Access::read));
    HeardReporter reporter;
    rebuild_catalog(test.paths, test.caller, 0, reporter);
    CHECK(contents(test).rows == before.rows);
    CHECK(without_last(contents(test).events) == before.events);
}

TEST_CASE("an archive that is open is not written to any more when another catalog stands in its place") {
    TestArchive test;
    Archive watching = test.open();
    std::filesystem::copy_file(test.paths.catalog(), test.folder.path() / "copy.db");
    std::filesystem::rename(test.folder.path() / "copy.db", test.paths.catalog());
    Operation operation(test.caller, "ingest");
    CHECK(words_of([&] { const Change change(watching, operation); }).find("the catalog was replaced; start again") !=
          std::string::npos);
}

TEST_CASE("a catalog that somebody has open is not replaced, whatever is wrong with it") {
    TestArchive test;
    AdminScript(test, 10).run(10);
    std::optional<Archive> watching = test.open();
    HeardReporter reporter;
    SUBCASE("nothing") {
    }
    SUBCASE("it has an older schema") {
        watching->db().execute("PRAGMA user_version = 0");
    }
    const std::string words = words_of([&] { rebuild_catalog(test.paths, test.caller, 0, reporter); });
    CHECK(words.find("somebody still reads it; try again when no tool runs") != std::string::npos);
    CHECK(is_in_its_place(watching->db()));
    CHECK(std::filesystem::exists(test.paths.catalog().string() + "-wal"));
}

TEST_CASE("a damaged catalog that another program has open is not replaced either") {
    TestArchive test;
    AdminScript(test, 11).run(10);
    write(test.paths.catalog(), std::string(8192, 'x'));
    // As SQLite holds it: a shared lock on the bytes behind the first gigabyte.
    const Fd held(::open(test.paths.catalog().c_str(), O_RDWR | O_CLOEXEC));
    struct flock lock {};
    lock.l_type = F_RDLCK;
    lock.l_start = 0x40000002;
    lock.l_len = 510;
    REQUIRE(::fcntl(held.get(), F_OFD_SETLK, &lock) == 0);
    HeardReporter reporter;
    const std::string words = words_of([&] { rebuild_catalog(test.paths, test.caller, 0, reporter); });
    CHECK(words.find("somebody still reads it") != std::string::npos);
    lock.l_type = F_UNLCK;
    REQUIRE(::fcntl(held.get(), F_OFD_SETLK, &lock) == 0);
    CHECK_NOTHROW(rebuild_catalog(test.paths, test.caller, 0, reporter));
}

TEST_CASE("a month of the journal that cannot be read ends a rebuild, and nothing is set aside") {
    TestArchive test;
    AdminScript(test, 12).run(30);
    const Contents before = contents(test);
    std::filesystem::create_symlink("/proc/self/mem", test.paths.journal_of("2026-12"));
    HeardReporter reporter;
    SUBCASE("with the catalog") {
    }
    SUBCASE("without it") {
        std::filesystem::remove(test.paths.catalog());
    }
    const std::string words = words_of([&] { rebuild_catalog(test.paths, test.caller, 0, reporter); });
    CHECK(words.find("cannot read: Input/output error") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(test.paths.journal() / ("after-" + std::to_string(before.events.size()))));
    std::filesystem::remove(test.paths.journal_of("2026-12"));
    rebuild_catalog(test.paths, test.caller, 0, reporter);
    CHECK(without_last(contents(test).events) == before.events);
}

TEST_CASE("a rebuild that was cut off behind setting lines aside begins a new epoch when it is done again") {
    TestArchive test;
    AdminScript(test, 13).run(30);
    Journal(test.paths).set_aside_after(5);
    HeardReporter reporter;
    SUBCASE("the old catalog tells them again") {
        const Contents before = contents(test);
        CHECK(rebuild_catalog(test.paths, test.caller, 0, reporter).events ==
              static_cast<std::int64_t>(before.events.size()));
        CHECK(contents(test).rows == before.rows);
    }
    SUBCASE("there is none") {
        std::filesystem::remove(test.paths.catalog());
        std::int64_t until = 0;
        SUBCASE("the same line") {
            until = 5;
        }
        SUBCASE("another") {
        }
        CHECK(rebuild_catalog(test.paths, test.caller, until, reporter).events == 5);
        Archive archive = test.open(Access::read);
        CHECK(setting(archive.db(), "epoch") == "2");
    }
}

TEST_CASE("a log that stayed when its catalog was moved away is not replayed into the new one") {
    TestArchive test;
    AdminScript script(test, 15);
    script.run(20);
    const std::filesystem::path log = test.paths.catalog().string() + "-wal";
    const std::filesystem::path left = test.folder.path() / "left";
    {
        const Archive watching = test.open();
        script.run(5);
        std::filesystem::copy_file(log, left);
    }
    REQUIRE(std::filesystem::file_size(left) > 0);
    // Much that the log does not know of.
    script.run(100);
    const Contents before = contents(test);
    std::filesystem::rename(test.paths.catalog(), test.folder.path() / "away.db");
    std::filesystem::rename(left, log);
    write(test.paths.catalog().string() + "-journal", "left too");
    HeardReporter reporter;
    rebuild_catalog(test.paths, test.caller, 0, reporter);
    CHECK(contents(test).rows == before.rows);
    CHECK(without_last(contents(test).events) == before.events);
    Archive archive = test.open(Access::read);
    CHECK(CatalogCheck(archive.db()).damages().empty());
    for (const char* ending : {"-wal", "-journal"}) {
        CHECK(std::filesystem::exists(test.paths.catalog().string() + ".before-rebuild" + ending));
    }
    CHECK_FALSE(std::filesystem::exists(test.paths.catalog().string() + ".before-rebuild"));
}

TEST_CASE("a line of the journal that is no JSON is damage, like one that was changed") {
    TestArchive test;
    AdminScript(test, 16).run(30);
    std::string text = text_of(first_month(test));
    const std::size_t second = text.find('\n') + 1;
    text.replace(second, text.find('\n', second) - second, "scribbled");
    write(first_month(test), text);
    HeardReporter reporter;
    std::optional<Fault> told;
    try {
        rebuild_catalog(test.paths, test.caller, 0, reporter);
    } catch (const Fault& fault) {
        told.emplace(fault);
    }
    REQUIRE(told);
    CHECK(told->code() == ErrorCode::damaged);
    CHECK(std::string(told->what()).find("journal/2026-01.jsonl: event 2: ") == 0);
}

TEST_CASE("events that only the old catalog knew are told of, and stay beside") {
    TestArchive test;
    AdminScript script(test, 14);
    script.run(20);
    const std::string first = text_of(first_month(test));
    // The journal of another past: its last event was written otherwise.
    std::string other = first;
    const std::size_t by = other.rfind("\"by\":\"tester\"");
    REQUIRE(by != std::string::npos);
    other[by + 6] = 'T';
    for (const auto& entry : std::filesystem::directory_iterator(test.paths.journal())) {
        REQUIRE((entry.path().extension() != ".jsonl" || entry.path() == first_month(test)));
    }
    write(first_month(test), other);
    HeardReporter reporter;
    rebuild_catalog(test.paths, test.caller, 0, reporter);
    REQUIRE_FALSE(reporter.problems.empty());
    CHECK(reporter.problems.front().find("is another than the journal's, which counts") != std::string::npos);
}

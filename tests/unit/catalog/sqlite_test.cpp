#include "catalog/sqlite.hpp"

#include "catalog/sqlite_error.hpp"
#include "support/temp_folder.hpp"
#include "support/words.hpp"

#include <doctest/doctest.h>

#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>

using namespace arc;

namespace fs = std::filesystem;

TEST_CASE("a reader takes back what a power cut left half written") {
    const TempFolder folder;
    const fs::path file = folder.path() / "one.db";
    Db db = Db::create(file);
    db.execute("PRAGMA journal_mode = DELETE; CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('before');");
    // With so little memory changes are written to the file before the end of the transaction.
    db.execute(
        "PRAGMA cache_size = 1; BEGIN; UPDATE t SET x = 'after'; CREATE TABLE u AS WITH RECURSIVE "
        "n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) SELECT i, randomblob(400) FROM n;");
    const fs::path cut = folder.path() / "cut.db";
    fs::copy_file(file, cut);
    fs::copy_file(file.string() + "-journal", cut.string() + "-journal");
    db.execute("ROLLBACK");

    Db reader = Db::open(cut, Access::read);
    Statement rows(reader, "SELECT x FROM t");
    REQUIRE(rows.step());
    CHECK(rows.text() == "before");
    CHECK_FALSE(fs::exists(cut.string() + "-journal"));
}

TEST_CASE("a path that begins with two slashes is no host") {
    const TempFolder folder;
    const fs::path file = "/" + (folder.path() / "one.db").string();
    { Db::create(file).execute("CREATE TABLE t (x TEXT)"); }
    CHECK(fs::exists(folder.path() / "one.db"));
    { Db::create(folder.path() / "next.db", file); }
    for (const Access access : {Access::read, Access::write, Access::immutable}) {
        Db db = Db::open(file, access);
        CHECK(Statement(db, "SELECT name FROM sqlite_schema").step());
    }
}

TEST_CASE("a new database is readable for its owner and group, or for whom the one it replaces is") {
    const TempFolder folder;
    const auto mode = [&](const char* name) {
        return static_cast<unsigned>(fs::status(folder.path() / name).permissions());
    };
    const mode_t mask = ::umask(022);
    { const Db db = Db::create(folder.path() / "new.db"); }
    CHECK(mode("new.db") == 0640);
    fs::permissions(folder.path() / "new.db", static_cast<fs::perms>(0660));
    { const Db db = Db::create(folder.path() / "next.db", folder.path() / "new.db"); }
    CHECK(mode("next.db") == 0660);
    ::umask(mask);
}

TEST_CASE("a failure that SQLite does not log is not told with the cause of an earlier one") {
    listen_to_sqlite();
    const auto failure = [] { return words_of([] { fail_sqlite(nullptr, SQLITE_IOERR_READ, "one.db", "reading"); }); };
    const std::string plain = "one.db: reading: disk I/O error; check the disk, then run the same command again";
    sqlite3_log(SQLITE_IOERR_WRITE, "os_unix.c:1: (28) write(one.db) - No space left on device");
    CHECK(failure() == "one.db: reading: the disk is full; make room and run the same command again");
    CHECK(failure() == plain);
    sqlite3_log(SQLITE_IOERR_FSYNC, "os_unix.c:1: (4) fsync(one.db) - Interrupted system call");
    CHECK(failure() == "one.db: reading: interrupted; run the same command again");
    CHECK(failure() == plain);
    // As a roll-back may do, whose failure is told to nobody.
    sqlite3_log(SQLITE_IOERR_WRITE, "os_unix.c:1: (28) write(one.db) - No space left on device");
    const TempFolder folder;
    Db db = Db::create(folder.path() / "next.db");
    CHECK(Statement(db, "SELECT 1").step());
    CHECK(failure() == plain);
}

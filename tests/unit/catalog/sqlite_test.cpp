#include "catalog/sqlite.hpp"

#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

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

#include "catalog/sqlite.hpp"

#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

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

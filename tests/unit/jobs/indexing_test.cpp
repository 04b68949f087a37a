#include "jobs/indexer.hpp"

#include "unit/jobs/admin_script.hpp"

#include "base/search_text.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

void import(TestArchive& test, ImportTable table, const std::string& text) {
    Archive archive = test.open();
    Operation operation(test.caller, "import");
    HeardReporter reporter;
    ImportRequest request;
    request.table = table;
    request.file = test.file("list.csv", text);
    import_list(archive, operation, request, reporter);
}

std::vector<std::string> found(const TestArchive& test, const std::string& words) {
    Archive archive = test.open(Access::read);
    std::vector<std::string> things;
    SearchIndex(archive.db()).find(query_tokens(words), [&](Thing thing) {
        things.push_back(to_text(thing));
        return true;
    });
    return things;
}

using Things = std::vector<std::string>;

}  // namespace

TEST_CASE("things are found by what people type, and by names they had before") {
    TestArchive test;
    import(test, ImportTable::customers,
           "number,name,address,phone,tariff\n0000000001,王伟,中山路5号,13800000000,居民\n");
    import(test, ImportTable::tickets, "number,customer,type,opened\nGD-7,0000000001,high-new,2026-01-02\n");
    CHECK(found(test, "王伟 中山路") == Things{"customer:1"});
    CHECK(found(test, "王伟 高压新装") == Things{"ticket:1"});
    CHECK(found(test, "gd7") == Things{"ticket:1"});
    test.clock.set(test.clock.now() + std::chrono::hours(48));
    import(test, ImportTable::customers, "number,name\n0000000001,李娜\n");
    CHECK(found(test, "王伟") == Things{"customer:1"});
    CHECK(found(test, "李娜") == Things{"customer:1", "ticket:1"});
    CHECK(found(test, "居民") == Things{"customer:1"});
}

TEST_CASE("private values are never found") {
    TestArchive test;
    import(test, ImportTable::customers, "number,name,phone\n0000000001,王伟,13800000000\n");
    CHECK(found(test, "13800000000").empty());
    CHECK(found(test, "hmac").empty());
}

TEST_CASE("an index made anew finds the same") {
    TestArchive test;
    AdminScript(test, 21).run(60);
    Archive archive = test.open();
    const auto rows = [&] {
        std::vector<std::string> lines;
        Statement read(archive.db(), "SELECT rowid || ' ' || text FROM search ORDER BY rowid");
        while (read.step()) {
            lines.push_back(read.text());
        }
        return lines;
    };
    const std::vector<std::string> before = rows();
    Indexer(archive.db(), archive.profile()).put_everything([](std::int64_t) {});
    const std::vector<std::string> after = rows();
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        CHECK(after[i] == before[i]);
    }
}

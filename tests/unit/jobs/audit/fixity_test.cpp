#include "jobs/audit/fixity.hpp"

#include "catalog/fixity_table.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace arc;

namespace fs = std::filesystem;

namespace {

struct Checked {
    FixityOutcome outcome;
    std::vector<std::string> found;  // "A0301 pages 2"
};

Checked check(RowArchive& made, const FixityRequest& request) {
    Checked checked;
    HeardReporter silence;
    checked.outcome = check_fixity(made.archive(), made.caller(), request, silence, [&](const Finding& finding) {
        const Value more(finding.more);
        checked.found.push_back(std::string(finding.code->code) + " pages " +
                                std::to_string(more.list_of("pages").size()));
    });
    return checked;
}

// The object of a batch's first pages, in the order they came.
fs::path object_of(RowArchive& made, std::int64_t id) {
    std::vector<ObjectToCheck> objects;
    for (const FixityRisk risk : {FixityRisk::only_copy, FixityRisk::fragile, FixityRisk::usual}) {
        std::ranges::move(FixityTable(made.archive().db()).never_checked(risk, 0, 100), std::back_inserter(objects));
    }
    std::ranges::sort(objects, {}, &ObjectToCheck::id);
    return made.archive().paths().object(objects.at(static_cast<std::size_t>(id - 1)).digest);
}

void overwrite(const fs::path& path, const std::string& bytes) {
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("an archive as it came has nothing to say") {
    RowArchive made(demo_profile());
    fill_demo(made);
    const Checked checked = check(made, {});
    CHECK(checked.found.empty());
    CHECK(checked.outcome.checked == 10);
    CHECK(checked.outcome.left == 0);
}

TEST_CASE("files that are gone, changed, replaced by something else, or unknown are told") {
    RowArchive made(demo_profile());
    fill_demo(made);
    const fs::path gone = object_of(made, 1);
    const fs::path changed = object_of(made, 2);
    const fs::path folder = object_of(made, 3);
    fs::remove(gone);
    overwrite(changed, "something else");
    fs::remove(folder);
    fs::create_directory(folder);
    const fs::path stranger = made.archive().paths().objects() / "notes.txt";
    std::ofstream(stranger) << "x";
    const Digest unknown = sha256("nobody knows me");
    const fs::path orphan = made.archive().paths().object(unknown);
    fs::create_directories(orphan.parent_path());
    std::ofstream(orphan) << "nobody knows me";
    fs::last_write_time(orphan, fs::file_time_type::clock::now() - std::chrono::hours(1));
    const Checked checked = check(made, {});
    CHECK(checked.found == std::vector<std::string>{"A0301 pages 1", "A0302 pages 1", "A0302 pages 1", "A0305 pages 0",
                                                    "A0304 pages 0"});
    FixityRequest one;
    one.object = unknown;
    CHECK(check(made, one).found == std::vector<std::string>{"A0304 pages 0"});
}

TEST_CASE("marks let the next run go on where the last one ended, and the oldest come first") {
    RowArchive made(demo_profile());
    fill_demo(made);
    FixityRequest request;
    request.record = true;
    request.bytes = 4 * 20;
    CHECK(check(made, request).outcome.checked == 4);
    made.clock().set(made.clock().now() + std::chrono::hours(24));
    request.bytes = 8 * 20;
    CHECK(check(made, request).outcome.checked == 8);
    // Six never marked, then two of the four of the day before.
    FixityRequest rest;
    rest.checked_before = made.clock().now();
    CHECK(check(made, rest).outcome.checked == 2);
    rest.threads = 3;
    rest.checked_before = made.clock().now() + std::chrono::hours(1);
    CHECK(check(made, rest).outcome.checked == 10);
}

TEST_CASE("of files that are equally long unread, those that are the only copy come first, then the fragile ones") {
    RowArchive made(demo_profile());
    fill_demo(made);
    made.change("set up", [](RowMaker& rows) {
        rows.db().execute(
            "UPDATE object SET format = 'tiff'; UPDATE object SET format = 'jpeg' WHERE id = 2; UPDATE object SET "
            "bytes = "
            "20000000 WHERE id = 3; UPDATE document SET paper = 'here'; UPDATE document SET paper = 'returned' WHERE "
            "id = "
            "(SELECT document FROM page WHERE object = 4)");
    });
    FixityTable marks(made.archive().db());
    const auto ids = [](const std::vector<ObjectToCheck>& objects) {
        std::vector<std::int64_t> all;
        std::ranges::transform(objects, std::back_inserter(all), &ObjectToCheck::id);
        return all;
    };
    const std::vector<std::int64_t> alone = ids(marks.never_checked(FixityRisk::only_copy, 0, 100));
    CHECK(std::ranges::count(alone, 4) == 1);
    CHECK(ids(marks.never_checked(FixityRisk::fragile, 0, 100)) == std::vector<std::int64_t>{2, 3});
    const std::string day = "2026-01-01T00:00:00.000Z";
    Transaction marking(made.archive().db());
    for (const std::int64_t object : {2, 4}) {
        marks.mark(object, day, "ok");
    }
    marking.commit();
    CHECK(marks.next_mark("", "2026-01-02") == day);
    CHECK(marks.next_mark(day, "2026-01-02").empty());
    CHECK(ids(marks.checked_at(day, FixityRisk::only_copy, 0, 100)) == std::vector<std::int64_t>{4});
    CHECK(ids(marks.checked_at(day, FixityRisk::fragile, 0, 100)) == std::vector<std::int64_t>{2});
    CHECK(marks.checked_at(day, FixityRisk::usual, 0, 100).empty());
}

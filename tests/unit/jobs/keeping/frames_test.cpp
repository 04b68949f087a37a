#include "jobs/admin/rebuild.hpp"
#include "jobs/keeping/frames_out.hpp"
#include "unit/jobs/keeping/keeping_desk.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>

using namespace arc;

namespace {

struct Gone {
    std::vector<std::int64_t> going;
    std::vector<std::int64_t> staying;
};

// One customer whose time is over, another whose is not.
Gone two_customers(KeepingDesk& desk) {
    Gone papers{desk.customer("1001", "low", 1), desk.customer("1002", "low", 2)};
    desk.close_customer("1001", "2021-01-01");
    return papers;
}

void destroy(KeepingDesk& desk) {
    const std::string code = desk.propose({});
    desk.approve(code);
    desk.execute(code);
}

std::vector<GrayImage> four_pictures() {
    return {test::a_drawing(60, 40), test::inverted(test::a_drawing(60, 40)), test::a_drawing(64, 48),
            test::a_drawing(80, 33)};
}

}  // namespace

TEST_CASE("what others need of a file is stored as files of their own before it goes") {
    KeepingDesk desk;
    const Gone papers = two_customers(desk);
    desk.file("a.tif", four_pictures(), {0, papers.going[0], papers.staying[0], papers.staying[1]});
    Archive& archive = desk.rows.archive();
    const StoredObject before = ObjectTable(archive.db()).find(1).value();
    destroy(desk);
    CHECK(desk.changed_pages() == std::vector<std::int64_t>{});
    CHECK_FALSE(std::filesystem::exists(archive.paths().object(before.digest)));
    PageTable pages(archive.db());
    for (const std::int64_t id : {1, 3, 4}) {
        const Page page = pages.find(id).value();
        const StoredObject object = ObjectTable(archive.db()).find(page.object).value();
        CHECK(page.frame == 0);
        CHECK(object.frames == 1);
        CHECK(object.origin == before.id);
        CHECK(object.origin_frame == static_cast<int>(id) - 1);
    }
    CHECK(pages.find(2)->role == PageRole::destroyed);
    CHECK(pages.find(2)->object == before.digest);
}

TEST_CASE("the event names the file that went and what was made of it") {
    KeepingDesk desk;
    const Gone papers = two_customers(desk);
    desk.file("a.tif", four_pictures(), {papers.going[0], papers.going[0], papers.staying[0], papers.going[0]});
    const StoredObject before = ObjectTable(desk.rows.archive().db()).find(1).value();
    destroy(desk);
    const StoredObject copy = ObjectTable(desk.rows.archive().db()).find(2).value();
    EventTable events(desk.rows.archive().db());
    EventTable::Filter filter;
    filter.verb = "dispose execute";
    std::string line;
    events.for_each(filter, [&](const StoredEvent& event) { line = event.line; });
    CHECK(line.find(fmt::format(R"({{"object":"{}","frames":4,"kept":[{{"frame":2,"object":"{}"}}]}})",
                                before.digest.hex(), copy.digest.hex())) != std::string::npos);
}

TEST_CASE("a file of which every frame is also shown by somebody else stays") {
    KeepingDesk desk;
    const Gone papers = two_customers(desk);
    const std::vector<GrayImage> pictures = four_pictures();
    desk.file("a.tif", pictures, {papers.going[0], papers.going[0], papers.going[0], papers.going[0]});
    desk.file("a2.tif", pictures, {papers.staying[0], papers.staying[0], papers.staying[0], papers.staying[0]});
    destroy(desk);
    CHECK(ObjectTable(desk.rows.archive().db()).find(1)->destroyed.empty());
    CHECK(desk.changed_pages() == std::vector<std::int64_t>{});
}

TEST_CASE("a page that cannot be copied stops the destruction before anything has gone") {
    KeepingDesk desk;
    const Gone papers = two_customers(desk);
    desk.file("a.tif", four_pictures(), {papers.going[0], papers.staying[0], papers.staying[0], papers.going[0]});
    Archive& archive = desk.rows.archive();
    const std::filesystem::path file = archive.paths().object(ObjectTable(archive.db()).find(1)->digest);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    std::string bytes = test::read_bytes(file);
    test::write_bytes(file, bytes.substr(0, 40));
    const std::string code = desk.propose({});
    desk.approve(code);
    const auto rows = dump(archive.db());
    CHECK_THROWS_AS(desk.execute(code), Fault);
    CHECK(dump(archive.db()) == rows);
    CHECK(std::filesystem::exists(file));
    const auto staged = std::filesystem::recursive_directory_iterator(archive.paths().staging());
    CHECK(std::ranges::none_of(staged, [](const auto& entry) { return entry.is_regular_file(); }));
}

TEST_CASE("a catalog made anew after a destruction is the same") {
    KeepingDesk desk;
    const Gone papers = two_customers(desk);
    desk.file("a.tif", four_pictures(), {papers.going[0], papers.staying[0], papers.staying[1], papers.going[0]});
    destroy(desk);
    const std::vector<std::string> rows = dump(desk.rows.archive().db());
    const ArchivePaths paths = desk.rows.archive().paths();
    const Caller caller = desk.caller_of("zhang");
    {
        // Nobody may have the catalog open.
        const Archive closed = std::move(desk.rows.archive());
    }
    rebuild_catalog(paths, caller, 0, desk.heard);
    Archive rebuilt = Archive::open(paths, Access::write);
    CHECK(dump(rebuilt.db()) == rows);
    CHECK(desk.heard.problems == std::vector<std::string>{});
}

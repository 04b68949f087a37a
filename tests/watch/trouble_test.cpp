// Files that cannot be read, are broken, or cannot be moved away.

#include "watch/ways.hpp"

#include <sys/stat.h>
#include <algorithm>
#include <csignal>

using namespace arc;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

EACH_WAY("a file that may not be read stays where it is, and is taken when it may") {
    WatchedInbox in(way);
    in.put("locked.pbm");
    ::chmod(in.file("locked.pbm").c_str(), 0);
    if (!in.as_nobody()) {
        MESSAGE("not tried: the tools cannot be run by another account here");
        return;
    }
    in.start();
    in.put("open.pbm");
    CHECK(in.reaches([&] { return in.count_pages() == 1; }));
    CHECK(in.reaches([&] { return !in.words().empty(); }));
    rest(1500ms);  // it is tried again, and not said again
    CHECK(fs::exists(in.file("locked.pbm")));
    CHECK(in.words() == "arc-ingest: " + in.file("locked.pbm").string() +
                            ": cannot open: Permission denied; check who may use the file and its folder\n");
    ::chmod(in.file("locked.pbm").c_str(), 0644);
    CHECK(in.empties_to(2));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

EACH_WAY("where done cannot be made, sources stay, which is said once, and go when it can") {
    WatchedInbox in(way);
    if (!in.as_nobody()) {
        MESSAGE("not tried: the tools cannot be run by another account here");
        return;
    }
    ::chmod(in.folder.path().c_str(), 0555);
    in.start();
    in.put("1.pbm");
    CHECK(in.reaches([&] { return in.count_pages() == 1 && !in.words().empty(); }));
    rest(1500ms);
    CHECK(in.count_pages() == 1);
    CHECK(in.files_in_inbox() == 1);
    CHECK(in.words() == "arc-ingest: " + in.done.string() +
                            ": cannot create: Permission denied; check who may use the file and its folder\n");
    ::chmod(in.folder.path().c_str(), 0755);
    CHECK(in.empties_to(1));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

EACH_WAY("a broken file goes to quarantine once nobody has touched it for long") {
    WatchedInbox in(way);
    in.start();
    write_file(in.file("1.pbm"), page_bytes("1").substr(0, 300));
    in.put("2.pbm");
    CHECK(in.reaches([&] { return in.count_pages() == 1; }));
    CHECK(fs::exists(in.file("1.pbm")));
    CHECK(in.empties_to(1));
    in.stop(SIGTERM);
    CHECK(in.ingest({"quarantine", "show", "1"}) == 0);
    CHECK(in.amiss() == "");
}

TEST_CASE("where pages cannot be moved away, it is said once, and they are moved when that is mended") {
    WatchedInbox in(Way::inotify);
    write_file(in.done, "a file where the folder should be");
    in.start();
    in.put("1.pbm");
    CHECK(in.reaches([&] { return !in.words().empty(); }));
    in.put("2.pbm");
    const auto lines = [&] {
        const std::string words = in.words();
        return std::count(words.begin(), words.end(), '\n');
    };
    CHECK(in.reaches([&] { return in.count_pages() == 2; }));
    rest(500ms);
    CHECK(in.files_in_inbox() == 2);
    CHECK(in.count_pages() == 2);
    fs::remove(in.done);
    CHECK(in.empties_to(2));
    in.stop(SIGTERM);
    CHECK(lines() == 1);
    CHECK(in.amiss() == "");
}

TEST_CASE("touched or locked while it waits to be moved, a page stays one page") {
    WatchedInbox in(Way::inotify);
    write_file(in.done, "a file where the folder should be");
    in.start();
    in.put("1.pbm");
    CHECK(in.reaches([&] { return in.count_pages() == 1; }));
    for (int round = 0; round < 5; ++round) {
        fs::last_write_time(in.file("1.pbm"), fs::file_time_type::clock::now());
        ::chmod(in.file("1.pbm").c_str(), round % 2 == 0 ? 0600 : 0644);
        rest(250ms);
    }
    fs::remove(in.done);
    CHECK(in.empties_to(1));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

TEST_CASE("sources are removed instead of moved where the profile says so") {
    WatchedInbox in(Way::inotify);
    const fs::path profile = in.folder.path() / "p.yaml";
    write_file(profile,
               read_text(std::string(ARC_SOURCE) + "/tests/e2e/arc-admin/profile.yaml") + "\nintake: {done: remove}\n");
    REQUIRE(in.admin({"profile", "apply", profile.string(), "--yes"}) == 0);
    const std::string blank = page_bytes("blank");
    in.start();
    for (std::size_t job = 1; job <= 3; ++job) {
        write_file(in.file("p0001.pbm"), blank);
        CHECK(in.empties_to(job));
    }
    in.stop(SIGTERM);
    CHECK(!fs::exists(in.done));
    CHECK(fs::is_empty(in.inbox));
    CHECK(in.words() == "");
}

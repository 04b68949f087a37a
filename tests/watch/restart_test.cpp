// A watch that ends, well or badly, and begins again.

#include "base/digest.hpp"
#include "store/batch_turn.hpp"
#include "store/files.hpp"
#include "watch/ways.hpp"

#include <fcntl.h>
#include <csignal>
#include <fstream>
#include <optional>
#include <thread>

using namespace arc;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

EACH_WAY("killed and begun again and again, every page is there once") {
    WatchedInbox in(way);
    constexpr int files = 100;
    std::thread writer([&] {
        for (int i = 0; i < files; ++i) {
            in.put(std::to_string(i) + ".pbm");
            rest(10ms);
        }
    });
    for (int round = 0; round < 6; ++round) {
        in.start();
        rest(std::chrono::milliseconds(200 + 17 * round));
        in.stop(round % 2 == 0 ? SIGKILL : SIGTERM);
    }
    writer.join();
    in.start();
    CHECK(in.empties_to(files));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

TEST_CASE("a file that a killed watch had taken before midnight is no second page") {
    WatchedInbox in(Way::inotify);
    in.put("p1.pbm");
    write_file(in.done, "a file where the folder should be");  // taken, but it cannot be moved away
    CHECK(in.take_once({"--now", "2026-01-05T15:59:00Z"}) == 1);
    CHECK(in.count_pages() == 1);
    CHECK(in.files_in_inbox() == 1);
    fs::remove(in.done);
    in.put("p2.pbm");
    CHECK(in.take_once({"--now", "2026-01-05T16:01:00Z"}) == 0);
    CHECK(in.count_pages() == 2);
    CHECK(in.files_in_inbox() == 0);
    CHECK(in.amiss() == "");
}

TEST_CASE("when the day's batch was closed, the next one is opened") {
    WatchedInbox in(Way::inotify);
    in.put("1.pbm");
    CHECK(in.take_once({"--now", "2026-01-05T08:00:00Z"}) == 0);
    CHECK(in.ingest({"batch", "close", "in-20260105", "--reason", "enough"}) == 0);
    in.put("2.pbm");
    CHECK(in.take_once({"--now", "2026-01-05T08:00:00Z"}) == 0);
    CHECK(in.ingest({"batch", "show", "in-20260105-2"}) == 0);
    CHECK(in.count_pages() == 2);
    CHECK(in.amiss() == "");
}

// A share that was mounted again shows the same files under other numbers.
TEST_CASE("of an inbox mounted again, what was taken is known, though its batch was closed meanwhile") {
    WatchedInbox in(Way::inotify);
    in.put("p1.pbm");
    write_file(in.done, "a file where the folder should be");  // taken, but it cannot be moved away
    in.start({"--now", "2026-01-05T08:00:00Z"});
    CHECK(in.reaches([&] { return in.count_pages() == 1 && !in.words().empty(); }));
    CHECK(in.ingest({"batch", "close", "in-20260105", "--reason", "enough"}) == 0);

    const fs::path mounted = in.folder.path() / "mounted";
    fs::copy(in.inbox, mounted);
    fs::last_write_time(mounted / "p1.pbm", fs::last_write_time(in.file("p1.pbm")));
    fs::rename(in.inbox, in.folder.path() / "unmounted");
    fs::remove(in.done);
    fs::rename(mounted, in.inbox);
    in.put("p2.pbm");
    CHECK(in.empties_to(2));
    in.stop(SIGTERM);
    CHECK(in.ingest({"batch", "show", "in-20260105-2"}) == 0);
    CHECK(in.amiss() == "");
}

TEST_CASE("two watchers of one inbox take every page once") {
    WatchedInbox in(Way::inotify);
    for (int i = 0; i < 80; ++i) {
        in.put(std::to_string(i) + ".pbm");
    }
    in.settle = "0";
    in.start();
    std::thread other([&] { in.take_once(); });
    other.join();
    CHECK(in.empties_to(80));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

TEST_CASE("what a killed watch had moved aside is put back and taken") {
    WatchedInbox in(Way::inotify);
    write_file(in.file(".p1.pbm.arc-taken"), page_bytes("p1"));
    CHECK(in.take_once() == 0);
    CHECK(in.count_pages() == 1);
    CHECK(in.files_in_inbox() == 0);
    CHECK(in.amiss() == "");
}

TEST_CASE("what was moved aside waits while a new scan has its name, and is known when it comes back") {
    WatchedInbox in(Way::inotify);
    in.put("p1.pbm");
    CHECK(in.take_once({"--now", "2026-01-05T08:00:00Z"}) == 0);
    // As a run leaves it that was killed before the last step.
    fs::rename(in.done / "p1.pbm", in.file(".p1.pbm.arc-taken"));
    write_file(in.file("p1.pbm"), page_bytes("the next sheet"));
    CHECK(in.take_once({"--now", "2026-01-05T08:00:00Z"}) == 0);
    CHECK(in.count_pages() == 2);
    CHECK(in.take_once({"--now", "2026-01-05T08:00:00Z"}) == 0);
    CHECK(in.count_pages() == 2);
    CHECK(in.files_in_inbox() == 0);
    CHECK(in.amiss() == "");
}

TEST_CASE("trouble in the first look does not make what was taken before a second page") {
    WatchedInbox in(Way::inotify);
    in.put("p1.pbm");
    write_file(in.done, "a file where the folder should be");  // taken, but it cannot be moved away
    CHECK(in.take_once({"--now", "2026-01-05T08:00:00Z"}) == 1);
    CHECK(in.ingest({"batch", "close", "in-20260105", "--reason", "enough"}) == 0);
    fs::remove(in.done);
    // Another run adds to the batch at first.
    std::optional<BatchTurn> held = BatchTurn::take(in.folder.path() / "A" / "batches.lock", "in-20260105");
    REQUIRE(held);
    in.start({"--now", "2026-01-05T08:00:00Z"});
    CHECK(in.reaches([&] { return in.words().find("another run adds pages") != std::string::npos; }));
    held.reset();
    CHECK(in.empties_to(1));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

TEST_CASE("asked to take once, what cannot be taken is in the status, too") {
    WatchedInbox in(Way::inotify);
    in.put("p1.pbm");
    fs::create_symlink("p1.pbm", in.file("link.pbm"));
    CHECK(in.take_once() == 1);
    CHECK(in.count_pages() == 1);
}

TEST_CASE("asked to take once, it waits for what is being written, and ends") {
    WatchedInbox in(Way::inotify);
    in.put("1.pbm");
    std::thread writer([&] {
        // Not inherited by the watch, which else would wait for itself.
        const Fd out(::open(in.file("2.pbm").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
        const std::string bytes = page_bytes("2");
        for (std::size_t at = 0; at < bytes.size(); at += 400) {
            write_all(out.get(), bytes.substr(at, 400), in.file("2.pbm"));
            rest(100ms);
        }
    });
    rest(50ms);
    CHECK(in.take_once() == 0);
    writer.join();
    CHECK(in.count_pages() == 2);
    CHECK(in.amiss() == "");
}

// Folders that come, go and change their names; an inbox that goes away.

#include "store/file_state.hpp"
#include "watch/ways.hpp"

#include <csignal>
#include <thread>

using namespace arc;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

EACH_WAY("a folder moved in is taken with all below it") {
    WatchedInbox in(way);
    in.start();
    rest(200ms);
    const fs::path beside = in.folder.path() / "job";
    fs::create_directories(beside / "a/b");
    for (const char* name : {"1.pbm", "a/2.pbm", "a/b/3.pbm"}) {
        write_file(beside / name, page_bytes(name));
    }
    fs::rename(beside, in.file("job"));
    CHECK(in.empties_to(3));
    write_file(in.file("job/a/b/4.pbm"), page_bytes("later"));
    CHECK(in.empties_to(4));
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

EACH_WAY("a folder that is renamed, moved out and moved in while it is listed gives every page once") {
    WatchedInbox in(way);
    in.start();
    constexpr std::size_t files = 40;
    fs::create_directory(in.file("x"));
    for (std::size_t i = 0; i < files; ++i) {
        write_file(in.file("x") / (std::to_string(i) + ".pbm"), page_bytes(std::to_string(i)));
    }
    const fs::path outside = in.folder.path() / "outside";
    for (int round = 0; round < 60; ++round) {
        fs::rename(in.file("x"), in.file("y"));
        rest(5ms);
        fs::rename(in.file("y"), outside);
        rest(5ms);
        fs::rename(outside, in.file("x"));
        rest(std::chrono::milliseconds(round % 10));
    }
    CHECK(in.empties_to(files));
    in.stop(SIGTERM);
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

EACH_WAY("an inbox that is removed is missed once, and watched again when it is back") {
    WatchedInbox in(way);
    in.start();
    in.put("1.pbm");
    CHECK(in.empties_to(1));
    fs::remove(in.inbox);
    CHECK(in.reaches([&] { return !in.words().empty(); }));
    rest(300ms);
    fs::create_directory(in.inbox);
    in.put("2.pbm");
    CHECK(in.empties_to(2));
    in.put("3.pbm");
    CHECK(in.empties_to(3));
    CHECK(in.words() ==
          "arc-ingest: " + in.inbox.string() + ": the folder is gone; it is watched again as soon as it is back\n");
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

TEST_CASE("where done lies on another file system, sources are copied there whole") {
    WatchedInbox in(Way::inotify);
    const fs::path elsewhere = "/dev/shm" / in.folder.path().filename();
    fs::create_directory(elsewhere);
    if (id_of_folder(elsewhere)->device == id_of_folder(in.inbox)->device) {
        MESSAGE("all lies on one file system here");
    }
    fs::create_directory_symlink(elsewhere, in.done);
    const std::string first = in.put("1.pbm");
    in.put("2.pbm");
    CHECK(in.take_once() == 0);
    const std::string next = page_bytes("the next stack");
    write_file(in.file("1.pbm"), next);
    CHECK(in.take_once() == 0);
    CHECK(in.count_pages() == 3);
    CHECK(in.files_in_inbox() == 0);
    CHECK(read_text(elsewhere / "1.pbm") == first);
    CHECK(read_text(elsewhere / "1-2.pbm") == next);
    CHECK(in.amiss() == "");
    fs::remove_all(elsewhere);
}

EACH_WAY("another folder moved to the inbox's name is watched in its place") {
    WatchedInbox in(way);
    in.start();
    in.put("1.pbm");
    CHECK(in.empties_to(1));
    const fs::path other = in.folder.path() / "other";
    fs::create_directory(other);
    write_file(other / "2.pbm", page_bytes("2.pbm"));
    fs::rename(in.inbox, in.folder.path() / "away");
    fs::rename(other, in.inbox);
    CHECK(in.empties_to(2));
    in.put("3.pbm");
    CHECK(in.empties_to(3));
    in.stop(SIGTERM);
    CHECK(in.amiss() == "");
}

EACH_WAY("many files at once are all taken, more than the kernel keeps events for if need be") {
    const char* wanted = std::getenv("ARC_WATCH_FILES");
    const std::size_t files = wanted == nullptr ? 100 : std::stoul(wanted);
    WatchedInbox in(way);
    in.start();
    std::vector<std::thread> writers;
    for (std::size_t writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&, writer] {
            for (std::size_t i = writer; i < files; i += 4) {
                in.put(std::to_string(i) + ".pbm");
            }
        });
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    const auto end = std::chrono::steady_clock::now() + 10min;
    while (in.files_in_inbox() > 0 && std::chrono::steady_clock::now() < end) {
        rest(50ms);
    }
    CHECK(in.count_pages() == files);
    in.stop(SIGTERM);
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

TEST_CASE("deep folders are taken to their ground") {
    WatchedInbox in(Way::inotify);
    in.start();
    fs::path folder = in.inbox;
    for (int depth = 0; depth < 100; ++depth) {
        folder /= "d";
    }
    fs::create_directories(folder);
    write_file(folder / "p.pbm", page_bytes("deep"));
    CHECK(in.empties_to(1));
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

// Names nobody expects, and names that come again.

#include "base/digest.hpp"
#include "watch/ways.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <csignal>
#include <set>

using namespace arc;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

EACH_WAY("every name that a file can have is kept apart from all others") {
    WatchedInbox in(way);
    in.start();
    const std::vector<std::string> names{"two\nlines.pbm",
                                         "-rf",
                                         std::string(251, 'n') + ".pbm",
                                         std::string("\xb5\xb5\xb0\xb8.pbm"),  // 档案 in GB18030
                                         "\\xb5\\xb5\\xb0\\xb8.pbm",
                                         "a b.pbm",
                                         "档案.pbm",
                                         "tab\t.pbm",
                                         "\x1b[31mred.pbm",
                                         "'\"$(echo)`.pbm"};
    std::set<std::string> written;
    for (const std::string& name : names) {
        written.insert(sha256(in.put(name)).hex());
    }
    CHECK(in.empties_to(names.size()));
    in.stop(SIGTERM);
    const std::vector<std::string> sources = in.sources();
    CHECK(std::set<std::string>(sources.begin(), sources.end()).size() == names.size());
    for (const auto& [digest, times] : in.pages()) {
        CHECK(times == 1);
        CHECK(written.contains(digest));
    }
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

EACH_WAY("links, pipes and sockets are left alone and said once") {
    WatchedInbox in(way);
    in.start();
    const fs::path secret = in.folder.path() / "secret.pbm";
    write_file(secret, page_bytes("secret"));
    fs::create_symlink(secret, in.file("link.pbm"));
    fs::create_directory_symlink(in.folder.path(), in.file("folder"));
    fs::create_symlink("nowhere", in.file("dangling"));
    CHECK(::mkfifo(in.file("pipe").c_str(), 0666) == 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    in.file("socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket_fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(::bind(socket_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    for (int i = 0; i < 5; ++i) {
        in.put(std::to_string(i) + ".pbm");
        rest(100ms);
    }
    CHECK(in.empties_to(5));
    in.stop(SIGTERM);
    ::close(socket_fd);
    for (const char* name : {"link.pbm", "folder", "dangling", "pipe", "socket"}) {
        CHECK_MESSAGE(fs::exists(fs::symlink_status(in.file(name))), name);
    }
    const std::string words = in.words();
    CHECK(std::count(words.begin(), words.end(), '\n') == 5);
    CHECK(in.amiss() == "");
}

EACH_WAY("equal pages under a name that comes again are as many pages") {
    WatchedInbox in(way);
    in.start();
    // A scanner counts anew with every job, and empty sheets are the same to the last byte.
    const std::string blank = page_bytes("blank");
    for (std::size_t job = 1; job <= 4; ++job) {
        write_file(in.file("p0001.pbm"), blank);
        CHECK(in.empties_to(job));
    }
    in.stop(SIGTERM);
    CHECK(in.pages().at(sha256(blank).hex()) == 4);
    CHECK(in.amiss() == "");
}

EACH_WAY("hard links are as many pages as names") {
    WatchedInbox in(way);
    in.start();
    in.put("a.pbm");
    fs::create_hard_link(in.file("a.pbm"), in.file("b.pbm"));
    fs::create_hard_link(in.file("a.pbm"), in.file("c.pbm"));
    CHECK(in.empties_to(3));
    in.stop(SIGTERM);
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

TEST_CASE("what programs leave beside scans is not taken") {
    WatchedInbox in(Way::inotify);
    for (const char* name : {"Thumbs.db", ".DS_Store", "x.part", "x.tmp", ".hidden.pbm", "desktop.ini"}) {
        in.put(name);
    }
    in.put("page.pbm");
    CHECK(in.take_once() == 0);
    CHECK(in.count_pages() == 1);
    CHECK(in.files_in_inbox() == 6);
    CHECK(in.words() == "");
}

TEST_CASE("two folders of one name have batches of their own") {
    WatchedInbox in(Way::polling);
    const fs::path other = in.folder.path() / "elsewhere" / "in";
    fs::create_directories(other);
    in.put("a.pbm");
    write_file(other / "b.pbm", page_bytes("b"));
    const std::vector<std::string> day{"--now", "2026-01-06T08:00:00Z"};
    CHECK(in.take_once(day) == 0);
    CHECK(in.ingest({"--watch", other.string(), "--once", "--settle", "0", "--now", day[1]}) == 0);
    in.put("c.pbm");
    CHECK(in.take_once(day) == 0);
    const std::string records = in.records();
    CHECK(records.find(R"("batch":"in-20260106-2")") != std::string::npos);
    CHECK(records.find(R"("batch":"in-20260106-3")") == std::string::npos);
    CHECK(in.count_pages() == 3);
    CHECK(in.words() == "");
}

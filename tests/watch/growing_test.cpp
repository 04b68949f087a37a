// Files that are not whole yet, or change under the reader.

#include "base/digest.hpp"
#include "watch/ways.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <csignal>
#include <fstream>
#include <thread>

using namespace arc;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

int count_of(const WatchedInbox& in, const std::string& bytes) {
    const auto pages = in.pages();
    const auto found = pages.find(sha256(bytes).hex());
    return found == pages.end() ? 0 : found->second;
}

void set_written(const fs::path& path, std::int64_t seconds) {
    const timespec times[2] = {{seconds, 0}, {seconds, 0}};
    ::utimensat(AT_FDCWD, path.c_str(), times, 0);
}

constexpr std::int64_t long_ago = 86'400;          // 1970
constexpr std::int64_t far_ahead = 4'000'000'000;  // 2096

}  // namespace

EACH_WAY("a file that somebody keeps open and appends to now and then is taken when it is closed") {
    WatchedInbox in(way);
    in.start();
    const std::string whole = page_bytes("slow");
    {
        std::ofstream out(in.file("slow.pbm"), std::ios::binary);
        for (std::size_t at = 0; at < whole.size(); at += 300) {
            out << whole.substr(at, 300) << std::flush;
            rest(250ms);  // longer than the quiet time
            CHECK(in.count_pages() == 0);
        }
    }
    CHECK(in.empties_to(1));
    CHECK(count_of(in, whole) == 1);
    CHECK(in.stop(SIGTERM) == 128 + SIGTERM);
    CHECK(in.words() == "");
    CHECK(in.amiss() == "");
}

EACH_WAY("a file that is opened for each piece, and pauses too long, is given time before it counts as broken") {
    WatchedInbox in(way);
    in.start();
    const std::string whole = page_bytes("pieces");
    for (std::size_t at = 0; at < whole.size(); at += 500) {
        std::ofstream(in.file("pieces.pbm"), std::ios::binary | std::ios::app) << whole.substr(at, 500);
        rest(300ms);
    }
    CHECK(in.empties_to(1));
    CHECK(count_of(in, whole) == 1);
    CHECK(in.amiss() == "");
}

EACH_WAY("times that lie in the past or the future do not make a growing file look quiet") {
    WatchedInbox in(way);
    in.start();
    const std::string old_page = page_bytes("old");
    const std::string new_page = page_bytes("new");
    for (std::size_t at = 0; at < old_page.size(); at += 200) {
        std::ofstream(in.file("old.pbm"), std::ios::app) << old_page.substr(at, 200);
        std::ofstream(in.file("new.pbm"), std::ios::app) << new_page.substr(at, 200);
        set_written(in.file("old.pbm"), long_ago);
        set_written(in.file("new.pbm"), far_ahead);
        rest(60ms);
    }
    CHECK(in.empties_to(2));
    CHECK(count_of(in, old_page) == 1);
    CHECK(count_of(in, new_page) == 1);
    CHECK(in.amiss() == "");
}

EACH_WAY("a file rewritten in place with its old size and time is taken again") {
    WatchedInbox in(way);
    const std::string first = page_bytes("one");
    const std::string second = page_bytes("two");
    std::vector<std::thread> writers;
    in.start();
    for (int round = 0; round < 12; ++round) {
        // In one go and with the same time: only what the kernel alone sets differs.
        std::ofstream(in.file("p.pbm"), std::ios::binary) << (round % 2 == 0 ? first : second);
        set_written(in.file("p.pbm"), long_ago);
        rest(std::chrono::milliseconds(40 * (round % 5)));
    }
    const std::string last = second;
    CHECK(in.reaches([&] { return in.files_in_inbox() == 0 && count_of(in, last) > 0; }));
    in.stop(SIGTERM);
    CHECK(in.words() == "");
}

EACH_WAY("a file replaced by others all the time never takes away one that was not read") {
    WatchedInbox in(way);
    in.settle = "0";
    in.start();
    std::vector<std::string> written;
    for (int round = 0; round < 150; ++round) {
        const std::string bytes = page_bytes("round " + std::to_string(round));
        write_file(in.file("next.part"), bytes);
        fs::rename(in.file("next.part"), in.file("p.pbm"));
        written.push_back(bytes);
        rest(std::chrono::milliseconds(round % 7));
    }
    CHECK(in.reaches([&] { return in.files_in_inbox() == 0; }));
    in.stop(SIGTERM);
    CHECK(count_of(in, written.back()) == 1);
    for (const std::string& bytes : written) {
        CHECK(count_of(in, bytes) <= 1);
    }
    // What was read before it was replaced is a page without a file; no file in done/ is without its page.
    for (const auto& entry : fs::directory_iterator(in.done)) {
        CHECK_MESSAGE(count_of(in, read_text(entry.path())) == 1, entry.path().string());
    }
    CHECK(in.words() == "");
}

EACH_WAY("a file cut and written anew before it was quiet is one page") {
    WatchedInbox in(way);
    in.start();
    in.put("p.pbm");
    rest(50ms);
    std::ofstream(in.file("p.pbm"), std::ios::trunc).flush();
    rest(50ms);
    const std::string bytes = page_bytes("anew");
    write_file(in.file("p.pbm"), bytes);
    CHECK(in.empties_to(1));
    CHECK(count_of(in, bytes) == 1);
    CHECK(in.amiss() == "");
}

EACH_WAY("files that come and go before they are quiet leave no trace") {
    WatchedInbox in(way);
    in.settle = "0";
    in.start();
    for (int round = 0; round < 200; ++round) {
        in.put("gone.pbm");
        fs::remove(in.file("gone.pbm"));
    }
    in.put("stays.pbm");
    CHECK(in.reaches([&] { return in.files_in_inbox() == 0; }));
    CHECK(in.stop(SIGTERM) == 128 + SIGTERM);
    CHECK(count_of(in, page_bytes("stays.pbm")) == 1);
    CHECK(in.words().find("no such file") == std::string::npos);
}

EACH_WAY("a page behind one that still grows waits for it, so that pages keep their order") {
    WatchedInbox in(way);
    in.start();
    const std::string first = page_bytes("p1");
    {
        std::ofstream out(in.file("p1.pbm"), std::ios::binary);
        out << first.substr(0, 100) << std::flush;
        in.put("p2.pbm");
        rest(600ms);
        CHECK(in.count_pages() == 0);
        out << first.substr(100);
    }
    CHECK(in.empties_to(2));
    CHECK(in.sources() == std::vector<std::string>{in.file("p1.pbm").string(), in.file("p2.pbm").string()});
}

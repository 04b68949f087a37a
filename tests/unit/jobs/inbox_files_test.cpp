// Which files of an inbox may be taken, at times that the test makes up.

#include "jobs/intake/inbox_files.hpp"
#include "support/temp_folder.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace arc;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

class Inbox {
public:
    explicit Inbox(OpenForWriting open, std::chrono::milliseconds quiet = 2s)
        : files_(quiet, false, [this](const fs::path&) { return open_; }), open_(open) {}

    void write(const std::string& name, const std::string& bytes) { std::ofstream(folder_.path() / name) << bytes; }
    void is_now(OpenForWriting open) { open_ = open; }

    // The names of what may be taken so long after the first look.
    std::vector<std::string> ready(std::chrono::milliseconds after, std::vector<std::string> names = {"1"}) {
        std::vector<fs::path> listing;
        for (const std::string& name : names) {
            listing.push_back(folder_.path() / name);
        }
        std::vector<std::string> taken;
        for (const fs::path& path : files_.ready(listing, start_ + after, heard_)) {
            taken.push_back(path.filename());
        }
        return taken;
    }
    // It was taken so long after the first look and could not be read as a whole.
    bool may_still_grow(const std::string& name, std::chrono::milliseconds after) {
        return files_.may_still_grow(files_.at(folder_.path() / name), start_ + after);
    }
    bool waiting() const { return files_.waiting(); }
    std::chrono::milliseconds next() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(files_.next() - start_);
    }
    std::size_t problems() const { return heard_.problems.size(); }

private:
    TempFolder folder_;
    InboxFiles files_;
    OpenForWriting open_;
    HeardReporter heard_;
    InboxFile::Time start_ = InboxFile::Time(std::chrono::hours(1));
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a file that is known to be closed is taken after the quiet time") {
    Inbox in(OpenForWriting::no);
    in.write("1", "a");
    CHECK(in.ready(0s) == Names{});
    CHECK(in.waiting());
    CHECK(in.next() == 2s);
    CHECK(in.ready(1999ms) == Names{});
    CHECK(in.ready(2s) == Names{"1"});
}

TEST_CASE("where nobody can tell whether a file is closed, it is taken after five quiet times") {
    Inbox in(OpenForWriting::unknown);
    in.write("1", "a");
    CHECK(in.ready(0s) == Names{});
    CHECK(in.ready(2s) == Names{});
    CHECK(in.waiting());
    CHECK(in.next() == 10s);
    CHECK(in.ready(9999ms) == Names{});
    CHECK(in.ready(10s) == Names{"1"});
}

TEST_CASE("a page that grows has its five quiet times again") {
    Inbox in(OpenForWriting::unknown);
    in.write("1", "a");
    CHECK(in.ready(0s) == Names{});
    CHECK(in.ready(8s) == Names{});
    in.write("1", "ab");
    CHECK(in.ready(9s) == Names{});
    CHECK(in.ready(18s) == Names{});
    CHECK(in.ready(19s) == Names{"1"});
}

TEST_CASE("a file that is open is never taken, and told of once") {
    Inbox in(OpenForWriting::yes);
    in.write("1", "a");
    for (auto after = 0s; after < 1h; after += 10s) {
        CHECK(in.ready(after) == Names{});
    }
    CHECK(in.problems() == 1);
    in.is_now(OpenForWriting::no);
    CHECK(in.ready(1h) == Names{"1"});
}

TEST_CASE("a quiet file waits for the one before it, but not for ever") {
    Inbox in(OpenForWriting::no);
    in.write("1", "a");
    in.write("2", "b");
    const Names both{"1", "2"};
    CHECK(in.ready(0s, both) == Names{});
    int second = 1;
    while (in.ready(std::chrono::seconds(second), both).empty() && second < 1000) {
        in.write("1", std::string(static_cast<std::size_t>(++second), 'a'));  // a page that does not end
    }
    CHECK(second == 62);  // thirty quiet times after it was quiet itself
}

TEST_CASE("a broken file is given ten quiet times to be finished, a second at least") {
    for (const auto& [quiet, patience] :
         {std::pair(2000ms, 20'000ms), std::pair(10ms, 1000ms), std::pair(0ms, 1000ms)}) {
        CAPTURE(quiet.count());
        Inbox in(OpenForWriting::no, quiet);
        in.write("1", "half a page");
        in.ready(0s);
        CHECK(in.ready(quiet) == Names{"1"});
        CHECK(in.may_still_grow("1", quiet));
        CHECK(in.ready(patience - 1ms) == Names{});
        CHECK(in.may_still_grow("1", patience - 1ms));
        CHECK(in.ready(patience) == Names{"1"});
        CHECK_FALSE(in.may_still_grow("1", patience));
    }
}

#include "store/object_store.hpp"

#include "support/no_more_files.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>

using namespace arc;

namespace fs = std::filesystem;

namespace {

struct Folder {
    TempFolder temp;
    ArchivePaths paths{temp.path()};
    Folder() {
        for (const fs::path& folder : {paths.objects(), paths.staging(), paths.quarantine()}) {
            fs::create_directories(folder);
        }
    }
};

StagedFile stage(ObjectStore& store, const std::string& bytes) {
    return store
        .stage([&, at = std::size_t{0}](std::span<char> buffer) mutable -> Result<std::size_t> {
            const std::size_t take = std::min(buffer.size(), bytes.size() - at);
            std::memcpy(buffer.data(), bytes.data() + at, take);
            at += take;
            return take;
        })
        .value_or_throw();
}

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void overwrite(const fs::path& path, const std::string& bytes) {
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(path, std::ios::binary) << bytes;
}

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::ranges::count_if(fs::recursive_directory_iterator(folder),
                                                          [](const auto& entry) { return entry.is_regular_file(); }));
}

// No file of this process grows beyond so many bytes while this lives: like a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

}  // namespace

// Two containers that share an archive count their processes apart, so both may be process 1; here both are this one.
TEST_CASE("two runs with one process number do not touch each other's staged files") {
    const Folder folder;
    ObjectStore first(folder.paths);
    ObjectStore second(folder.paths);
    const StagedFile page = stage(first, "a page");
    second.clear_staging();
    const StagedFile other = stage(second, "another page");
    CHECK(page.path != other.path);
    CHECK(text_of(page.path) == "a page");
    first.publish({page});
    second.publish({other});
    CHECK(text_of(folder.paths.object(page.digest)) == "a page");
    CHECK(text_of(folder.paths.object(other.digest)) == "another page");
}

TEST_CASE("what a run left in staging goes once it is dead") {
    const Folder folder;
    fs::create_directories(folder.paths.staging() / "0123456789abcdef");
    std::ofstream(folder.paths.staging() / "0123456789abcdef" / "0.part") << "half a pa";
    std::ofstream(folder.paths.staging() / "1-0.part") << "half a page";
    {
        ObjectStore living(folder.paths);
        const StagedFile page = stage(living, "a page");
        ObjectStore(folder.paths).clear_staging();
        CHECK(files_in(folder.paths.staging()) == 1);
    }
    CHECK(fs::is_empty(folder.paths.staging()));
}

TEST_CASE("a staged file that is another one now becomes no object") {
    const Folder folder;
    ObjectStore store(folder.paths);
    const StagedFile page = stage(store, "a page");
    fs::remove(page.path);
    std::ofstream(page.path) << "b page";
    CHECK_THROWS_AS(store.publish({page}), Fault);
    CHECK(!fs::exists(folder.paths.object(page.digest)));
}

TEST_CASE("a damaged object is replaced when its bytes come again, and kept aside") {
    const Folder folder;
    ObjectStore store(folder.paths);
    std::vector<std::string> told;
    store.on_mended([&](const std::string& words) { told.push_back(words); });
    const StagedFile page = stage(store, "a page");
    store.publish({page});
    const fs::path object = folder.paths.object(page.digest);
    for (const std::string damage : {"a pagf", "a pa", ""}) {
        CAPTURE(damage);
        overwrite(object, damage);
        CHECK(!store.is_sound(page.digest));
        store.publish({stage(store, "a page")});
        CHECK(text_of(object) == "a page");
        CHECK(store.is_sound(page.digest));
    }
    CHECK(told.size() == 3);
    CHECK(files_in(folder.paths.quarantine()) == 2);  // nothing is no bytes worth keeping
    store.publish({stage(store, "a page"), stage(store, "a page")});
    CHECK(told.size() == 3);
    CHECK(files_in(folder.paths.staging()) == 0);
}

TEST_CASE("a file set aside leaves its object's name free") {
    const Folder folder;
    ObjectStore store(folder.paths);
    const StagedFile page = stage(store, "a page");
    store.publish({page});
    overwrite(folder.paths.object(page.digest), "a pagf");
    const std::string name = store.set_aside(page.digest);
    CHECK(text_of(folder.paths.quarantine() / name) == "a pagf");
    CHECK(!fs::exists(folder.paths.object(page.digest)));
}

TEST_CASE("a file that cannot be synced does not stand in quarantine") {
    const Folder folder;
    ObjectStore store(folder.paths);
    const StagedFile page = stage(store, "a page");
    {
        const NoMoreFiles none;
        CHECK_THROWS_AS(static_cast<void>(store.quarantine(page, "page.tif")), Fault);
    }
    CHECK(fs::is_empty(folder.paths.quarantine()));
    CHECK(text_of(folder.paths.quarantine() / store.quarantine(page, "page.tif")) == "a page");
}

TEST_CASE("tries on a full disk leave nothing that makes it fuller") {
    const Folder folder;
    ObjectStore store(folder.paths);
    const std::string bytes(300'000, 'x');
    const FullDisk full(200'000);
    for (int i = 0; i < 3; ++i) {
        CHECK_THROWS_AS(static_cast<void>(stage(store, bytes)), Fault);
    }
    CHECK(files_in(folder.paths.staging()) == 0);
    const fs::path text = folder.temp.path() / "text.json";
    CHECK_THROWS_AS(write_file_durably(text, bytes), Fault);
    CHECK(files_in(folder.temp.path()) == 0);
}

TEST_CASE("a staged file goes with its last copy unless it was published") {
    const Folder folder;
    ObjectStore store(folder.paths);
    {
        const StagedFile page = stage(store, "a page");
        const std::vector<StagedFile> copies(3, page);
        CHECK(files_in(folder.paths.staging()) == 1);
    }
    CHECK(files_in(folder.paths.staging()) == 0);
}

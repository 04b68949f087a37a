#include "jobs/admin/backup.hpp"

#include "catalog/catalog_check.hpp"
#include "jobs/admin/prove_backup.hpp"
#include "jobs/admin/restore.hpp"
#include "store/output_lock.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"
#include "support/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace arc;

namespace fs = std::filesystem;

namespace {

// The demo archive, and a folder for its backups.
struct Office {
    Office() : made(demo_profile()) { fill_demo(made); }

    BackupOutcome back_up(const fs::path& target) {
        BackupRequest request;
        request.target = target.string();
        return make_backup(made.archive(), made.caller(), request, reporter);
    }

    std::vector<Digest> objects() {
        std::vector<Digest> digests;
        CatalogCheck(made.archive().db()).for_each_object([&](const Digest& digest, std::int64_t) {
            digests.push_back(digest);
        });
        return digests;
    }

    RowArchive made;
    TempFolder folder;
    HeardReporter reporter;
};

// Takes the objects from under a trial as soon as they are read.
class Disturber final : public Reporter {
public:
    explicit Disturber(fs::path objects) : objects_(std::move(objects)) {}
    void problem(const Error& error) override { problems.push_back(error.message()); }
    void notice(std::string_view) override {}
    void detail(std::string_view) override {}
    void progress(std::int64_t, std::int64_t) override {}
    bool stop_requested() const override {
        if (fs::is_symlink(objects_)) {
            fs::remove(objects_);
            fs::create_directory(objects_);
        }
        return false;
    }
    std::vector<std::string> problems;

private:
    fs::path objects_;
};

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a backup that another run writes or proves is not proven") {
    Office office;
    const fs::path copy = office.folder.path() / "copy";
    office.back_up(copy);
    const auto prove = [&] { prove_backup(office.made.archive(), office.made.caller(), copy, 1, office.reporter); };
    {
        const Fd other = lock_folder(copy, copy);
        CHECK(words_of(prove).find("another run is writing it") != std::string::npos);
    }
    CHECK(words_of(prove).empty());
    CHECK(names_in(office.folder.path()) == Strings{"copy"});
}

TEST_CASE("what goes from under a proof does not cost the backup its sound files") {
    Office office;
    const fs::path copy = office.folder.path() / "copy";
    office.back_up(copy);
    Disturber reporter(office.folder.path() / ".copy.trial" / "objects");
    const ProofOutcome outcome = prove_backup(office.made.archive(), office.made.caller(), copy, 1, reporter);
    CHECK(outcome.findings == 10);
    REQUIRE(reporter.problems.size() == 10);
    CHECK(reporter.problems.front().find("the file is gone") != std::string::npos);
    CHECK(reporter.problems.front().find("its file in the backup is sound and stays") != std::string::npos);
    CHECK(names_in(copy / "quarantine").empty());
    for (const Digest& object : office.objects()) {
        CHECK(fs::exists(ArchivePaths{copy}.object(object)));
    }
}

TEST_CASE("a file that is not its object is set aside by a proof") {
    Office office;
    const fs::path copy = office.folder.path() / "copy";
    office.back_up(copy);
    const fs::path file = ArchivePaths{copy}.object(office.objects().front());
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    const auto size = fs::file_size(file);
    std::ofstream(file, std::ios::binary) << std::string(size, 'x');
    prove_backup(office.made.archive(), office.made.caller(), copy, 1, office.reporter);
    CHECK_FALSE(fs::exists(file));
    CHECK(names_in(copy / "quarantine").size() == 1);
}

TEST_CASE("a backup by a link to its folder brings that folder up to date") {
    Office office;
    const fs::path copy = office.folder.path() / "copy";
    const fs::path link = office.folder.path() / "link";
    office.back_up(copy);
    fs::create_directory_symlink(copy, link);
    CHECK(office.back_up(link).copied == 0);
    const ProofOutcome outcome = prove_backup(office.made.archive(), office.made.caller(), link, 1, office.reporter);
    CHECK(outcome.findings == 0);
    CHECK(names_in(office.folder.path()) == Strings{"copy", "link"});
}

TEST_CASE("an object that cannot be read is left out of a backup and counted, in one file as in a folder") {
    Office office;
    const std::vector<Digest> objects = office.objects();
    const ArchivePaths& paths = office.made.archive().paths();
    // A link is not opened, whatever it leads to.
    fs::rename(paths.object(objects[0]), office.folder.path() / "elsewhere");
    fs::create_symlink(office.folder.path() / "elsewhere", paths.object(objects[0]));
    fs::remove(paths.object(objects[1]));
    Strings wanted{objects[0].hex() + ": a symbolic link is not taken; see arc-audit fixity",
                   objects[1].hex() + ": the file is missing; see arc-audit fixity"};
    std::ranges::sort(wanted);
    for (const char* name : {"copy", "copy.tar", "copy.zip"}) {
        CAPTURE(name);
        office.reporter.problems.clear();
        const BackupOutcome outcome = office.back_up(office.folder.path() / name);
        CHECK(outcome.objects == 10);
        CHECK(outcome.damaged == 2);
        CHECK(outcome.copied == 8);
        std::ranges::sort(office.reporter.problems);
        CHECK(office.reporter.problems == wanted);
        RestoreRequest request;
        request.backup = (office.folder.path() / name).string();
        request.target = (office.folder.path() / "back").string();
        CHECK(restore_archive(office.made.caller(), request, office.reporter).missing == 2);
        fs::remove_all(request.target);
    }
    CHECK(names_in(office.folder.path()) == Strings{"copy", "copy.tar", "copy.zip", "elsewhere"});
}

TEST_CASE("a backup in one file that cannot be finished leaves nothing beside its place") {
    Office office;
    fs::create_symlink("nowhere", office.made.archive().paths().quarantine() / "x");
    fs::create_symlink(office.made.archive().paths().config(), office.made.archive().paths().quarantine() / "y");
    CHECK(words_of([&] { office.back_up(office.folder.path() / "copy.tar"); }).find("a symbolic link is not taken") !=
          std::string::npos);
    CHECK(names_in(office.folder.path()).empty());
}

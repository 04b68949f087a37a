#include "store/files.hpp"
#include "support/words.hpp"
#include "unit/store/journal_events.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>

#include <algorithm>
#include <fstream>

using namespace arc;

namespace fs = std::filesystem;

namespace {

struct SecretFolder : JournalFolder {
    Journal journal{paths};
    fs::path month = paths.private_journal_of("2026-01");
    fs::path fresh = paths.private_journal() / ".2026-01.jsonl.new";
    fs::path old = paths.private_journal() / ".2026-01.jsonl.old";

    SecretFolder() { journal.append_missing(secrets_up_to(3)); }
    std::int64_t erase(std::int64_t n) {
        return journal.erase_private([=](std::string_view line) { return line == secret_of(n); });
    }
    std::int64_t files() const { return std::ranges::distance(fs::directory_iterator(paths.private_journal())); }
};

// Whoever finds its blocks finds this.
std::string bytes_behind(const Fd& file) {
    std::string bytes(1000, '?');
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::pread(file.get(), bytes.data(), bytes.size(), 0))));
    return bytes;
}

Fd opened(const fs::path& path) {
    return open_plain_file(path).value_or_throw();
}

}  // namespace

TEST_CASE("erased private values are overwritten where they stood") {
    SecretFolder folder;
    const Fd before = opened(folder.month);
    const std::size_t length = fs::file_size(folder.month);
    CHECK(folder.erase(2) == 1);
    CHECK(text_of(folder.month) == secret_of(1) + "\n" + secret_of(3) + "\n");
    CHECK(fs::status(folder.month).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(bytes_behind(before) == std::string(length, '\0'));
    CHECK(folder.files() == 1);
    CHECK(folder.erase(2) == 0);
}

TEST_CASE("what a backup holds under another name of the same file is its own") {
    SecretFolder folder;
    const std::string whole = text_of(folder.month);
    fs::create_hard_link(folder.month, folder.temp.path() / "backup.jsonl");
    CHECK(folder.erase(2) == 1);
    CHECK(text_of(folder.temp.path() / "backup.jsonl") == whole);
    CHECK(folder.files() == 1);
}

TEST_CASE("private values whose erasing was killed are overwritten by who comes next") {
    const std::string whole = lines_from(1, 3, secret_of);
    const std::string kept = secret_of(1) + "\n" + secret_of(3) + "\n";
    SecretFolder folder;
    const auto finish = [&](bool erased) {
        const Fd fresh = fs::exists(folder.fresh) ? opened(folder.fresh) : Fd();
        const Fd old = opened(erased ? folder.old : folder.month);
        bool gone = true;
        SUBCASE("the same again") {
            CHECK(folder.erase(2) == (erased ? 0 : 1));
            CHECK(text_of(folder.month) == kept);
        }
        SUBCASE("a run that tells something else") {
            folder.journal.append_missing(secrets_up_to(4));
            CHECK(text_of(folder.month) == (erased ? kept : whole) + secret_of(4) + "\n");
            gone = erased;
        }
        CHECK(folder.files() == 1);
        CHECK((!fresh.open() || bytes_behind(fresh).find_first_not_of('\0') == std::string::npos));
        CHECK((!gone || bytes_behind(old) == std::string(whole.size(), '\0')));
    };
    SUBCASE("before the new file was whole") {
        std::ofstream(folder.fresh) << kept.substr(0, 9);
        finish(false);
    }
    SUBCASE("before the new file was in place") {
        std::ofstream(folder.fresh) << kept;
        fs::create_hard_link(folder.month, folder.old);
        finish(false);
    }
    SUBCASE("before the old bytes were overwritten") {
        fs::rename(folder.month, folder.old);
        std::ofstream(folder.month) << kept;
        finish(true);
    }
    SUBCASE("before the old file's name went") {
        fs::rename(folder.month, folder.old);
        std::ofstream(folder.old) << std::string(whole.size(), '\0');
        std::ofstream(folder.month) << kept;
        finish(true);
    }
}

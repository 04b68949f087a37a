#include "jobs/admin/side_files.hpp"

#include "store/files.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <random>

using namespace arc;

namespace fs = std::filesystem;

namespace {

const fs::path month = fs::path("journal") / "2026-01.jsonl";

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string taken(const ArchivePaths& from, const fs::path& relative, std::int64_t last_event) {
    std::string text;
    read_side_part(from, side_part(from, relative, last_event), [&](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace

TEST_CASE("of a journal its whole lines up to an event are taken, however long they are") {
    std::mt19937 chance(7);
    for (int round = 0; round < 20; ++round) {
        const TempFolder folder;
        const ArchivePaths from{folder.path()};
        std::vector<std::string> lines;
        for (int n = 1; n <= 6; ++n) {
            lines.push_back(fmt::format(R"({{"n":{},"x":"{}"}})", n, std::string(chance() % 400'000, 'a')) + "\n");
        }
        std::string text;
        for (const std::string& line : lines) {
            text += line;
        }
        write(from.root / month, text + (round % 2 == 0 ? R"({"n":7,"x":"to)" : ""));
        std::string whole;
        for (std::int64_t n = 0; n <= 6; ++n) {
            CHECK((taken(from, month, n) == whole));
            whole += n < 6 ? lines[static_cast<std::size_t>(n)] : "";
        }
        CHECK((taken(from, month, any_event) == text));
    }
}

TEST_CASE("what is no month of the journal is taken whole, also lines that were set aside") {
    const TempFolder folder;
    const ArchivePaths from{folder.path()};
    const std::string lines = "{\"n\":3}\n{\"n\":4}\n{\"n\":5";
    for (const char* name : {"journal/after-2/2026-01.jsonl", "journal/2026-01 (copy).jsonl", "journal/heads/x.jsonl",
                             "quarantine/2026-01.jsonl"}) {
        CAPTURE(name);
        write(from.root / name, lines);
        CHECK(taken(from, name, 2) == lines);
    }
}

TEST_CASE("a copied side file has the same bytes, its mode, and is left alone when it stands there") {
    const TempFolder folder;
    const ArchivePaths from{folder.path() / "a"};
    const ArchivePaths to{folder.path() / "b"};
    const fs::path secret = fs::path("journal") / "private" / "2026-01.jsonl";
    write(from.root / secret, "{\"n\":1}\n{\"n\":2}\n");
    write(from.root / month, "{\"n\":1}\n{\"n\":2}\n");
    for (const fs::path& relative : {secret, month}) {
        copy_side_part(from, side_part(from, relative, 1), to);
        CHECK(read_file(to.root / relative, 100).value_or_throw() == "{\"n\":1}\n");
    }
    CHECK((fs::status(to.root / secret).permissions() & fs::perms::group_all) == fs::perms::none);
    const auto written = fs::last_write_time(to.root / month);
    fs::last_write_time(to.root / month, written - std::chrono::hours(1));
    copy_side_part(from, side_part(from, month, 1), to);
    CHECK(fs::last_write_time(to.root / month) == written - std::chrono::hours(1));
    copy_side_part(from, side_part(from, month, any_event), to);
    CHECK(read_file(to.root / month, 100).value_or_throw() == "{\"n\":1}\n{\"n\":2}\n");
    CHECK(side_files(to) == std::vector<fs::path>{month, secret});
}

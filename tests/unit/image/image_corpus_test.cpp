#include "base/text.hpp"
#include "image/copy_frame.hpp"
#include "image/image_file.hpp"
#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

using namespace arc;
using namespace arc::test;
namespace fs = std::filesystem;

namespace {

const fs::path corpus = ARC_CORPUS;

// Columns of a tab-separated table by the first row's names.
std::vector<std::map<std::string, std::string>> table(const fs::path& path) {
    std::vector<std::map<std::string, std::string>> rows;
    std::istringstream lines(read_bytes(path));
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        const std::vector<std::string> cells = split(line, '\t');
        if (names.empty()) {
            names = cells;
            continue;
        }
        rows.emplace_back();
        for (std::size_t i = 0; i < std::min(names.size(), cells.size()); ++i) {
            rows.back()[names[i]] = cells[i];
        }
    }
    return rows;
}

std::optional<Error> decode_all(const fs::path& path, int& frames) {
    Result<ImageFile> file = ImageFile::open(path);
    if (!file) {
        return file.error();
    }
    frames = file->frames();
    for (int frame = 0; frame < frames; ++frame) {
        const Result<BitImage> page = file->read_bilevel(frame);
        if (!page) {
            return page.error();
        }
        const Result<GrayImage> small = file->read_gray(frame, {}, 8);
        if (!small) {
            return small.error();
        }
    }
    return std::nullopt;
}

long megabytes_at_most() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

}  // namespace

TEST_CASE("real scans open, have the pages their index says, and decode") {
    if (!fs::exists(corpus / "pages")) {
        MESSAGE("no corpus");
        return;
    }
    auto rows = table(corpus / "pages/index.tsv");
    for (auto& row : rows) {
        row["file"] = "pages/" + row["file"];
    }
    for (auto& row : table(corpus / "separators/truth.tsv")) {
        row["file"] = "separators/" + row["file"];
        rows.push_back(row);
    }
    for (auto& row : rows) {
        if (row["file"].ends_with(".pdf")) {
            continue;
        }
        CAPTURE(row["file"]);
        int frames = 0;
        const std::optional<Error> error = decode_all(corpus / row["file"], frames);
        CHECK((error ? error->message() : "") == "");
        CHECK(std::to_string(frames) == row["pages"]);
    }
}

TEST_CASE("broken and hostile files are read or refused with a reason, in little memory") {
    if (!fs::exists(corpus / "broken")) {
        MESSAGE("no corpus");
        return;
    }
    std::map<std::string, int> outcomes;
    const long before = megabytes_at_most();
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(corpus / "broken")) {
        if (!entry.is_regular_file() || entry.path().extension() == ".tsv") {
            continue;
        }
        CAPTURE(entry.path().string());
        int frames = 0;
        const std::optional<Error> error = decode_all(entry.path(), frames);
        ++outcomes[!error                                  ? "read"
                   : error->code == ErrorCode::unsupported ? "unsupported"
                   : error->code == ErrorCode::limit       ? "limit"
                                                           : "damaged"];
        if (error) {
            CHECK(error->subject.starts_with(printable(entry.path().native())));
            CHECK_FALSE(error->what.empty());
            CHECK(error->code != ErrorCode::io);
        }
        CHECK_FALSE((!error && entry.path().extension() == ".pdf"));
    }
    for (const auto& [outcome, count] : outcomes) {
        MESSAGE(outcome << ": " << count);
    }
    MESSAGE("largest resident size " << before << " MB before, " << megabytes_at_most() << " MB after");
#if !defined(__SANITIZE_ADDRESS__)
    CHECK(megabytes_at_most() < std::max(before, 256L) + 1);
#endif
}

TEST_CASE("every page of the corpus's TIFF files leaves as a file that shows the same") {
    if (!fs::exists(corpus / "pages")) {
        return;
    }
    const TemporaryFolder folder;
    int copied = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(corpus / "pages")) {
        Result<ImageFile> file = ImageFile::open(entry.path());
        for (int frame = 0; file && file->frames() > 1 && frame < file->frames(); ++frame) {
            CAPTURE(entry.path().string());
            CAPTURE(frame);
            FrameCopy copy = FrameCopy::plan(entry.path(), frame, "from the corpus").value_or_throw();
            std::string bytes(static_cast<std::size_t>(copy.size()), '\0');
            REQUIRE(copy.read(bytes).value_or_throw() == bytes.size());
            write_bytes(folder / "copy.tif", bytes);
            CHECK(is_same_picture(entry.path(), frame, folder / "copy.tif", 0).value_or_throw());
            ++copied;
        }
    }
    MESSAGE("pages copied: ", copied);
}

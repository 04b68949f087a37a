#include "store/files.hpp"

#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace arc;

namespace fs = std::filesystem;

TEST_CASE("a file below a folder is opened by no way that leads through a link or out of the folder") {
    const TempFolder temp;
    const fs::path inbox = temp.path() / "inbox";
    fs::create_directories(inbox / "job");
    fs::create_directories(temp.path() / "others");
    std::ofstream(inbox / "job" / "page.tif") << "page";
    std::ofstream(temp.path() / "others" / "page.tif") << "secret";
    CHECK(open_plain_file_below(inbox, inbox / "job" / "page.tif").ok());
    CHECK_FALSE(open_plain_file_below(inbox, inbox / ".." / "others" / "page.tif").ok());
    // The folder is exchanged for a link after it was listed.
    fs::rename(inbox / "job", inbox / "away");
    fs::create_directory_symlink(temp.path() / "others", inbox / "job");
    const Result<Fd> opened = open_plain_file_below(inbox, inbox / "job" / "page.tif");
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::unsupported);
    // The inbox itself may be named by a link.
    fs::create_directory_symlink(inbox, temp.path() / "in");
    CHECK(open_plain_file_below(temp.path() / "in", temp.path() / "in" / "away" / "page.tif").ok());
}

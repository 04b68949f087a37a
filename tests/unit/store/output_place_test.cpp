#include "store/output_place.hpp"

#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <fstream>
#include <iterator>

using namespace arc;

namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string refusal(const fs::path& named) {
    try {
        output_place(named);
    } catch (const Fault& fault) {
        return fault.what();
    }
    return {};
}

}  // namespace

TEST_CASE("an output named by a symbolic link replaces what the link names, and the link stays") {
    const TempFolder temp;
    fs::create_directory(temp.path() / "far");
    std::ofstream(temp.path() / "far" / "list.csv") << "old";
    fs::create_symlink("far/list.csv", temp.path() / "near.csv");
    write_output(temp.path() / "near.csv", "new");
    CHECK(fs::is_symlink(temp.path() / "near.csv"));
    CHECK(bytes_of(temp.path() / "far" / "list.csv") == "new");
    CHECK(std::distance(fs::directory_iterator(temp.path() / "far"), {}) == 1);
}

TEST_CASE("an output named by a symbolic link to nothing is refused") {
    const TempFolder temp;
    const fs::path link = temp.path() / "near.csv";
    fs::create_symlink("far.csv", link);
    CHECK(refusal(link) ==
          link.string() + ": a symbolic link to what is not there; make that file first, or name another output");
    CHECK(fs::is_symlink(link));
}

TEST_CASE("a pipe gets the bytes and stays a pipe") {
    const TempFolder temp;
    const fs::path pipe = temp.path() / "list.csv";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const Fd reader(::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    REQUIRE(reader.open());
    write_output(pipe, "new");
    std::array<char, 16> got{};
    REQUIRE(::read(reader.get(), got.data(), got.size()) == 3);
    CHECK(std::string(got.data()) == "new");
    CHECK(fs::is_fifo(pipe));
}

TEST_CASE("a new file, one that is there and a folder are left to the caller") {
    const TempFolder temp;
    std::ofstream(temp.path() / "there") << "old";
    for (const fs::path& path : {temp.path() / "new", temp.path() / "there", temp.path()}) {
        const OutputPlace place = output_place(path);
        CHECK(place.path == path);
        CHECK_FALSE(place.stream.open());
    }
}

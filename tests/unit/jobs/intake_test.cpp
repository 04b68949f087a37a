#include "jobs/intake/collate.hpp"
#include "jobs/intake/look.hpp"
#include "jobs/intake/pnm_stream.hpp"
#include "jobs/intake/sources.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

using namespace arc;

namespace {

// A reader that gives the bytes in pieces of this size.
PnmStream::Reader reader_of(const std::string& bytes, std::size_t piece) {
    return [bytes, piece, at = std::size_t{0}](std::span<char> buffer) mutable -> Result<std::size_t> {
        const std::size_t take = std::min({piece, buffer.size(), bytes.size() - at});
        std::memcpy(buffer.data(), bytes.data() + at, take);
        at += take;
        return take;
    };
}

// The images of the stream, or "!" for an error.
std::vector<std::string> images_of(const std::string& bytes, std::size_t piece) {
    PnmStream stream(reader_of(bytes, piece));
    std::vector<std::string> images;
    while (true) {
        const Result<bool> more = stream.next();
        if (!more) {
            images.emplace_back("!");
            return images;
        }
        if (!*more) {
            return images;
        }
        std::string image;
        std::vector<char> buffer(7);
        while (true) {
            const Result<std::size_t> got = stream.read(buffer);
            if (!got) {
                images.emplace_back("!");
                return images;
            }
            if (*got == 0) {
                break;
            }
            image.append(buffer.data(), *got);
        }
        images.push_back(image);
    }
}

}  // namespace

TEST_CASE("a stream of PNM images is cut where each ends, however its bytes arrive") {
    const std::string gray = "P5\n# SANE data follows\n3 2\n255\nabcdef";
    const std::string bits = std::string("P4 9 2\n") + "1234";
    const std::string deep = std::string("P6\n1 1\n65535\n") + "rrggbb";
    for (const std::size_t piece : {1, 2, 3, 5, 1000}) {
        CHECK(images_of(gray + bits + deep + gray, piece) == std::vector<std::string>{gray, bits, deep, gray});
    }
    CHECK(images_of("", 1).empty());
}

TEST_CASE("a stream that ends inside an image, or holds something else, is damaged") {
    CHECK(images_of("P5\n3 2\n255\nabc", 100) == std::vector<std::string>{"!"});
    CHECK(images_of("%PDF-1.4", 100) == std::vector<std::string>{"!"});
    CHECK(images_of("P5\n0 2\n255\n", 100) == std::vector<std::string>{"!"});
    CHECK(images_of("P5\n" + std::string(10'000, '#'), 100) == std::vector<std::string>{"!"});
}

TEST_CASE("backs of a turned stack fall behind their fronts, with or without the last one") {
    // Sheets 1-3: backs scanned 3 2 1.
    CHECK(collated_place(0, 3, BacksOrder::reversed) == 5);
    CHECK(collated_place(2, 3, BacksOrder::reversed) == 1);
    // The last sheet has no back: backs scanned 2 1.
    CHECK(collated_place(0, 2, BacksOrder::reversed) == 3);
    CHECK(collated_place(1, 2, BacksOrder::reversed) == 1);
    CHECK(collated_place(1, 3, BacksOrder::same) == 3);
}

TEST_CASE("files that lie beside scans are left out") {
    for (const char* name : {"Thumbs.db", ".DS_Store", "desktop.ini", "@eaDir", "p1.tif.part", "._p1.tif", "~$x.doc"}) {
        CHECK(is_ignored_name(name, {}));
    }
    CHECK_FALSE(is_ignored_name("p1.tif", {}));
    CHECK(is_ignored_name("index.xml", {"*.xml"}));
}

TEST_CASE("a disk that gives no bytes is not taken for an empty scan") {
    // Read from its beginning, this file gives EIO.
    const Result<FileLook> look = look_at_file("/proc/self/mem", {});
    REQUIRE_FALSE(look);
    CHECK(look.error().code == ErrorCode::io);
}

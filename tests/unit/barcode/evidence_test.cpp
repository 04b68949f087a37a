#include "barcode/evidence.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

std::array<Point, 4> box(int x, int y, int width, int height) {
    return {Point{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

Candidate seen(BarcodeFormat format, std::string text, std::array<Point, 4> corners, int lines) {
    return {{format, std::move(text), corners, "region"}, lines, lines};
}

std::vector<std::string> texts(const std::vector<Barcode>& codes) {
    std::vector<std::string> all;
    for (const Barcode& code : codes) {
        all.push_back(code.text);
    }
    return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a code without a check character needs more lines than one with") {
    for (const auto format : {BarcodeFormat::ITF, BarcodeFormat::Codabar, BarcodeFormat::Code39, BarcodeFormat::EAN8,
                              BarcodeFormat::UPCE}) {
        CHECK(believed(std::vector{seen(format, "12345678", box(0, 0, 200, 40), 2)}, Belief::enough).empty());
        CHECK(believed(std::vector{seen(format, "12345678", box(0, 0, 200, 40), 60)}, Belief::sure).size() == 1);
    }
    CHECK(believed(std::vector{seen(BarcodeFormat::Code128, "A1", box(0, 0, 200, 40), 2)}, Belief::enough).size() == 1);
    CHECK(believed(std::vector{seen(BarcodeFormat::QRCode, "A1", box(0, 0, 90, 90), 0)}, Belief::sure).size() == 1);
}

TEST_CASE("lines of several attempts add up, but do not make a code sure") {
    std::vector<Candidate> known;
    for (int attempt = 0; attempt < 3; ++attempt) {
        add_attempt(known, std::vector{seen(BarcodeFormat::ITF, "123456", box(10, 10 + attempt, 200, 30), 2)});
    }
    CHECK(known.size() == 1);
    CHECK(texts(believed(known, Belief::enough)) == Texts{"123456"});
    CHECK(believed(known, Belief::sure).empty());
}

TEST_CASE("of two texts for one place neither is believed, unless one has four times the lines") {
    const auto part = seen(BarcodeFormat::ITF, "216736", box(0, 0, 120, 20), 8);
    CHECK(believed(std::vector{part, seen(BarcodeFormat::ITF, "2167361334", box(0, 0, 200, 60), 20)}, Belief::enough)
              .empty());
    CHECK(texts(believed(std::vector{part, seen(BarcodeFormat::ITF, "2167361334", box(0, 0, 200, 60), 40)},
                         Belief::enough)) == Texts{"2167361334"});
}

TEST_CASE("bars seen inside a 2-D code are part of it") {
    const auto matrix = seen(BarcodeFormat::PDF417, "text", box(0, 0, 300, 100), 0);
    CHECK(texts(believed(std::vector{seen(BarcodeFormat::Code39, "ABCDEF", box(50, 20, 150, 40), 30), matrix},
                         Belief::enough)) == Texts{"text"});
}

TEST_CASE("the same text at two places is two codes, also over several attempts") {
    const std::vector twice{seen(BarcodeFormat::Code128, "A", box(0, 0, 200, 40), 9),
                            seen(BarcodeFormat::Code128, "A", box(0, 300, 200, 40), 9)};
    std::vector<Candidate> known;
    add_attempt(known, twice);
    add_attempt(known, twice);
    CHECK(known.size() == 2);
    CHECK(believed(known, Belief::sure).size() == 2);
}

TEST_CASE("codes come in reading order: rows from the top, each from the left") {
    const std::vector all{
        seen(BarcodeFormat::QRCode, "third", box(10, 500, 80, 80), 0),
        seen(BarcodeFormat::QRCode, "second", box(400, 90, 80, 80), 0),
        seen(BarcodeFormat::QRCode, "first", box(10, 100, 80, 80), 0),
        seen(BarcodeFormat::QRCode, "fourth", box(5, 590, 80, 80), 0),
    };
    CHECK(texts(believed(all, Belief::sure)) == Texts{"first", "second", "third", "fourth"});
}

TEST_CASE("corners are told from the upper left of the page on, however the code lies") {
    const auto standing = box(10, 20, 100, 40);
    CHECK(upright({standing[2], standing[3], standing[0], standing[1]}) == standing);
    CHECK(upright({standing[1], standing[0], standing[3], standing[2]}) == standing);
    CHECK(bounds(standing) == Rect{10, 20, 101, 41});
}

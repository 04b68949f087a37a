#include "print/sheets.hpp"

#include "barcode/write_barcode.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

using namespace arc;

namespace {

constexpr int dpi = 300;

SheetSpec sheet(const std::string& code, std::optional<BarcodeFormat> patch = {}) {
    SheetSpec spec;
    spec.title = "用电申请书";
    spec.lines = {"代码 1"};
    spec.code_text = code;
    spec.top = encode_barcode(BarcodeFormat::Code128, code).value_or_throw();
    spec.bottom = encode_barcode(BarcodeFormat::Code39, code).value_or_throw();
    spec.square = encode_barcode(BarcodeFormat::QRCode, code).value_or_throw();
    spec.patch = patch;
    return spec;
}

bool black(const GrayImage& picture, int x, int y) {
    return picture.row(y)[x] < 128;
}

int pixels(double mm) {
    return static_cast<int>(mm / 25.4 * dpi + 0.5);
}

struct Runs {
    std::vector<int> lengths;  // dark, light, dark … from the first dark pixel to the last
    int before = 0;            // light pixels in front
};

// The runs along a line of `count` pixels.
template <class Pixel>
Runs runs(int count, Pixel dark) {
    Runs found;
    bool colour = false;
    int length = 0;
    for (int i = 0; i < count; ++i) {
        if (dark(i) == colour) {
            ++length;
            continue;
        }
        if (!colour && found.lengths.empty()) {
            found.before = length;
        } else {
            found.lengths.push_back(length);
        }
        colour = !colour;
        length = 1;
    }
    if (colour) {
        found.lengths.push_back(length);
    }
    return found;
}

// The code along the line y, as modules of `dots` pixels.
std::vector<int> expected_runs(const ModuleMatrix& code, int dots) {
    return runs(code.width * dots, [&](int x) { return code.dark(x / dots, 0); }).lengths;
}

int count_of(const std::string& text, std::string_view wanted) {
    int count = 0;
    for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("the bars at top and bottom of a sheet are the code, on whole printer dots, with their quiet zones") {
    for (const std::optional<BarcodeFormat> patch : {std::optional<BarcodeFormat>{}, {BarcodeFormat::Patch2}}) {
        const SheetSpec spec = sheet("ARCD000000123Z", patch);
        const GrayImage picture = sheet_picture(spec, dpi).value_or_throw();
        const int left = patch ? pixels(32) : 0;
        for (const auto& [code, y] : {std::pair(spec.top, 45.0), std::pair(spec.bottom, 240.0)}) {
            const Runs found =
                runs(picture.width - 2 * left, [&](int x) { return black(picture, left + x, pixels(y)); });
            const int length = std::reduce(found.lengths.begin(), found.lengths.end());
            const int dots = length / code.width;
            CHECK(dots >= 6);
            CHECK(found.lengths == expected_runs(code, dots));
            CHECK(found.before >= 10 * dots - pixels(5));
            CHECK(left + found.before >= 10 * dots);
        }
    }
}

TEST_CASE("the bars of a sheet are high enough for a skewed feed") {
    const SheetSpec spec = sheet("ARCD000000123Z");
    const GrayImage picture = sheet_picture(spec, dpi).value_or_throw();
    const Runs across = runs(picture.width, [&](int x) { return black(picture, x, pixels(45)); });
    const int length = std::reduce(across.lengths.begin(), across.lengths.end());
    const Runs down = runs(pixels(80), [&](int y) { return black(picture, across.before + 2, y); });
    CHECK(down.lengths.front() >= pixels(10));
    CHECK(down.lengths.front() * 100 >= length * 15);
}

TEST_CASE("patch bars have their widths on all four sides, in order from the edge inwards, and are clear around") {
    const std::pair<BarcodeFormat, std::string> patches[] = {
        {BarcodeFormat::Patch1, "WWNN"}, {BarcodeFormat::Patch2, "WNNW"}, {BarcodeFormat::Patch3, "WNWN"},
        {BarcodeFormat::Patch4, "NWWN"}, {BarcodeFormat::Patch6, "NNWW"}, {BarcodeFormat::PatchT, "NWNW"}};
    for (const auto& [patch, bars] : patches) {
        const GrayImage picture = sheet_picture(sheet("ARCD000000123Z", patch), dpi).value_or_throw();
        const int w = picture.width;
        const int h = picture.height;
        const int depth = pixels(34.5);
        const Runs sides[] = {runs(depth, [&](int y) { return black(picture, w / 2, y); }),
                              runs(depth, [&](int y) { return black(picture, w / 2, h - 1 - y); }),
                              runs(depth, [&](int x) { return black(picture, x, h / 2); }),
                              runs(depth, [&](int x) { return black(picture, w - 1 - x, h / 2); })};
        for (const Runs& side : sides) {
            REQUIRE(side.lengths.size() == 7);
            for (std::size_t i = 0; i < 7; ++i) {
                const int wanted = i % 2 == 0 && bars[i / 2] == 'W' ? 60 : 24;
                CHECK(std::abs(side.lengths[i] - wanted) <= 1);
            }
            CHECK(side.before >= pixels(6.35));
        }
    }
}

TEST_CASE("a sheet has its matrix code in two opposite corners") {
    const SheetSpec spec = sheet("ARCD000000123Z");
    const GrayImage picture = sheet_picture(spec, dpi).value_or_throw();
    const int dots = 12;
    const int size = spec.square.width * dots;
    for (const auto& [x, y] : {std::pair(picture.width - pixels(10) - size, pixels(10)),
                               std::pair(pixels(10), picture.height - pixels(10) - size)}) {
        int wrong = 0;
        for (int row = 0; row < spec.square.height; ++row) {
            for (int column = 0; column < spec.square.width; ++column) {
                wrong += black(picture, x + column * dots + dots / 2, y + row * dots + dots / 2) !=
                                 spec.square.dark(column, row)
                             ? 1
                             : 0;
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("words of any length stay off the bars and inside the page") {
    SheetSpec spec = sheet("ARCD000000123Z", BarcodeFormat::Patch2);
    const GrayImage plain = sheet_picture(spec, 100).value_or_throw();
    for (int i = 0; i < 7; ++i) {
        spec.title += spec.title;
    }
    spec.lines.assign(60, std::string(300, 'W') + "\n\x01\xff");
    spec.pages = 120;
    const GrayImage full = sheet_picture(spec, 100).value_or_throw();
    int outside = 0;
    for (int y = 0; y < full.height; ++y) {
        const bool words = y > 72 * 100 / 25.4 && y < 225 * 100 / 25.4;
        for (int x = 0; x < full.width; ++x) {
            const bool middle = words && x >= 36 * 100 / 25.4 - 1 && x <= 174 * 100 / 25.4 + 1;
            outside += !middle && black(full, x, y) != black(plain, x, y) ? 1 : 0;
        }
    }
    CHECK(outside == 0);
}

TEST_CASE("a PDF of sheets has a page for each and is the same every time") {
    const std::vector<SheetSpec> sheets{sheet("ARCD000000123Z"), sheet("ARCD000000124X"), sheet("ARCY000000001D")};
    const PdfSettings settings{"分隔页", Instant{}};
    const std::string pdf = sheets_pdf(sheets, settings).value_or_throw();
    CHECK(pdf.starts_with("%PDF-1."));
    CHECK(count_of(pdf, "/Type /Page %") == 3);
    CHECK((sheets_pdf(sheets, settings).value_or_throw() == pdf));
}

TEST_CASE("a code that is too long and a patch that is none are refused") {
    const std::string text(30, 'A');
    CHECK(sheets_pdf(std::vector{sheet(text, BarcodeFormat::Patch2)}, {}).error().message() ==
          text + ": too long for the bars of a separator sheet; use a code of our own, or leave out the patch code");
    CHECK(sheets_pdf(std::vector{sheet("ARCD000000123Z", BarcodeFormat::QRCode)}, {}).error().message() ==
          "ARCD000000123Z: QRCode is no patch code");
    SheetSpec bare = sheet("ARCD000000123Z");
    bare.bottom = {};
    CHECK(sheet_picture(bare, 100).error().message() == "ARCD000000123Z: a separator sheet needs two linear codes");
}

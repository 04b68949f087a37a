#include "barcode/patch_code.hpp"

#include "barcode/bits.hpp"
#include "barcode/find_regions.hpp"
#include "barcode/retouch.hpp"
#include "image/image_file.hpp"
#include "unit/barcode/draw_codes.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace arc;
using namespace arc::test;

namespace {

constexpr std::array patches{BarcodeFormat::Patch1, BarcodeFormat::Patch2, BarcodeFormat::Patch3,
                             BarcodeFormat::Patch4, BarcodeFormat::Patch6, BarcodeFormat::PatchT};

// A sheet of 5 × 6 inches with a patch code near its top.
GrayImage sheet(BarcodeFormat format, double dpi, double inches = 2.5) {
    GrayImage page(static_cast<int>(5 * dpi), static_cast<int>(6 * dpi));
    paste(page, drawn_patch_code(format, dpi, static_cast<int>(inches * dpi)), static_cast<int>(dpi),
          static_cast<int>(0.6 * dpi));
    return page;
}

std::vector<std::string> names(const std::vector<Barcode>& codes) {
    std::vector<std::string> all;
    for (const Barcode& code : codes) {
        all.push_back(code.text);
    }
    return all;
}

std::vector<std::string> names_on(const GrayImage& page, double dpi) {
    return names(read_patch_codes(scanned(page), dpi));
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("all patch codes are read at 200 and 300 dpi, lying and standing, with and without their size") {
    for (const BarcodeFormat format : patches) {
        const Names wanted{std::string(to_text(format))};
        for (const double dpi : {200.0, 300.0}) {
            const GrayImage page = sheet(format, dpi);
            CHECK(names_on(page, dpi) == wanted);
            CHECK(names_on(page, 0) == wanted);
            CHECK(names_on(transposed(page), dpi) == wanted);
            const auto regions = find_code_regions(scanned(page), dpi);
            REQUIRE(regions.size() == 1);
            CHECK(names_on(cropped(page, regions[0]), dpi) == wanted);
        }
    }
}

TEST_CASE("a patch code upside down is its mirror image, and is named from the edge it was fed by") {
    const std::array mirrored{BarcodeFormat::Patch6, BarcodeFormat::Patch2, BarcodeFormat::PatchT,
                              BarcodeFormat::Patch4, BarcodeFormat::Patch1, BarcodeFormat::Patch3};
    for (std::size_t i = 0; i < patches.size(); ++i) {
        const GrayImage page = turned(sheet(patches[i], 200), 180);
        const std::vector<Barcode> codes = read_patch_codes(scanned(page), 200);
        REQUIRE(codes.size() == 1);
        CHECK(codes[0].format == mirrored[i]);
        CHECK(named_from_edge(codes[0], page.width, page.height).format == patches[i]);
    }
    // At the top, and in the middle of the page, they are named from above.
    const Barcode top = read_patch_codes(scanned(sheet(BarcodeFormat::PatchT, 200)), 200).at(0);
    CHECK(named_from_edge(top, 1000, 1200) == top);
    CHECK(named_from_edge(top, 1000, 400) == top);
}

TEST_CASE("of 36 skewed and noisy patch codes nearly all are read, none wrongly") {
    Dice dice(7);
    int read = 0;
    int wrong = 0;
    for (int i = 0; i < 36; ++i) {
        const BarcodeFormat format = patches[static_cast<std::size_t>(i) % patches.size()];
        GrayImage page = turned(sheet(format, 200), dice.roll(101) / 10.0 - 5);
        if (i % 2 == 1) {
            page = transposed(page);
        }
        add_noise(page, 30, 8, dice);
        const Names seen = names_on(page, 200);
        read += seen == Names{std::string(to_text(format))} ? 1 : 0;
        wrong += !seen.empty() && seen != Names{std::string(to_text(format))} ? 1 : 0;
    }
    CHECK(read >= 34);
    CHECK(wrong == 0);
}

TEST_CASE("what only resembles a patch code is none") {
    // Too short, of another size on paper, without quiet zone, a fifth bar.
    CHECK(names_on(sheet(BarcodeFormat::PatchT, 300, 1.2), 300).empty());
    CHECK(names_on(sheet(BarcodeFormat::PatchT, 300), 200).empty());
    GrayImage crowded = sheet(BarcodeFormat::Patch2, 300);
    const GrayImage bar(750, 24, 0);
    paste(crowded, bar, 300, 180 - 24 - 24);
    CHECK(names_on(crowded, 300).empty());
}

TEST_CASE("text, ruled tables and barcodes give no patch codes") {
    Dice dice(3);
    GrayImage text(1700, 1200);
    write_text(text, {60, 60, 1580, 1080}, 46, dice);
    CHECK(names_on(text, 0).empty());
    GrayImage table(1700, 1200);
    for (int y = 40; y < 1160; y += 70) {
        paste(table, GrayImage(1600, 6, 0), 50, y);
    }
    for (int x = 50; x < 1650; x += 160) {
        paste(table, GrayImage(6, 1100, 0), x, 40);
    }
    CHECK(names_on(table, 0).empty());
    for (const auto& [format, module] : {std::pair(BarcodeFormat::Code39, 12), std::pair(BarcodeFormat::Code128, 12),
                                         std::pair(BarcodeFormat::ITF, 14), std::pair(BarcodeFormat::Codabar, 12)}) {
        GrayImage page(3200, 900);
        paste(page, drawn_code(format, format == BarcodeFormat::ITF ? "123456" : "123456789", module, 700), 150, 100);
        CHECK(names_on(page, 0).empty());
        CHECK(names_on(transposed(page), 300).empty());
    }
}

TEST_CASE("images of hostile sizes hold no patch codes") {
    for (const auto& [width, height] : {std::pair(0, 0), {1, 1}, {1, 60000}, {60000, 1}, {31, 31}, {64, 7}}) {
        for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{255}}) {
            CHECK(names_on(GrayImage(width, height, level), 0).empty());
        }
    }
}

TEST_CASE("a scanned sheet with a patch T on all four sides is a patch T on each") {
    const std::filesystem::path path =
        std::filesystem::path(ARC_CORPUS) / "separators/paperless_patch-code-t.200dpi.tif";
    if (!std::filesystem::exists(path)) {
        MESSAGE("no corpus at " << ARC_CORPUS);
        return;
    }
    ImageFile file = ImageFile::open(path).value_or_throw();
    const BitImage page = file.read_bilevel(0).value_or_throw();
    std::vector<Barcode> codes = read_patch_codes(page, 200);
    CHECK(codes.size() == 4);
    for (Barcode& code : codes) {
        CHECK(named_from_edge(code, page.width, page.height).format == BarcodeFormat::PatchT);
    }
}

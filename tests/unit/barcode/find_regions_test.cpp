#include "barcode/find_regions.hpp"

#include "barcode/retouch.hpp"
#include "image/image_file.hpp"
#include "unit/barcode/draw_codes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

using namespace arc;
using namespace arc::test;

namespace {

GrayImage page_of_text(Dice& dice) {
    GrayImage page(1200, 1000);
    write_text(page, {60, 60, 1080, 880}, 40 + dice.roll(30), dice);
    return page;
}

// Puts a code on white paper over the text; gives the part of it that must lie in a region.
Rect stick_on(GrayImage& page, const GrayImage& code, double degrees, Dice& dice) {
    GrayImage sticker(code.width + 64, code.height + 64);
    paste(sticker, code, 32, 32);
    const GrayImage leaning = degrees == 0 ? sticker : turned(sticker, degrees);
    const int x = dice.roll(page.width - leaning.width);
    const int y = dice.roll(page.height - leaning.height);
    for (int row = 0; row < leaning.height; ++row) {
        std::copy_n(leaning.row(row), leaning.width, page.row(y + row) + x);
    }
    return {x + (leaning.width - code.width) / 2, y + (leaning.height - code.height) / 2, code.width, code.height};
}

bool covered(Rect inner, const std::vector<Rect>& regions) {
    return std::ranges::any_of(regions, [inner](Rect outer) {
        return outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.width >= inner.x + inner.width &&
               outer.y + outer.height >= inner.y + inner.height;
    });
}

struct Kind {
    BarcodeFormat format;
    const char* text;
    int module;
    int height;
};

}  // namespace

TEST_CASE("codes as we print them are marked wherever they stand on a page of text") {
    constexpr std::array kinds{
        Kind{BarcodeFormat::Code128, "ARCD000000123Z", 3, 60},  Kind{BarcodeFormat::Code128, "ARCD000000123Z", 4, 120},
        Kind{BarcodeFormat::Code128, "ARCD000000123Z", 6, 150}, Kind{BarcodeFormat::Code39, "ARCT000000123Z", 3, 90},
        Kind{BarcodeFormat::ITF, "12345678901231", 3, 60},      Kind{BarcodeFormat::EAN13, "5901234123457", 3, 100},
        Kind{BarcodeFormat::Codabar, "A123456B", 3, 70},        Kind{BarcodeFormat::QRCode, "ARCD000000123Z", 4, 0},
        Kind{BarcodeFormat::QRCode, "ARCD000000123Z", 6, 0},    Kind{BarcodeFormat::QRCode, "ARCD000000123Z", 12, 0},
        Kind{BarcodeFormat::Aztec, "ARCD000000123Z", 5, 0},     Kind{BarcodeFormat::PDF417, "ARCD000000123Z", 3, 0},
    };
    Dice dice(11);
    for (const Kind& kind : kinds) {
        for (const double degrees : {0.0, 2.0, -5.0, 5.0}) {
            GrayImage page = page_of_text(dice);
            const Rect code =

                stick_on(page, drawn_code(kind.format, kind.text, kind.module, kind.height), degrees, dice);
            add_noise(page, 15, 1, dice);
            INFO(to_text(kind.format) << " module " << kind.module << " at " << degrees << " degrees");
            CHECK(covered(code, find_code_regions(scanned(page), 300)));
        }
    }
}

TEST_CASE("most square Data Matrix codes are marked, leaning or not") {
    Dice dice(15);
    int marked = 0;
    for (int i = 0; i < 20; ++i) {
        GrayImage page = page_of_text(dice);
        const GrayImage code = drawn_code(BarcodeFormat::DataMatrix, "ARCD000000123Z of ten boxes", 4 + i % 3, 0);
        REQUIRE(code.width == code.height);
        const Rect place = stick_on(page, code, i % 4 * 15.0 + i % 5, dice);
        add_noise(page, 15, 0, dice);
        marked += covered(place, find_code_regions(scanned(page), 300)) ? 1 : 0;
    }
    CHECK(marked >= 16);
}

TEST_CASE("standing bars and turned 2-D codes are marked too") {
    Dice dice(12);
    for (const int degrees : {90, 180, 270, 30, 45}) {
        GrayImage page = page_of_text(dice);
        const Rect code = stick_on(page, drawn_code(BarcodeFormat::QRCode, "ARCD000000123Z", 6, 0), degrees, dice);
        CHECK(covered(code, find_code_regions(scanned(page), 300)));
    }
    GrayImage page = page_of_text(dice);
    const Rect code = stick_on(page, transposed(drawn_code(BarcodeFormat::Code128, "ARCD000000123Z", 3, 80)), 0, dice);
    CHECK(covered(code, find_code_regions(scanned(page), 300)));
}

TEST_CASE("pages of text mark next to nothing") {
    Dice dice(13);
    std::size_t regions = 0;
    for (int i = 0; i < 12; ++i) {
        GrayImage page = page_of_text(dice);
        add_noise(page, 15, i % 3, dice);
        regions += find_code_regions(scanned(page), 300).size();
    }
    CHECK(regions <= 2);
}

TEST_CASE("regions lie inside the page, on paper of any size") {
    for (const auto& [width, height] : {std::pair(0, 0), {1, 1}, {1, 60000}, {60000, 1}, {7, 9}, {64, 64}, {65, 17}}) {
        for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{255}}) {
            CHECK(find_code_regions(scanned(GrayImage(width, height, level)), 0).empty());
        }
    }
    Dice dice(14);
    GrayImage noise(700, 500);
    add_noise(noise, 0, 600, dice);
    for (const double dpi : {0.0, 200.0, 600.0}) {
        for (const Rect& region : find_code_regions(scanned(noise), dpi)) {
            CHECK(region.x >= 0);
            CHECK(region.y >= 0);
            CHECK(region.x + region.width <= 700);
            CHECK(region.y + region.height <= 500);
        }
    }
}

TEST_CASE("scanned minutes, letters and books mark a region on few pages") {
    const std::filesystem::path pages = std::filesystem::path(ARC_CORPUS) / "pages";
    if (!std::filesystem::exists(pages)) {
        MESSAGE("no corpus at " << ARC_CORPUS);
        return;
    }
    int marked = 0;
    int all = 0;
    for (const char* name : {"vancouver_CityOfVancouver_CouncilMinutes-1970-01-20.pages.tif", "deskew_1-g4.tif",
                             "doctor_ca4_17.pages.tif", "tesstest_8087_054.3B.tif", "leptonica_feyn.tif"}) {
        auto file = ImageFile::open(pages / name);
        if (!file) {
            continue;
        }
        for (int frame = 0; frame < std::min(file->frames(), 6); ++frame, ++all) {
            marked += find_code_regions(file->read_bilevel(frame).value_or_throw(), 300).empty() ? 0 : 1;
        }
    }
    CHECK(marked * 2 <= all);
}

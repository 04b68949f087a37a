#include "barcode/ladder.hpp"

#include "barcode/evidence.hpp"
#include "barcode/find_regions.hpp"
#include "barcode/retouch.hpp"
#include "image/image_file.hpp"
#include "unit/barcode/draw_codes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace arc;
using namespace arc::test;

namespace {

CodeReading read(const GrayImage& page, std::span<const BarcodeFormat> formats = {}, Effort effort = Effort::normal) {
    CodePage wanted{page.width, page.height, 300, find_code_regions(scanned(page), 300),
                    [&page](Rect area, int) -> Result<GrayImage> { return cropped(page, area); }};
    return read_codes(wanted, {formats, effort}).value_or_throw();
}

std::vector<std::string> texts(const CodeReading& reading) {
    std::vector<std::string> all;
    for (const Barcode& code : reading.codes) {
        all.push_back(code.text);
    }
    return all;
}

using Texts = std::vector<std::string>;

struct Sample {
    BarcodeFormat format;
    const char* text;
    int module;
    int height;
};

constexpr std::array samples{
    Sample{BarcodeFormat::Code128, "ARCD000000123Z", 4, 130}, Sample{BarcodeFormat::Code39, "ARCT000000123Z", 3, 120},
    Sample{BarcodeFormat::Code93, "ARC-93", 4, 100},          Sample{BarcodeFormat::Codabar, "A1234567B", 4, 100},
    Sample{BarcodeFormat::ITF, "12345678901231", 4, 110},     Sample{BarcodeFormat::EAN8, "96385074", 5, 120},
    Sample{BarcodeFormat::EAN13, "5901234123457", 4, 120},    Sample{BarcodeFormat::UPCE, "01234565", 5, 120},
    Sample{BarcodeFormat::QRCode, "ARCD000000123Z", 5, 0},    Sample{BarcodeFormat::DataMatrix, "ARCD000000123Z", 6, 0},
    Sample{BarcodeFormat::Aztec, "ARCD000000123Z", 6, 0},     Sample{BarcodeFormat::PDF417, "ARCD000000123Z", 4, 0},
};

// A page of paper with the code in its middle.
GrayImage page_with(const Sample& sample) {
    const GrayImage code = drawn_code(sample.format, sample.text, sample.module, sample.height);
    GrayImage page(code.width + 300, code.height + 300);
    paste(page, code, 150, 150);
    return page;
}

}  // namespace

TEST_CASE("a clean code of every format is read with its text and its place") {
    for (const Sample& sample : samples) {
        const GrayImage page = page_with(sample);
        const CodeReading reading = read(page);
        INFO(to_text(sample.format));
        REQUIRE(reading.codes.size() == 1);
        CHECK(reading.codes[0].format == sample.format);
        CHECK(reading.codes[0].text == sample.text);
        CHECK(reading.unread.empty());
        const Rect box = bounds(reading.codes[0].corners);
        const int tolerance = 4 * sample.module;
        CHECK(std::abs(box.x - 150) <= tolerance);
        CHECK(std::abs(box.y - 150) <= tolerance);
        CHECK(std::abs(box.width - (page.width - 300)) <= 2 * tolerance);
        CHECK(std::abs(box.height - (page.height - 300)) <= 2 * tolerance);
    }
}

TEST_CASE("a code is read upside down and lying on its side, and in white on black") {
    for (const Sample& sample : samples) {
        const GrayImage page = page_with(sample);
        INFO(to_text(sample.format));
        for (const GrayImage& other : {turned(page, 90), turned(page, 180), turned(page, 270)}) {
            CHECK(texts(read(other)) == Texts{sample.text});
        }
        CHECK(texts(read(inverted(page))) == Texts{sample.text});
    }
}

TEST_CASE("of 48 skewed, blurred, noisy codes most are read, none wrongly") {
    Dice dice(21);
    int readable = 0;
    int wrong = 0;
    for (int i = 0; i < 48; ++i) {
        const Sample& sample = samples[static_cast<std::size_t>(i) % samples.size()];
        GrayImage page = turned(page_with(sample), dice.roll(61) / 10.0 - 3);
        page = i % 3 == 0 ? page : blurred(page, i % 3);
        for (std::uint8_t& pixel : page.pixels) {
            pixel = static_cast<std::uint8_t>(40 + pixel * 3 / 5);
        }
        add_noise(page, 14, i % 2, dice);
        const Texts seen = texts(read(page));
        readable += seen == Texts{sample.text} ? 1 : 0;
        wrong += seen.empty() || seen == Texts{sample.text} ? 0 : 1;
    }
    CHECK(readable >= 45);
    CHECK(wrong == 0);
}

TEST_CASE("bilevel scans of labels at 2.5 pixels a module are read on pages of text, none wrongly") {
    Dice dice(22);
    int readable = 0;
    int wrong = 0;
    for (int i = 0; i < 24; ++i) {
        const bool linear = i % 2 == 0;
        GrayImage large(1800, 1200);
        const GrayImage code =
            drawn_code(linear ? BarcodeFormat::Code128 : BarcodeFormat::QRCode, "ARCD000000123Z", 5, 200);
        write_text(large, {100, 500, 1600, 600}, 90, dice);
        paste(large, code, 150, 120);
        const GrayImage page = reduced(turned(large, dice.roll(41) / 10.0 - 2), 2);
        GrayImage noisy = page;
        add_noise(noisy, 20, 1, dice);
        const BitImage bits = scanned(noisy);
        for (int y = 0; y < page.height; ++y) {
            for (int x = 0; x < page.width; ++x) {
                noisy.row(y)[x] = bits.black(x, y) ? 0 : 255;
            }
        }
        const Texts seen = texts(read(noisy));
        readable += seen == Texts{"ARCD000000123Z"} ? 1 : 0;
        wrong += seen.empty() || seen == Texts{"ARCD000000123Z"} ? 0 : 1;
    }
    CHECK(readable >= 22);
    CHECK(wrong == 0);
}

TEST_CASE("a slanted ITF code is read whole or not at all") {
    Dice dice(23);
    for (int degrees = -24; degrees <= 24; degrees += 4) {
        GrayImage page = turned(page_with({BarcodeFormat::ITF, "216736133495", 3, 60}), degrees);
        add_noise(page, 10, 0, dice);
        const Texts seen = texts(read(page));
        INFO(degrees << " degrees");
        CHECK((seen.empty() || seen == Texts{"216736133495"}));
    }
}

TEST_CASE("the same text at several places is several codes, in reading order with others") {
    GrayImage page(2400, 1800);
    const GrayImage label = drawn_code(BarcodeFormat::Code128, "ARCD000000123Z", 3, 90);
    paste(page, label, 200, 300);
    paste(page, label, 1400, 310);
    paste(page, label, 200, 700);
    paste(page, label, 200, 830);
    paste(page, drawn_code(BarcodeFormat::QRCode, "last", 6, 0), 1500, 1400);
    CHECK(texts(read(page)) == Texts{"ARCD000000123Z", "ARCD000000123Z", "ARCD000000123Z", "ARCD000000123Z", "last"});
}

TEST_CASE("only the formats asked for are read") {
    GrayImage page(1600, 900);
    paste(page, drawn_code(BarcodeFormat::Code128, "ONE", 4, 120), 150, 150);
    paste(page, drawn_code(BarcodeFormat::QRCode, "TWO", 6, 0), 150, 500);
    paste(page, drawn_patch_code(BarcodeFormat::Patch2, 300, 750), 750, 400);
    static constexpr std::array matrix{BarcodeFormat::QRCode};
    static constexpr std::array lines{BarcodeFormat::Code128, BarcodeFormat::Code39};
    static constexpr std::array patch{BarcodeFormat::Patch2, BarcodeFormat::PatchT};
    CHECK(texts(read(page, matrix)) == Texts{"TWO"});
    CHECK(texts(read(page, lines)) == Texts{"ONE"});
    CHECK(texts(read(page, patch)) == Texts{"Patch2"});
    CHECK(texts(read(page)) == Texts{"ONE", "TWO", "Patch2"});
}

TEST_CASE("text, noise and stripes give no codes, however long one tries") {
    Dice dice(24);
    for (int i = 0; i < 6; ++i) {
        GrayImage page(600, 500);
        if (i % 3 == 0) {
            write_text(page, {20, 20, 560, 460}, 30 + 5 * i, dice);
        } else if (i % 3 == 1) {
            add_noise(page, 0, 400, dice);
        } else {
            for (int x = 40; x < 560; x += 6 + dice.roll(12)) {
                paste(page, GrayImage(2 + dice.roll(6), 400, 0), x, 50);
            }
        }
        CHECK(texts(read(page, {}, Effort::thorough)) == Texts{});
    }
}

TEST_CASE("images of hostile sizes are read without harm") {
    for (const auto& [width, height] : {std::pair(0, 0), {1, 1}, {1, 60000}, {70000, 2}, {40, 40}}) {
        for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{255}}) {
            CHECK(read(GrayImage(width, height, level), {}, Effort::thorough).codes.empty());
        }
    }
}

TEST_CASE("a region in which nothing can be read is told, and an error of the pixels is passed on") {
    GrayImage page(3000, 2000);
    Dice dice(25);
    add_noise(page, 5, 0, dice);
    CodePage wanted{page.width, page.height, 300, {{200, 200, 400, 300}}, [&page](Rect area, int) -> Result<GrayImage> {
                        return cropped(page, area);
                    }};
    const CodeReading reading = read_codes(wanted, {}).value_or_throw();
    CHECK(reading.codes.empty());
    CHECK(reading.unread == wanted.regions);
    wanted.gray = [](Rect, int) -> Result<GrayImage> { return Error{ErrorCode::damaged, "p.tif", "cut off", ""}; };
    const auto failed = read_codes(wanted, {});
    REQUIRE(!failed.ok());
    CHECK(failed.error().code == ErrorCode::damaged);
}

TEST_CASE("photographs without a barcode give none") {
    const std::filesystem::path folder = std::filesystem::path(ARC_CORPUS) / "barcodes";
    std::ifstream truth(folder / "truth.tsv");
    if (!truth) {
        MESSAGE("no corpus at " << ARC_CORPUS);
        return;
    }
    for (std::string line; std::getline(truth, line);) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos || line.compare(tab + 1, 5, "none\t") != 0) {
            continue;
        }
        ImageFile file = ImageFile::open(folder / line.substr(0, tab)).value_or_throw();
        INFO(line.substr(0, tab));
        CHECK(texts(read(file.read_gray(0).value_or_throw())).empty());
    }
}

#include "print/labels.hpp"

#include "barcode/write_barcode.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

LabelSpec label(BarcodeFormat format, std::string title) {
    LabelSpec spec;
    spec.title = std::move(title);
    spec.lines = {"户号 0573000123", "2026-11-21 新塍供电所"};
    spec.code_text = "ARCD000000123Z";
    spec.code = encode_barcode(format, spec.code_text).value_or_throw();
    return spec;
}

LabelFormat format_of(std::string_view text) {
    return parse_label_format(text).value_or_throw();
}

// True when nothing is printed within half a millimetre of the edge.
bool edge_is_clear(const GrayImage& picture, int dpi) {
    const int edge = static_cast<int>(0.5 / 25.4 * dpi);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const bool inside = x >= edge && y >= edge && x < picture.width - edge && y < picture.height - edge;
            if (!inside && picture.row(y)[x] < 250) {
                return false;
            }
        }
    }
    return true;
}

// The linear or matrix code is found whole: its modules stand at some place of the picture, at `dpi` 300.
bool holds_code(const GrayImage& picture, const ModuleMatrix& code, int dots) {
    const auto dark = [&](int x, int y) { return picture.row(y)[x] < 128; };
    const int height = code.linear() ? 1 : code.height * dots;
    for (int y = 0; y + height <= picture.height; ++y) {
        for (int x = 0; x + code.width * dots <= picture.width; ++x) {
            bool same = dark(x, y) && (x == 0 || !dark(x - 1, y));
            for (int i = 0; same && i < code.width * code.height; ++i) {
                const int column = i % code.width;
                const int row = i / code.width;
                same = dark(x + column * dots + dots / 2, y + (code.linear() ? 0 : row * dots + dots / 2)) ==
                       code.dark(column, row);
            }
            if (same) {
                return true;
            }
        }
    }
    return false;
}

const std::string long_title =
    "嘉兴市秀洲区新塍镇木业股份有限公司高压供用电合同及补充协议附件汇编二〇二六年修订版第三分册";

}  // namespace

TEST_CASE("every sticker holds its code whole and no word goes over its edge") {
    for (const char* name : {"L7160", "L7163", "L7651", "50x30", "4x9:48x30+2+1"}) {
        for (const BarcodeFormat barcode : {BarcodeFormat::QRCode, BarcodeFormat::DataMatrix, BarcodeFormat::Code128}) {
            CAPTURE(name);
            CAPTURE(to_text(barcode));
            const LabelSpec spec = label(barcode, long_title);
            const Result<GrayImage> picture = label_picture(spec, format_of(name), 300);
            if (std::string_view(name) == "L7651" && barcode == BarcodeFormat::Code128) {
                CHECK(picture.error().message() ==
                      "ARCD000000123Z: its code needs more room than a sticker L7651 has (38.1 x 21.2 mm); use "
                      "QRCode");
                continue;
            }
            REQUIRE(picture.ok());
            CHECK(edge_is_clear(*picture, 300));
            bool found = false;
            for (int dots = 3; dots <= 8 && !found; ++dots) {
                found = holds_code(*picture, spec.code, dots);
            }
            CHECK(found);
        }
    }
}

TEST_CASE("stickers stand within the page and apart from each other") {
    for (const LabelFormat& format : known_label_formats()) {
        CAPTURE(format.name);
        for (int i = 0; i < format.per_page(); ++i) {
            const Area box = format.place(i);
            CHECK(box.x >= 0);
            CHECK(box.y >= 0);
            CHECK(box.x + box.width <= format.page_width);
            CHECK(box.y + box.height <= format.page_height);
        }
        CHECK(format.place(1).x >= format.place(0).x + format.width);
        CHECK(format.place(format.columns).y >= format.place(0).y + format.height);
        CHECK(parse_label_format(format.name).value_or_throw() == format);
    }
    const Area first = format_of("L7160").place(0);
    CHECK(first.x == doctest::Approx(7.25));
    CHECK(first.y == doctest::Approx(15.15));
}

TEST_CASE("a PDF of stickers starts at the position given and turns the page when it is full") {
    const std::vector<LabelSpec> labels(20, label(BarcodeFormat::QRCode, "供用电合同"));
    const auto pages = [&](int first) {
        const std::string pdf = labels_pdf(labels, format_of("L7160"), first, {}).value_or_throw();
        std::size_t count = 0;
        for (std::size_t at = pdf.find("/Type /Page %"); at != std::string::npos;
             at = pdf.find("/Type /Page %", at + 1)) {
            ++count;
        }
        return count;
    };
    CHECK(pages(0) == 1);
    CHECK(pages(1) == 1);
    CHECK(pages(2) == 2);
    CHECK(labels_pdf(labels, format_of("L7160"), 21, {}).error().message() == "position 22: a sheet L7160 has 21");
}

TEST_CASE("formats of stickers are read, and impossible ones refused") {
    const LabelFormat grid = format_of("3x7:63.5x38.1+2.5+0");
    CHECK(grid.per_page() == 21);
    CHECK(grid.place(4) == format_of("l7160").place(4));
    CHECK(format_of("50x30").page_width == 50);
    for (const char* text : {"", "x", "3x7", "3x7:63.5", "3x7:63.5x38.1+2", "4x7:63.5x38.1", "0x1:20x20", "5x5",
                             "nanxnan", "3x7:63.5x38.1+1+1+1", "1e9x3:20x20", "-1x3:20x20"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_label_format(text).ok());
    }
    CHECK(
        parse_label_format("A4").error().message() ==
        "A4: not a format of stickers; use L7160, L7163, L7651, COLUMNSxROWS:WIDTHxHEIGHT+GAP+GAP or WIDTHxHEIGHT, in "
        "mm");
}

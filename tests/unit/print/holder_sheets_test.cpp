#include "print/holder_sheets.hpp"

#include "barcode/write_barcode.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

SpineSheet spine(double width) {
    SpineSheet one;
    one.width = width;
    one.fields = {{"全宗号", "Z001"}, {"年度", "2025"}, {"案卷题名", "江州市东风铸造厂用电业扩报装资料"}, {"机构", ""}};
    one.code_text = "ARCV000000123Z";
    one.code = encode_barcode(BarcodeFormat::QRCode, one.code_text).value_or_throw();
    return one;
}

// What the PDF says of itself.
int pages_of(const std::string& pdf) {
    const std::size_t at = pdf.find("/Count ");
    REQUIRE(at != std::string::npos);
    return std::stoi(pdf.substr(at + 7));
}

}  // namespace

TEST_CASE("backs stand side by side, as many as the page is wide") {
    Canvas canvas = Canvas::pdf(210, 297, {"脊背", {}});
    const std::vector<SpineSheet> spines(4, spine(50));
    REQUIRE(draw_spines(canvas, spines).ok());
    CHECK(pages_of(canvas.finish_pdf()) == 2);
}

TEST_CASE("a back that carries no code, or is wider than the page, is refused") {
    Canvas canvas = Canvas::pdf(210, 297, {"脊背", {}});
    const std::vector<SpineSheet> thin{spine(7)};
    CHECK(draw_spines(canvas, thin).error().message() ==
          "ARCV000000123Z: a back of 7 mm cannot be printed; it is 8 to 186 mm wide");
    const std::vector<SpineSheet> wide{spine(187)};
    CHECK(!draw_spines(canvas, wide).ok());
}

TEST_CASE("a cover is one page") {
    CoverSheet cover;
    cover.fonds = "江州供电公司";
    cover.title = "东风铸造厂";
    cover.fields = {{"保管期限", "永久"}};
    cover.numbers = {{"全宗号", "Z001"}, {"案卷号", "2025-001"}};
    Canvas canvas = Canvas::pdf(210, 297, {"封面", {}});
    draw_cover(canvas, cover);
    CHECK(pages_of(canvas.finish_pdf()) == 1);
}

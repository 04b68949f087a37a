#include "print/list_sheet.hpp"

#include "barcode/write_barcode.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace arc;

namespace {

ListSheet inner_list(int rows) {
    ListSheet sheet;
    sheet.title = "卷内目录";
    sheet.head = {"全宗号 J001", "案卷号 2026-00012"};
    sheet.columns = {
        {"顺序号", 16, Align::centre}, {"责任者", 28}, {"题名"}, {"日期", 24, Align::centre}, {"页号", 18}};
    for (int i = 1; i <= rows; ++i) {
        sheet.rows.push_back(
            {std::to_string(i), "峨山供电有限公司", "关于王伟用电申请的供电方案答复单", "2026-01-05", "1"});
    }
    sheet.totals = {"共 " + std::to_string(rows) + " 件"};
    sheet.signatures = {"立卷人", "检查人"};
    return sheet;
}

std::string pdf_of(const std::vector<ListSheet>& sheets) {
    return lists_pdf(sheets, {"卷内目录", {}}).value_or_throw();
}

// What the PDF says of itself; with ARC_LOOK=FILE it is written there, for looking at.
int pages_of(const std::string& pdf) {
    if (const char* file = std::getenv("ARC_LOOK")) {
        std::ofstream(file, std::ios::binary) << pdf;
    }
    const std::size_t at = pdf.find("/Count ");
    REQUIRE(at != std::string::npos);
    return std::stoi(pdf.substr(at + 7));
}

}  // namespace

TEST_CASE("a list of a few rows is one page, and an empty one is too") {
    CHECK(pages_of(pdf_of({inner_list(3)})) == 1);
    CHECK(pages_of(pdf_of({inner_list(0)})) == 1);
}

TEST_CASE("a long list goes on over as many pages as its rows need") {
    const int one = pages_of(pdf_of({inner_list(10)}));
    const int many = pages_of(pdf_of({inner_list(200)}));
    CHECK(one == 1);
    CHECK(many >= 7);
    CHECK(many <= 12);
}

TEST_CASE("long texts wrap and make their row higher") {
    ListSheet sheet = inner_list(25);
    const int before = pages_of(pdf_of({sheet}));
    for (std::vector<std::string>& row : sheet.rows) {
        for (int i = 0; i < 4; ++i) {
            row[2] += row[2].substr(0, 60);
        }
    }
    CHECK(pages_of(pdf_of({sheet})) > before);
}

TEST_CASE("sheets follow each other, upright and in landscape, with a code where there is one") {
    ListSheet wide = inner_list(5);
    wide.shape = PageShape::landscape;
    wide.code_text = "ZZH000000017T";
    wide.code = encode_barcode(BarcodeFormat::DataMatrix, wide.code_text).value_or_throw();
    CHECK(pages_of(pdf_of({inner_list(5), wide})) == 2);
}

TEST_CASE("a list that cannot be drawn is refused by name") {
    ListSheet sheet = inner_list(1);
    sheet.rows[0].pop_back();
    const Result<std::string> uneven = lists_pdf(std::vector{sheet}, {});
    REQUIRE_FALSE(uneven.ok());
    CHECK(uneven.error().subject == "卷内目录");
    CHECK(uneven.error().what == "a row has 4 texts for 5 columns");

    ListSheet wide = inner_list(0);
    wide.columns[2].width = 120;
    const Result<std::string> too_wide = lists_pdf(std::vector{wide}, {});
    REQUIRE_FALSE(too_wide.ok());
    CHECK(too_wide.error().next == "print it in landscape, or with fewer columns");

    CHECK_FALSE(lists_pdf(std::vector{ListSheet{}}, {}).ok());
}

#include "print/spreadsheet.hpp"

#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace arc;

namespace {

ListSheet one_cell(std::string words) {
    ListSheet sheet;
    sheet.title = "归档文件目录";
    sheet.columns = {{"题名"}};
    sheet.rows = {{std::move(words)}};
    return sheet;
}

}  // namespace

TEST_CASE("a text that no worksheet takes is refused, not cut") {
    const TempFolder folder;
    const ListSheet sheet = one_cell(std::string(32'768, 'a'));
    const Result<Done> written = write_spreadsheet(std::span(&sheet, 1), {}, folder.path() / "a.xlsx");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::limit);
    CHECK(written.error().subject == "归档文件目录");
}

TEST_CASE("lists of one title and lists without any make one workbook") {
    const TempFolder folder;
    ListSheet table = one_cell("1001");
    table.title.clear();
    const std::vector<ListSheet> sheets{one_cell("王伟\x01\n第二行"), one_cell("王伟"), table};
    CHECK(write_spreadsheet(sheets, {.title = "[*]"}, folder.path() / "a.xlsx"));
    CHECK(std::filesystem::file_size(folder.path() / "a.xlsx") > 0);
}

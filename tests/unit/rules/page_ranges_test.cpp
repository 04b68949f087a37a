#include "rules/page_ranges.hpp"

#include <doctest/doctest.h>

using namespace arc;
using enum PageTrouble;
using Strings = std::vector<std::string>;

namespace {

// Rows of cells under headings, numbered from 2 as below a heading.
PageRanges resolve(const Strings& headings, const std::vector<Strings>& table, std::optional<int> last_page = {}) {
    const PageColumns columns = find_page_columns(headings);
    std::vector<PageRow> rows;
    for (const Strings& cells : table) {
        rows.push_back(page_row(static_cast<int>(rows.size()) + 2, cells, columns));
    }
    const std::optional<PageCustom> custom = likely_page_custom(columns);
    REQUIRE(custom.has_value());
    REQUIRE(require_page_columns(*custom, columns, headings).ok());
    return resolve_page_ranges(*custom, rows, last_page);
}

Strings pages(const PageRanges& resolved) {
    Strings text;
    for (const ItemPages& range : resolved.ranges) {
        text.push_back(std::to_string(range.start) + "-" + std::to_string(range.end));
    }
    return text;
}

Strings troubles(const PageRanges& resolved) {
    Strings text;
    for (const PageProblem& problem : resolved.problems) {
        text.push_back(std::to_string(problem.row) + ": " + problem.words);
    }
    return text;
}

}  // namespace

TEST_CASE("all customs of one volume give the same ranges") {
    const Strings wanted{"1-3", "4-4", "5-9"};
    const PageRanges by_custom[] = {
        resolve({"件号", "页数"}, {{"1", "3"}, {"2", "1"}, {"3", "5"}}),
        resolve({"顺序号", "起始页号"}, {{"1", "1"}, {"2", "4"}, {"3", "5"}}, 9),
        resolve({"页号"}, {{"1"}, {"4"}, {"5-9"}}),
        resolve({"首页号", "张数"}, {{"1", "3"}, {"4", "1"}, {"5", "5"}}),
        resolve({"起止页号"}, {{"0001-0003"}, {"0004"}, {"0005～0009"}}),
        resolve({"起讫页号"}, {{"1至3"}, {"第4页"}, {"5—9"}}),
        resolve({"自页号", "止页号"}, {{"1", "3"}, {"4", "4"}, {"5", "9"}}),
        resolve({"件号"}, {{"1"}, {"4"}, {"5"}}, 9),
    };
    for (const PageRanges& resolved : by_custom) {
        CHECK(pages(resolved) == wanted);
        CHECK(troubles(resolved) == Strings{});
    }
}

TEST_CASE("the sum of pages counted is the last page") {
    const PageRanges resolved = resolve({"页数"}, {{"3"}, {"1"}, {"5"}}, 9);
    int sum = 0;
    for (const ItemPages& range : resolved.ranges) {
        sum += range.pages();
    }
    CHECK(sum == 9);
    CHECK(resolved.problems.empty());
}

TEST_CASE("full-width digits are read and remarked") {
    const PageRanges resolved = resolve({"起 止 页 号"}, {{"０００１－０００３"}});
    CHECK(pages(resolved) == Strings{"1-3"});
    REQUIRE(resolved.problems.size() == 1);
    CHECK(resolved.problems[0].trouble == full_width);
}

TEST_CASE("reversed numbers are exchanged and named") {
    const PageRanges resolved = resolve({"起止页号"}, {{"5-1"}});
    CHECK(pages(resolved) == Strings{"1-5"});
    CHECK(troubles(resolved) == Strings{"2: pages 5-1 are reversed"});
}

TEST_CASE("gaps and overlaps are named with their row") {
    const PageRanges resolved = resolve({"起止页号"}, {{"2-3"}, {"3-5"}, {"8-9"}}, 12);
    CHECK(troubles(resolved) ==
          Strings{"2: page 1 belongs to no item", "3: starts on page 3, but items before it reach to page 3",
                  "4: pages 6-7 belong to no item", "4: the last item ends on page 9, the volume has 12"});
}

TEST_CASE("a last item without an end, and one beyond the volume, are named") {
    const PageRanges open_end = resolve({"起始页号"}, {{"1"}, {"4"}});
    CHECK(troubles(open_end) == Strings{"3: nothing says on which page the last item ends"});
    CHECK(pages(open_end) == Strings{"1-3", "4-0"});
    CHECK(open_end.ranges.back().pages() == 0);
    CHECK(troubles(resolve({"起始页号"}, {{"1"}, {"9"}}, 8)) ==
          Strings{"3: nothing says on which page the last item ends", "3: ends on page 9, the volume has 8"});
    CHECK(troubles(resolve({"首页号", "页数"}, {{"1", "3"}, {"4", "9"}}, 10)) ==
          Strings{"3: ends on page 12, the volume has 10"});
}

TEST_CASE("a count that is not the size of the range is named") {
    CHECK(troubles(resolve({"起止页号", "页数"}, {{"1-3", "4"}, {"4-5", "2"}})) ==
          Strings{"2: pages 1-3 are 3, the count says 4"});
}

TEST_CASE("an unreadable cell costs its row, and where items are only counted all after it") {
    const PageRanges ranges = resolve({"起止页号"}, {{"1-3"}, {"x"}, {""}, {"6-7"}});
    CHECK(pages(ranges) == Strings{"1-3", "0-0", "0-0", "6-7"});
    CHECK(troubles(ranges) == Strings{"3: the page range \"x\" is not a page number", "4: the first page is missing",
                                      "4: the last page is missing", "5: pages 4-5 belong to no item"});
    const PageRanges counts = resolve({"页数"}, {{"3"}, {"0"}, {"2"}});
    CHECK(pages(counts) == Strings{"1-3", "0-0", "0-0"});
    CHECK(troubles(counts) == Strings{"3: the count \"0\" is not a page number"});
}

TEST_CASE("a custom stops at a missing column and says which headings it saw") {
    const Strings headings{"题名", "页数"};
    const PageColumns columns = find_page_columns(headings);
    const Result<Done> done = require_page_columns(PageCustom::ranges, columns, headings);
    REQUIRE_FALSE(done.ok());
    CHECK(
        done.error().message() ==
        "page custom ranges: no column 起止页号/起止页/起讫页号/起讫页/首尾页号/首尾页/起止页码/页码范围/range among: "
        "题名, 页数; name the column so, or choose another page custom");
    CHECK_FALSE(likely_page_custom(find_page_columns(Strings{"题名"})).has_value());
}

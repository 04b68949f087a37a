// Lists to import, as CSV in any encoding or as JSON Lines: reading them, and the rules for their cells.

#include "harness.hpp"
#include "jobs/admin/import_source.hpp"
#include "profile/load_profile.hpp"
#include "record/csv.hpp"
#include "rules/import_columns.hpp"
#include "rules/page_ranges.hpp"

#include <sstream>

using namespace arc;

namespace {

const Profile& profile() {
    static const Profile loaded = *load_profile_file(ARC_SOURCE "/schemas/profiles/power-utility.yaml").profile;
    return loaded;
}

// The same cells written by us and read back.
void write_back(const std::vector<std::string>& headings, const std::vector<std::string>& cells, CsvStyle style) {
    std::istringstream in(csv_heading(headings, style) + csv_row(cells, style));
    auto reader = CsvReader::open(in, "again.csv", {ShortRows::refuse, ','});
    if (!reader) {
        return;
    }
    const auto row = reader->next();
    if (row && *row && reader->headings().size() == cells.size() && style == CsvStyle::excel) {
        fuzz::require((*row)->cells == cells, "cells come back as they were");
    }
}

void read_catalogue(const std::vector<std::string>& headings, const std::vector<SourceRow>& rows) {
    const PageColumns columns = find_page_columns(headings);
    const auto custom = likely_page_custom(columns);
    if (!custom || !require_page_columns(*custom, columns, headings)) {
        return;
    }
    std::vector<PageRow> pages;
    for (const SourceRow& row : rows) {
        pages.push_back(page_row(row.row, row.cells, columns));
    }
    const PageRanges read = resolve_page_ranges(*custom, pages, 200);
    fuzz::require(read.ranges.size() == pages.size(), "every row has its pages");
    for (const ItemPages& item : read.ranges) {
        fuzz::require(item.start >= 0 && (item.start == 0 || item.end == 0 || item.end >= item.start),
                      "pages run forwards");
        fuzz::require(item.pages() >= 0, "an item has a number of pages");
    }
}

const std::vector<std::vector<ColumnRule>>& rules_of_all_tables() {
    static const std::vector<std::vector<ColumnRule>> all = [] {
        std::vector<std::vector<ColumnRule>> rules;
        for (const ImportTable table : all_import_tables()) {
            rules.push_back(import_columns(profile(), table));
        }
        return rules;
    }();
    return all;
}

void check_rows(const std::vector<ColumnRule>& rules, const std::vector<std::string>& headings,
                const std::vector<SourceRow>& rows) {
    if (!RowChecker::check_headings("list.csv", rules, headings).empty()) {
        return;
    }
    RowChecker checker("list.csv", rules, headings);
    for (const SourceRow& row : rows) {
        const RowOutcome outcome = checker.check(row);
        fuzz::require(outcome.row.values.size() == rules.size(), "every rule has its value");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const fuzz::MemoryFile input(bytes, size);
    auto source = ImportSource::open(input.path());
    if (!source) {
        return 0;
    }
    std::vector<SourceRow> rows;
    while (auto row = source->next()) {
        if (*row) {
            fuzz::require((*row)->cells.cells.size() == source->headings().size(), "a row has a cell for each heading");
            if (rows.size() < 50) {
                rows.push_back((*row)->cells);
            }
        }
    }
    if (!rows.empty()) {
        write_back(source->headings(), rows.front().cells, CsvStyle::excel);
        write_back(source->headings(), rows.front().cells, CsvStyle::plain);
    }
    read_catalogue(source->headings(), rows);
    for (const std::vector<ColumnRule>& rules : rules_of_all_tables()) {
        check_rows(rules, source->headings(), rows);
    }
    return 0;
}

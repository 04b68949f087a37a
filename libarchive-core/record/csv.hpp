#pragma once

#include "base/result.hpp"
#include "record/text_decoder.hpp"

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// One record of a table.
struct CsvRow {
    int row = 0;            // as a spreadsheet counts: the heading of a plain file is row 1, blank rows count
    std::int64_t line = 0;  // the line of the file that it starts in, from 1; more than `row` after quoted line breaks
    std::vector<std::string> cells;  // as many as there are headings
    bool operator==(const CsvRow&) const = default;
};

// What a row with fewer cells than headings means.
enum class ShortRows {
    refuse,  // an Error: a line break or a separator is probably wrong
    pad,     // the missing cells are empty (old Excel drops trailing empty columns)
};

struct CsvSettings {
    ShortRows short_rows = ShortRows::refuse;
    char separator = 0;  // 0: the most frequent of , ; tab in the first row; a first line "sep=X" decides too
};

// Reads a table as spreadsheets write it: encodings of TextDecoder, quoted cells with line breaks and doubled quotes,
// LF, CRLF or CR, cells protected against spreadsheets (unprotect_cell). Needs memory for one row and a block of 256
// KiB only.
class CsvReader {
public:
    // Reads the first row that is not blank: the headings, without blanks around them; empty ones at the end are
    // dropped. `name` stands in messages; `in` must outlive the reader. Errors: usage (no heading, a workbook), damaged
    // (encoding), io.
    static Result<CsvReader> open(std::istream& in, std::string name, const CsvSettings& settings = {});
    ~CsvReader();
    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;

    const std::vector<std::string>& headings() const;
    char separator() const;
    TextEncoding encoding() const;

    // The next row that is not blank, none at the end. An Error names the file and the row, "customers.csv: row 17":
    // usage (too many or too few cells; reading goes on behind it), damaged (a quote never closed, broken bytes) and
    // limit (a row over 1 MiB) after which the reader is at its end.
    std::optional<Result<CsvRow>> next();

private:
    struct State;
    explicit CsvReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

enum class CsvStyle {
    plain,  // UTF-8, LF, RFC 4180 quoting
    excel,  // UTF-8 with byte-order mark, CRLF, every cell protected that Excel would change or run
};

// The first row, with the byte-order mark where the style has one.
std::string csv_heading(std::span<const std::string> names, CsvStyle style);
std::string csv_row(std::span<const std::string> cells, CsvStyle style);

// True for what Excel changes when it opens a CSV: formulas (= + - @ in front, full-width too, but not plain negative
// numbers), leading zeros, numbers of 12 digits and more, 1E5, 1-2 and 3/4 (dates).
bool is_changed_by_excel(std::string_view cell);
// The cell as text that Excel leaves alone: ="0012"; where a formula cannot hold it (over 255 bytes, line breaks) an
// apostrophe in front. Other cells come back as they are, but for those that unprotect_cell would change.
std::string protect_cell(std::string_view cell);
// Undoes protect_cell, and what other programs do to the same end: ="0012" becomes 0012, an apostrophe goes that stands
// before a digit, a second apostrophe, a tab, a line end or = + - @. unprotect_cell(protect_cell(x)) is x for every x.
std::string unprotect_cell(std::string_view cell);

}  // namespace arc

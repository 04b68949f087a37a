#pragma once

#include <optional>
#include <vector>

namespace arc {

// A column of a table as its rows showed it; widths in columns of the terminal (a Chinese letter takes two).
struct TableColumn {
    int width = 0;             // of its widest cell or its heading
    bool is_empty = false;     // in every row
    bool holds_words = false;  // some cell is more than a code or number: it may be cut
    bool operator==(const TableColumn&) const = default;
};

// The terminal's columns where standard output is one: $COLUMNS, else what the terminal says; none otherwise.
std::optional<int> terminal_columns();

// Widths with which a line of all columns, two blanks between them, fits into the terminal; 0 for a column that is left
// out. What fits stays as it is. Else empty columns go, then the widest columns of words are cut, none below 12; codes,
// numbers and what is typed again stay whole, so that a line may still be too long.
std::vector<int> fitting_widths(std::vector<TableColumn> columns, int terminal);

}  // namespace arc

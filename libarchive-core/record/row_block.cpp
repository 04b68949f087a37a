#include "record/row_block.hpp"

#include "record/json.hpp"
#include "record/row_block_words.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace arc {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

void append_cell(std::string& json, const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        append_json(json, *whole);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        append_json(json, std::string_view(*text));
    } else if (const auto* number = std::get_if<double>(&cell)) {
        append_json(json, Value(*number));
    } else if (const auto* bytes = std::get_if<Blob>(&cell)) {
        json += "{\"x\":\"";
        for (const std::uint8_t byte : *bytes) {
            json += hex_digits[byte >> 4];
            json += hex_digits[byte & 15];
        }
        json += "\"}";
    } else {
        json += "null";
    }
}

// One side of the changes of a block, before or after: how it is written.
struct Side {
    std::span<const RowChange> changes;
    std::vector<Cell> RowChange::*cells;
    std::size_t first = 0;  // the column that the rows begin with

    const Cell& cell(std::size_t row, std::size_t column) const { return (changes[row].*cells)[column]; }
};

enum class Told { in_each_row, once, counted };

bool counts_up(const Side& side, std::size_t column) {
    const auto* base = std::get_if<std::int64_t>(&side.cell(0, column));
    const auto count = static_cast<std::int64_t>(side.changes.size());
    if (base == nullptr || *base > std::numeric_limits<std::int64_t>::max() - count) {
        return false;
    }
    for (std::int64_t i = 1; i < count; ++i) {
        if (side.cell(static_cast<std::size_t>(i), column) != Cell(*base + i)) {
            return false;
        }
    }
    return true;
}

bool is_same_in_all(const Side& side, std::size_t column) {
    for (std::size_t i = 1; i < side.changes.size(); ++i) {
        if (side.cell(i, column) != side.cell(0, column)) {
            return false;
        }
    }
    return true;
}

// Most rows end in columns that hold nothing yet: these are left away. The columns up to the last that is used.
std::size_t used_columns(const Side& side) {
    std::size_t used = side.first;
    for (std::size_t i = 0; i < side.changes.size(); ++i) {
        const std::vector<Cell>& row = side.changes[i].*side.cells;
        for (std::size_t column = row.size(); column > used; --column) {
            if (!std::holds_alternative<std::monostate>(row[column - 1])) {
                used = column;
            }
        }
    }
    return used;
}

// Said once only where that is shorter than saying it in each row.
std::vector<Told> how_told(const Side& side, bool may_count) {
    std::vector<Told> told(side.changes.front().columns.size(), Told::in_each_row);
    const std::size_t rows = side.changes.size();
    const std::size_t used = rows < 2 ? 0 : used_columns(side);
    for (std::size_t column = side.first; column < used; ++column) {
        std::string text;
        append_cell(text, side.cell(0, column));
        constexpr std::size_t marks = 4;  // quotes, colon, comma
        const std::size_t once = side.changes.front().columns[column].size() + marks + text.size();
        if (text.size() > longest_common || once >= rows * (text.size() + 1)) {
            continue;
        }
        if (is_same_in_all(side, column)) {
            told[column] = Told::once;
        } else if (may_count && counts_up(side, column)) {
            told[column] = Told::counted;
        }
    }
    return told;
}

void append_common(std::string& json, std::string_view name, const Side& side, const std::vector<Told>& told,
                   Told wanted) {
    bool first = true;
    for (std::size_t column = 0; column < told.size(); ++column) {
        if (told[column] != wanted) {
            continue;
        }
        if (first) {
            json.append(",\"").append(name).append("\":{");
        }
        json += first ? "" : ",";
        append_json(json, std::string_view(side.changes.front().columns[column]));
        json += ':';
        append_cell(json, side.cell(0, column));
        first = false;
    }
    json += first ? "" : "}";
}

void append_row(std::string& json, const Side& side, std::size_t row, const std::vector<Told>& told) {
    json += '[';
    std::size_t end = json.size();
    for (std::size_t column = side.first; column < told.size(); ++column) {
        if (told[column] != Told::in_each_row) {
            continue;
        }
        json += json.back() == '[' ? "" : ",";
        append_cell(json, side.cell(row, column));
        if (!std::holds_alternative<std::monostate>(side.cell(row, column))) {
            end = json.size();
        }
    }
    json.resize(end);
    json += ']';
}

void append_rows(std::string& json, std::string_view name, const Side& side, const std::vector<Told>& told) {
    json.append(",\"").append(name).append("\":[");
    for (std::size_t i = 0; i < side.changes.size(); ++i) {
        json += i == 0 ? "" : ",";
        append_row(json, side, i, told);
    }
    json += ']';
}

// Whether the rows would all be empty.
bool says_nothing(const Side& side, const std::vector<Told>& told) {
    for (std::size_t i = 0; i < side.changes.size(); ++i) {
        for (std::size_t column = side.first; column < told.size(); ++column) {
            if (told[column] == Told::in_each_row && !std::holds_alternative<std::monostate>(side.cell(i, column))) {
                return false;
            }
        }
    }
    return true;
}

void append_block(std::string& json, std::span<const RowChange> changes, std::optional<std::size_t> like) {
    const RowChange& first = changes.front();
    if (like) {
        json += "{\"as\":";
        append_json(json, static_cast<std::int64_t>(*like));
    } else {
        json.append("{\"").append(kind_names[static_cast<std::size_t>(first.kind)]).append("\":");
        append_json(json, std::string_view(first.table));
        json += ",\"columns\":";
        append_json(json, Value(List(first.columns.begin(), first.columns.end())));
        json += ",\"keys\":";
        append_json(json, static_cast<std::int64_t>(first.keys));
    }
    const Side rows{changes, first.kind == ChangeKind::erase ? &RowChange::before : &RowChange::after};
    const std::vector<Told> told = how_told(rows, true);
    append_common(json, "same", rows, told, Told::once);
    append_common(json, "from", rows, told, Told::counted);
    append_rows(json, "rows", rows, told);
    if (first.kind == ChangeKind::update) {
        // The key is that of the row after.
        const Side old{changes, &RowChange::before, first.keys};
        const std::vector<Told> old_told = how_told(old, false);
        append_common(json, "was_same", old, old_told, Told::once);
        if (!says_nothing(old, old_told)) {
            append_rows(json, "was", old, old_told);
        }
    }
    json += '}';
}

bool same_block(const RowChange& a, const RowChange& b) {
    return a.kind == b.kind && a.table == b.table && a.columns == b.columns;
}

}  // namespace

void append_blocks(std::string& json, std::span<const RowChange> changes) {
    std::vector<std::pair<const RowChange*, std::size_t>> said;  // the first change of a kind of block, and its place
    std::size_t blocks = 0;
    for (std::size_t i = 0; i < changes.size(); ++blocks) {
        const RowChange& first = changes[i];
        const auto differs = [&](const RowChange& other) { return !same_block(first, other); };
        const auto end = std::find_if(changes.begin() + static_cast<std::ptrdiff_t>(i) + 1, changes.end(), differs);
        const auto count = static_cast<std::size_t>(end - changes.begin()) - i;
        const auto like = std::ranges::find_if(said, [&](const auto& one) { return same_block(*one.first, first); });
        json += blocks == 0 ? "" : ",";
        append_block(json, changes.subspan(i, count), like == said.end() ? std::nullopt : std::optional(like->second));
        if (like == said.end()) {
            said.emplace_back(&first, blocks);
        }
        i += count;
    }
}

}  // namespace arc

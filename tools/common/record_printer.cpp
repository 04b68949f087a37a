#include "tools/common/record_printer.hpp"

#include "base/text.hpp"
#include "record/record_codec.hpp"
#include "tools/common/record_cells.hpp"
#include "tools/common/standard_output.hpp"
#include "tools/common/terminal_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t rows_for_widths = 500;
constexpr int widest = 64;  // a digest

// RFC 4180: quoted where it must be.
std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

// More than a code, a number or a day.
bool has_words(const std::string& cell) {
    return cell.find(' ') != std::string::npos || std::ranges::any_of(cell, [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

RecordPrinter::RecordPrinter(OutputFormat format, std::string archive_id, std::vector<ViewColumn> columns, Zone zone)
    : format_(format), archive_id_(std::move(archive_id)), columns_(std::move(columns)), zone_(zone) {
}

RecordPrinter::~RecordPrinter() {
    print_held_rows();
}

std::vector<std::string> RecordPrinter::cells_of(const Record& record) const {
    return record_cells(record, columns_, format_ == OutputFormat::table ? &zone_ : nullptr);
}

void RecordPrinter::put(const Record& record) {
    check_stdout(last_page_);
    ++count_;
    if (format_ == OutputFormat::jsonl) {
        put_line(encode_record(record, archive_id_));
        if (record.kind == "page") {
            const Value fields(record.fields);
            next_page_ = fmt::format("{} of batch {}", fields.int_of("seq"), fields.text_of("batch"));
        }
        return;
    }
    if (format_ == OutputFormat::table && widths_.empty()) {
        held_.push_back(cells_of(record));
        if (held_.size() == rows_for_widths) {
            print_held_rows();
        }
        return;
    }
    if (count_ == 1) {
        std::vector<std::string> headings;
        for (const ViewColumn& column : columns_) {
            headings.push_back(column.field);
        }
        print_row(headings);
    }
    print_row(cells_of(record));
}

void RecordPrinter::put_line(std::string_view line) {
    write_to_stdout(line);
    write_to_stdout("\n");
}

void RecordPrinter::print_held_rows() {
    if (held_.empty()) {
        return;
    }
    std::vector<std::string> headings;
    for (const ViewColumn& column : columns_) {
        headings.push_back(column.heading);
        widths_.push_back(display_width(column.heading));
    }
    for (const std::vector<std::string>& row : held_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths_[i] = std::min(widest, std::max(widths_[i], display_width(row[i])));
        }
    }
    fit_terminal();
    for (std::size_t i = 0; i < headings.size(); ++i) {
        headings[i] = widths_[i] == 0 ? std::string() : headings[i];
    }
    print_row(headings);
    for (const std::vector<std::string>& row : std::exchange(held_, {})) {
        print_row(row);
    }
}

void RecordPrinter::fit_terminal() {
    const std::optional<int> terminal = terminal_columns();
    if (!terminal || widths_.empty()) {
        return;
    }
    const bool are_all_rows = held_.size() < rows_for_widths;
    std::vector<TableColumn> columns;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
        TableColumn column{widths_[i], are_all_rows, false};
        for (const std::vector<std::string>& row : held_) {
            const bool is_last = i + 1 == widths_.size();
            column.width = is_last ? std::max(column.width, display_width(printable(row[i]))) : column.width;
            column.is_empty = column.is_empty && row[i].empty();
            // A command is there to be typed.
            column.holds_words = column.holds_words || (columns_[i].field != "next" && has_words(row[i]));
        }
        columns.push_back(column);
    }
    std::vector<int> fitting = fitting_widths(columns, *terminal);
    cuts_last_ = !std::ranges::equal(fitting, columns, {}, {}, &TableColumn::width);
    if (cuts_last_) {
        widths_ = std::move(fitting);
    }
}

std::string RecordPrinter::table_row(const std::vector<std::string>& cells) const {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_last = i + 1 == cells.size();
        const std::string text = printable(cells[i]);
        if (widths_[i] == 0 && text.empty()) {
            continue;
        }
        // Nothing stands behind the last one: it is not filled up, and only a terminal's edge cuts it.
        const bool whole = is_last && (!cuts_last_ || display_width(text) <= widths_[i]);
        line += whole ? text : widths_[i] == 0 ? text + "  " : fit_width(text, widths_[i]) + (is_last ? "" : "  ");
    }
    // Blanks behind the edge would wrap too.
    return cuts_last_ ? line.substr(0, line.find_last_not_of(' ') + 1) : line;
}

void RecordPrinter::print_row(const std::vector<std::string>& cells) {
    if (format_ == OutputFormat::table) {
        write_to_stdout(table_row(cells) + "\n");
        return;
    }
    std::string line;
    for (const std::string& cell : cells) {
        line += (&cell == &cells.front() ? "" : ",") + csv_cell(cell);
    }
    write_to_stdout(line + "\n");
}

void RecordPrinter::flush() {
    if (format_ == OutputFormat::table) {
        print_held_rows();
    }
    flush_stdout(last_page_);
    last_page_ = next_page_;
}

}  // namespace arc

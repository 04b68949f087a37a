#include "tools/common/record_printer.hpp"

#include "base/local_text.hpp"
#include "base/text.hpp"
#include "record/record_codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace arc {
namespace {

constexpr std::size_t rows_for_widths = 500;
constexpr int widest = 64;  // a digest

void write(std::string_view text) {
    // A failure shows in flush(), which knows what was written before.
    std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string shown(const Value* value) {
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (const std::string* text = value->as_text()) {
        return *text;
    }
    if (const std::int64_t* whole = value->as_int()) {
        return std::to_string(*whole);
    }
    if (const double* number = value->as_double()) {
        return fmt::format("{:.4g}", *number);
    }
    if (const bool* flag = value->as_bool()) {
        return *flag ? "yes" : "no";
    }
    std::vector<std::string> parts;
    if (const List* list = value->as_list()) {
        for (const Value& item : *list) {
            parts.push_back(shown(&item));
        }
    } else if (const Object* object = value->as_object()) {
        for (const auto& [name, member] : *object) {
            parts.push_back(name + "=" + shown(&member));
        }
    }
    return join(parts, " ");
}

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

}  // namespace

RecordPrinter::RecordPrinter(OutputFormat format, std::string archive_id, std::vector<ViewColumn> columns, Zone zone)
    : format_(format), archive_id_(std::move(archive_id)), columns_(std::move(columns)), zone_(zone) {
}

RecordPrinter::~RecordPrinter() {
    print_held_rows();
}

std::vector<std::string> RecordPrinter::cells_of(const Record& record) const {
    std::vector<std::string> cells;
    for (const ViewColumn& column : columns_) {
        const auto field = std::ranges::find(record.fields, column.field, &Object::value_type::first);
        std::string cell = field == record.fields.end() ? std::string() : shown(&field->second);
        cells.push_back(format_ == OutputFormat::table ? local_time(cell, zone_) : std::move(cell));
    }
    return cells;
}

void RecordPrinter::put(const Record& record) {
    if (std::ferror(stdout) != 0) {
        throw OutputClosed{last_page_};
    }
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
    write(line);
    write("\n");
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
    print_row(headings);
    for (const std::vector<std::string>& row : std::exchange(held_, {})) {
        print_row(row);
    }
}

void RecordPrinter::print_row(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool last = i + 1 == cells.size();
        if (format_ == OutputFormat::csv) {
            line += csv_cell(cells[i]) + (last ? "" : ",");
        } else {
            // The last column is never cut: nothing stands behind it.
            line += last ? printable(cells[i]) : fit_width(printable(cells[i]), widths_[i]) + "  ";
        }
    }
    write(line + "\n");
}

void RecordPrinter::flush() {
    if (format_ == OutputFormat::table) {
        print_held_rows();
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        throw OutputClosed{last_page_};
    }
    last_page_ = next_page_;
}

}  // namespace arc

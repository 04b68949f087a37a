#include "tools/common/table_printer.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "jobs/export/sheet_files.hpp"
#include "tools/common/record_cells.hpp"
#include "tools/common/standard_output.hpp"

namespace arc {
namespace {

constexpr std::size_t most_rows = 1'000'000;  // a worksheet has 1,048,576

}  // namespace

void add_output(Command verb, TableOutput& output) {
    verb.add_option("--output,-o", output.file,
                    "Into this file .xlsx .pdf .csv .txt instead (with --format xlsx also -: standard output)");
}

TablePrinter::TablePrinter(Run& run, const Archive& archive, std::string title, std::vector<ViewColumn> columns,
                           TableOutput output)
    : columns_(std::move(columns)),
      zone_(archive.zone()),
      now_(run.caller().now()),
      reporter_(&run.reporter()),
      file_(std::move(output.file)) {
    const bool workbook = run.options().format == "xlsx";
    if (file_.empty() && !workbook) {
        printer_.emplace(run.printer(archive, columns_));
        return;
    }
    file_ = file_.empty() ? "-" : file_;
    const std::optional<SheetFormat> named = sheet_format_of(file_);
    if (file_ != "-" && (!named || (workbook && *named != SheetFormat::xlsx))) {
        throw Fault(ErrorCode::usage, file_, say("its name does not say what kind of file is wanted"),
                    say("end it in .xlsx .pdf .csv or .txt"));
    }
    if ((file_ == "-" && !workbook) || (!workbook && !run.options().format.empty())) {
        throw Fault(ErrorCode::usage, file_, say("both a file and a format"), say("name one of them"));
    }
    sheet_.title = std::move(title);
    sheet_.head = {archive.config().name, local_time(now_, zone_)};
    sheet_.shape = PageShape::landscape;
    counts_.assign(columns_.size(), true);
}

void TablePrinter::put(const Record& record) {
    ++count_;
    if (printer_) {
        printer_->put(record);
        return;
    }
    if (sheet_.rows.size() == most_rows) {
        throw Fault(ErrorCode::usage, file_, say("more than {} rows do not fit", most_rows),
                    say("write csv or jsonl, or ask for less"));
    }
    const Value fields(record.fields);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Value* value = fields.find(columns_[i].field);
        const bool number =
            value == nullptr || value->is_null() || value->as_int() != nullptr || value->as_double() != nullptr;
        counts_[i] = counts_[i] && number;
    }
    sheet_.rows.push_back(record_cells(record, columns_, &zone_));
}

void TablePrinter::put_line(std::string_view line) {
    if (printer_) {
        printer_->put_line(line);
    } else {
        sheet_.totals.emplace_back(line);
    }
}

void TablePrinter::tell(std::string_view line) {
    const bool is_csv = printer_ ? printer_->format() == OutputFormat::csv : sheet_format_of(file_) == SheetFormat::csv;
    if (is_csv) {
        // Whatever reads the file would take the words for a row.
        reporter_->notice(line);
    } else {
        put_line(line);
    }
}

void TablePrinter::flush() {
    if (printer_) {
        printer_->flush();
    }
}

void TablePrinter::finish() {
    if (printer_) {
        printer_->flush();
        return;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        sheet_.columns.push_back({columns_[i].heading, 0, counts_[i] ? Align::right : Align::left});
    }
    const SheetFormat format = file_ == "-" ? SheetFormat::xlsx : sheet_format_of(file_).value();
    OutputFile output(file_, put_on_stdout);
    put_sheets(std::span(&sheet_, 1), format, sheet_.title, now_, output, *reporter_);
    output.publish();
}

}  // namespace arc

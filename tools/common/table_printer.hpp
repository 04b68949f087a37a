#pragma once

#include "print/list_sheet.hpp"
#include "tools/common/tool.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// What a verb that prints a table can be told.
struct TableOutput {
    std::string file;  // "": standard output
};
// Adds --output, bound to `output`.
void add_output(Command verb, TableOutput& output);

// The records of a verb: on standard output as RecordPrinter prints them, or as a file .xlsx .pdf .csv .txt of what the
// table shows, instants by the archive's clock. `--format xlsx` without a file writes the workbook to standard output.
class TablePrinter final : public RecordSink {
public:
    // `title` stands above the list. Faults (usage): a file of another kind, or --format beside a file of one.
    TablePrinter(Run& run, const Archive& archive, std::string title, std::vector<ViewColumn> columns,
                 TableOutput output);

    void put(const Record& record) override;
    // A line for people below the table; CSV files go without.
    void put_line(std::string_view line);
    // One that nobody may miss: of CSV it goes to standard error.
    void tell(std::string_view line);
    void flush() override;
    // Last of all: the file appears now.
    void finish();
    std::int64_t count() const { return count_; }
    // What is printed; a file counts as a table.
    OutputFormat format() const { return printer_ ? printer_->format() : OutputFormat::table; }

private:
    std::optional<RecordPrinter> printer_;
    std::vector<ViewColumn> columns_;
    Zone zone_;
    Instant now_;
    Reporter* reporter_;
    std::string file_;
    ListSheet sheet_;
    std::vector<bool> counts_;  // of a column: all its values are numbers
    std::int64_t count_ = 0;
};

}  // namespace arc

#pragma once

#include "base/zone.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

enum class OutputFormat { table, csv, jsonl };

// A column of a table or CSV file: which field of the record, and what stands above it.
struct ViewColumn {
    std::string field;
    std::string heading;
};

// Records on standard output. JSON Lines carry the whole record; tables and CSV the columns given. Tables show instants
// by the clock of `zone`, to the minute; the other forms, read by programs, as they are kept: UTC. On a terminal a
// table is made to fit its width; everywhere else every cell is whole but for very wide columns.
class RecordPrinter final : public RecordSink {
public:
    RecordPrinter(OutputFormat format, std::string archive_id, std::vector<ViewColumn> columns, Zone zone = {});
    ~RecordPrinter() override;
    RecordPrinter(RecordPrinter&&) = default;
    void put(const Record& record) override;
    // A line that is passed on as it came.
    void put_line(std::string_view line);
    void flush() override;
    std::int64_t count() const { return count_; }
    OutputFormat format() const { return format_; }

private:
    std::vector<std::string> cells_of(const Record& record) const;
    void print_held_rows();
    void fit_terminal();
    void print_row(const std::vector<std::string>& cells);
    std::string table_row(const std::vector<std::string>& cells) const;
    OutputFormat format_;
    bool cuts_last_ = false;  // the last column of a table too: lines must not wrap
    std::string archive_id_;
    std::vector<ViewColumn> columns_;
    Zone zone_;
    std::vector<std::vector<std::string>> held_;  // the first rows, from which the widths are found
    std::vector<int> widths_;                     // 0: left out, as it is empty in all those rows
    std::int64_t count_ = 0;
    std::string last_page_;  // that has left this program
    std::string next_page_;  // that is still in the buffer
};

}  // namespace arc

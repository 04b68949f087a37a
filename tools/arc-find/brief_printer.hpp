#pragma once

#include "jobs/record_sink.hpp"
#include "tools/common/table_printer.hpp"

namespace arc {

// Things of every kind in one table: records as they are for JSON Lines, their brief rows for tables and CSV.
class BriefPrinter final : public RecordSink {
public:
    BriefPrinter(Run& run, const Archive& archive, TableOutput output = {});
    void put(const Record& record) override;
    void flush() override;
    // The last line when a limit ended the answer: a record of kind "more", or words under a table, of CSV on standard
    // error. `next`: the key to go on behind, "" where there is none.
    void put_more(std::int64_t shown, const std::string& next = {});
    // The last line when some things were left out that the caller may not see.
    void put_hidden(std::int64_t hidden);
    // Last of all: a file appears now.
    void finish();

private:
    TablePrinter printer_;
};

}  // namespace arc

#pragma once

#include "jobs/labels/pdf_output.hpp"
#include "tools/common/record_printer.hpp"

#include <string>
#include <vector>

namespace arc {

// Columns of lists of labels.
extern const std::vector<ViewColumn> label_columns;
// The kinds of labels that people may name: document, volume, box …
std::vector<std::string> label_kind_words();

// The records of a verb that prints, until it is known that its PDF is in place.
class HeldRecords final : public RecordSink {
public:
    void put(const Record& record) override {
        records_.push_back(record);
    }
    void flush() override {}
    const std::vector<Record>& records() const {
        return records_;
    }

private:
    std::vector<Record> records_;
};

// On standard output: the PDF where it was asked for there, else the records.
void put_answer(const PdfOutput& output, const HeldRecords& held, RecordPrinter& out);

}  // namespace arc

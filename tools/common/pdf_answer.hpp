#pragma once

#include "jobs/labels/pdf_output.hpp"
#include "tools/common/held_records.hpp"
#include "tools/common/record_printer.hpp"

namespace arc {

// What a verb that prints answers on standard output: the PDF where it was asked for there, else the records.
void put_answer(const PdfOutput& output, const HeldRecords& held, RecordPrinter& out);

}  // namespace arc

#include "tools/common/pdf_answer.hpp"

#include "tools/common/standard_output.hpp"

namespace arc {

void put_answer(const PdfOutput& output, const HeldRecords& held, RecordPrinter& out) {
    if (output.to_stdout() && !output.bytes().empty()) {
        put_on_stdout(output.bytes());
        return;
    }
    for (const Record& record : held.records()) {
        out.put(record);
    }
    out.flush();
}

}  // namespace arc

#include "tools/common/pdf_answer.hpp"

#include <cstdio>

namespace arc {

void put_answer(const PdfOutput& output, const HeldRecords& held, RecordPrinter& out) {
    if (output.to_stdout() && !output.bytes().empty()) {
        if (std::fwrite(output.bytes().data(), 1, output.bytes().size(), stdout) != output.bytes().size()) {
            throw OutputClosed();
        }
        return;
    }
    for (const Record& record : held.records()) {
        out.put(record);
    }
    out.flush();
}

}  // namespace arc

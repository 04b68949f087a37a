#include "tools/arc-barcode/pdf_answer.hpp"

#include "model/label_code.hpp"

#include <cstdio>

namespace arc {

const std::vector<ViewColumn> label_columns{{"code", "CODE"},   {"kind", "KIND"},       {"state", "STATE"}, {"name", "THING"},
                                            {"title", "TITLE"}, {"printed", "PRINTED"}, {"issued", "ISSUED"}};

std::vector<std::string> label_kind_words() {
    std::vector<std::string> words;
    for (const LabelKind kind : all_label_kinds) {
        if (kind != LabelKind::control) {
            words.emplace_back(to_text(kind));
        }
    }
    return words;
}

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

#include "tools/arc-barcode/label_answer.hpp"

#include "model/label_code.hpp"

namespace arc {

const std::vector<ViewColumn> label_columns{{"code", "CODE"},    {"kind", "KIND"},   {"state", "STATE"},
                                            {"name", "THING"},   {"title", "TITLE"}, {"printed", "PRINTED"},
                                            {"issued", "ISSUED"}};

std::vector<std::string> label_kind_words() {
    std::vector<std::string> words;
    for (const LabelKind kind : all_label_kinds) {
        if (kind != LabelKind::control) {
            words.emplace_back(to_text(kind));
        }
    }
    return words;
}

}  // namespace arc

#include "jobs/labels/use_label.hpp"

#include "catalog/label_table.hpp"
#include "label/label_code.hpp"

namespace arc {

void use_label(Change& change, std::string_view scanned) {
    const Result<LabelCode> code = parse_label_code(scanned, change.archive().config().label_namespace);
    if (!code) {
        return;
    }
    LabelTable labels(change.db());
    const std::optional<Label> label = labels.find(format_label_code(*code));
    if (label && label->used.empty() && label->spoiled.empty()) {
        labels.mark_used(label->code, format_instant(change.now()));
    }
}

}  // namespace arc

#include "model/label_code.hpp"

namespace arc {
namespace {

struct Row {
    LabelKind kind;
    char letter;
    std::string_view word;
};

constexpr std::array rows{
    Row{LabelKind::document, 'D', "document"}, Row{LabelKind::volume, 'V', "volume"},
    Row{LabelKind::box, 'B', "box"},           Row{LabelKind::place, 'P', "place"},
    Row{LabelKind::ticket, 'T', "ticket"},     Row{LabelKind::customer, 'C', "customer"},
    Row{LabelKind::person, 'U', "person"},     Row{LabelKind::handover, 'H', "handover"},
    Row{LabelKind::batch, 'S', "batch"},       Row{LabelKind::document_type, 'Y', "document-type"},
    Row{LabelKind::control, 'X', "control"},
};
static_assert(rows.size() == all_label_kinds.size());

constexpr std::uint32_t argument_range = Control::max_argument + 1;

}  // namespace

char letter_of(LabelKind kind) {
    return rows[static_cast<std::size_t>(kind)].letter;
}

std::optional<LabelKind> label_kind_of_letter(char letter) {
    for (const Row& row : rows) {
        if (row.letter == letter) {
            return row.kind;
        }
    }
    return std::nullopt;
}

std::string_view to_text(LabelKind kind) {
    return rows[static_cast<std::size_t>(kind)].word;
}

std::optional<LabelKind> label_kind_of_word(std::string_view word) {
    for (const Row& row : rows) {
        if (row.word == word) {
            return row.kind;
        }
    }
    return std::nullopt;
}

std::optional<Control> control_of(const LabelCode& code) {
    const std::uint32_t function = code.number / argument_range;
    if (code.kind != LabelKind::control || function < 1 || function > 3) {
        return std::nullopt;
    }
    return Control{static_cast<ControlFunction>(function), code.number % argument_range};
}

LabelCode control_code(std::string_view name_space, Control control) {
    return {std::string(name_space), LabelKind::control,
            static_cast<std::uint32_t>(control.function) * argument_range + control.argument % argument_range};
}

}  // namespace arc

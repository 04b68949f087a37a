#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arc {

// What a code of ours stands for (design.md section 7).
enum class LabelKind {
    document,
    volume,
    box,
    place,
    ticket,
    customer,
    person,
    handover,
    batch,
    document_type,
    control,
};

inline constexpr std::array all_label_kinds{
    LabelKind::document, LabelKind::volume,        LabelKind::box,     LabelKind::place,
    LabelKind::ticket,   LabelKind::customer,      LabelKind::person,  LabelKind::handover,
    LabelKind::batch,    LabelKind::document_type, LabelKind::control,
};

// The kind's letter in a code: D V B P T C U H S Y X.
char letter_of(LabelKind kind);
std::optional<LabelKind> label_kind_of_letter(char letter);
// "document", "volume", … "document-type", "control".
std::string_view to_text(LabelKind kind);
std::optional<LabelKind> label_kind_of_word(std::string_view word);

// What a control sheet tells the filter; the values are printed on paper and do not change.
enum class ControlFunction { batch_end = 1, attachment = 2, ignore = 3 };

// One code of ours, without its check character: ARCD000000123 is {ARC, document, 123}.
struct LabelCode {
    static constexpr std::uint32_t max_number = 999'999'999;

    std::string name_space;  // 2-4 capitals; ZZ only in test archives
    LabelKind kind = LabelKind::document;
    std::uint32_t number = 0;
    bool operator==(const LabelCode&) const = default;
};

// A control code's number is a function (3 digits) and its argument (6 digits), such as a batch's page count.
struct Control {
    static constexpr std::uint32_t max_argument = 999'999;

    ControlFunction function = ControlFunction::ignore;
    std::uint32_t argument = 0;
    bool operator==(const Control&) const = default;
};

// The function and argument of a control code; none for other kinds and for functions that do not exist.
std::optional<Control> control_of(const LabelCode& code);
LabelCode control_code(std::string_view name_space, Control control);

}  // namespace arc

#include "label/code_meaning.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "label/label_code.hpp"

#include <algorithm>

namespace arc {
namespace {

CodeMeans means_of(PatchMeaning patch) {
    switch (patch) {
        case PatchMeaning::document:
            return CodeMeans::separator;
        case PatchMeaning::ticket:
        case PatchMeaning::batch:
            return CodeMeans::batch;
        case PatchMeaning::attachment:
            return CodeMeans::attachment;
        case PatchMeaning::ignore:
            return CodeMeans::ignore;
    }
    return CodeMeans::nothing;
}

CodeMeans means_of(BarcodeMeaning meaning) {
    switch (meaning) {
        case BarcodeMeaning::document:
            return CodeMeans::document;
        case BarcodeMeaning::document_type:
            return CodeMeans::document_type;
        case BarcodeMeaning::ticket:
            return CodeMeans::ticket;
        case BarcodeMeaning::customer:
            return CodeMeans::customer;
        case BarcodeMeaning::volume:
            return CodeMeans::volume;
        case BarcodeMeaning::box:
            return CodeMeans::box;
        case BarcodeMeaning::place:
            return CodeMeans::place;
        case BarcodeMeaning::unit:
            return CodeMeans::unit;
        case BarcodeMeaning::batch:
            return CodeMeans::batch;
        case BarcodeMeaning::attachment:
            return CodeMeans::attachment;
        case BarcodeMeaning::fields:
            return CodeMeans::fields;
        case BarcodeMeaning::ignore:
            return CodeMeans::nothing;
    }
    return CodeMeans::nothing;
}

CodeMeans means_of(const LabelCode& code) {
    switch (code.kind) {
        case LabelKind::document:
            return CodeMeans::document;
        case LabelKind::volume:
            return CodeMeans::volume;
        case LabelKind::box:
            return CodeMeans::box;
        case LabelKind::place:
            return CodeMeans::place;
        case LabelKind::ticket:
            return CodeMeans::ticket;
        case LabelKind::customer:
            return CodeMeans::customer;
        case LabelKind::person:
            return CodeMeans::person;
        case LabelKind::handover:
            return CodeMeans::handover;
        case LabelKind::batch:
            return CodeMeans::batch;
        case LabelKind::document_type:
            return CodeMeans::document_type;
        case LabelKind::control:
            break;
    }
    const std::optional<Control> control = control_of(code);
    if (!control) {
        return CodeMeans::nothing;
    }
    switch (control->function) {
        case ControlFunction::batch_end:
            return CodeMeans::batch_end;
        case ControlFunction::attachment:
            return CodeMeans::attachment;
        case ControlFunction::ignore:
            return CodeMeans::ignore;
    }
    return CodeMeans::nothing;
}

bool is_on_own_sheet(CodeMeans means) {
    switch (means) {
        case CodeMeans::ticket:
        case CodeMeans::document_type:
        case CodeMeans::customer:
        case CodeMeans::volume:
        case CodeMeans::batch:
        case CodeMeans::separator:
        case CodeMeans::batch_end:
        case CodeMeans::attachment:
        case CodeMeans::ignore:
            return true;
        default:
            return false;
    }
}

CodeMeaning own_label(const LabelCode& label) {
    CodeMeaning meaning;
    meaning.means = means_of(label);
    meaning.own = true;
    meaning.sheet = is_on_own_sheet(meaning.means);
    meaning.label = format_label_code(label);
    meaning.control = control_of(label);
    return meaning;
}

// The name a pattern without groups gives: the whole text, under the word of what it means.
std::string word_of(CodeMeans means) {
    switch (means) {
        case CodeMeans::ticket:
            return "ticket";
        case CodeMeans::customer:
            return "customer";
        case CodeMeans::volume:
            return "volume";
        case CodeMeans::document_type:
            return "document_type";
        default:
            return {};
    }
}

CodeMeaning foreign_code(const BarcodePattern& pattern, const std::vector<Pattern::Group>& groups,
                         const std::string& text) {
    CodeMeaning meaning;
    meaning.means = means_of(pattern.means);
    meaning.type = pattern.type;
    for (const Pattern::Group& group : groups) {
        if (!group.text.empty()) {
            meaning.names.emplace_back(group.name, group.text);
        }
    }
    const bool says_nothing = meaning.names.empty() && meaning.type.empty();
    if (meaning.means == CodeMeans::document && says_nothing) {
        meaning.means = CodeMeans::separator;
    }
    if (const std::string word = word_of(meaning.means); says_nothing && !word.empty()) {
        meaning.names.emplace_back(word, text);
    }
    meaning.sheet = pattern.sheet || meaning.means == CodeMeans::separator || meaning.means == CodeMeans::batch ||
                    meaning.means == CodeMeans::attachment;
    return meaning;
}

}  // namespace

CodeMeaning meaning_of(const Barcode& code, std::string_view name_space, const BarcodeRules& rules) {
    CodeMeaning meaning;
    if (is_patch(code.format)) {
        const auto patch = rules.patches.find(code.format);
        meaning.means = patch == rules.patches.end() ? CodeMeans::nothing : means_of(patch->second);
        meaning.sheet = meaning.means != CodeMeans::nothing;
        meaning.label = code.text;
        return meaning;
    }
    const Result<LabelCode> label = parse_label_code(code.text, name_space);
    if (label) {
        return own_label(*label);
    }
    for (const BarcodePattern& pattern : rules.patterns) {
        const bool format_fits = pattern.formats.empty() || std::ranges::count(pattern.formats, code.format) > 0;
        if (const auto groups = pattern.match.match(code.text); format_fits && groups) {
            return foreign_code(pattern, *groups, code.text);
        }
    }
    if (label.error().code == ErrorCode::mistyped && fold_code(code.text).starts_with(name_space)) {
        meaning.trouble = label.error().what;
    }
    return meaning;
}

}  // namespace arc

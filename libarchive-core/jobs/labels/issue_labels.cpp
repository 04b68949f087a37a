#include "jobs/labels/issue_labels.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/label_table.hpp"
#include "jobs/labels/label_words.hpp"
#include "label/label_code.hpp"

namespace arc {
namespace {

// The next number of the kind whose printed form betrays every swap of neighbours.
std::string next_code(Change& change, LabelKind kind) {
    LabelCode code{change.archive().config().label_namespace, kind, 0};
    do {
        const std::int64_t number = next_number(change.db(), fmt::format("label {}", letter_of(kind)));
        if (number > LabelCode::max_number) {
            throw Fault(ErrorCode::limit, std::string(to_text(kind)), say("all numbers of such labels are used up"),
                        say("give the archive another label namespace"));
        }
        code.number = static_cast<std::uint32_t>(number);
    } while (!swaps_betrayed(code));
    return format_label_code(code);
}

Label new_label(Change& change, LabelKind kind, const std::string& thing, int printed = 1) {
    Label label;
    label.code = next_code(change, kind);
    label.kind = std::string(1, letter_of(kind));
    label.thing = thing;
    label.issued = format_instant(change.now());
    label.printed = printed;
    label.says = label_words(change.archive(), kind, thing).together();
    LabelTable(change.db()).add(label);
    return label;
}

}  // namespace

Label print_label_of(Change& change, LabelKind kind, const std::string& thing) {
    if (const std::optional<Thing> about = thing_of_label(thing)) {
        change.about(*about);
    }
    const std::optional<Label> known = LabelTable(change.db()).for_thing(std::string(1, letter_of(kind)), thing);
    return known ? print_again(change, known->code) : new_label(change, kind, thing);
}

Label issue_label_of(Change& change, LabelKind kind, const std::string& thing) {
    const std::optional<Label> known = LabelTable(change.db()).for_thing(std::string(1, letter_of(kind)), thing);
    return known ? *known : new_label(change, kind, thing, 0);
}

std::vector<Label> print_blank_labels(Change& change, LabelKind kind, int count) {
    std::vector<Label> labels;
    for (int i = 0; i < count; ++i) {
        labels.push_back(new_label(change, kind, {}));
    }
    return labels;
}

Label print_again(Change& change, const std::string& code) {
    LabelTable labels(change.db());
    Label label = labels.find(code).value();
    if (!label.spoiled.empty()) {
        throw Fault(ErrorCode::refused, code, say("the label is spoiled: {}", label.spoiled),
                    say("name the thing itself to give it a new one"));
    }
    const LabelKind kind = label_kind_of_letter(label.kind.front()).value();
    label.says = label_words(change.archive(), kind, label.thing).together();
    labels.count_print(code, label.says);
    return labels.find(code).value();
}

void require_same_verb(const Event& before, const Operation& operation) {
    if (before.verb != operation.verb) {
        throw Fault(ErrorCode::usage, operation.caller->request, say("this key was used for {}", before.verb),
                    say("take another --request key"));
    }
}

}  // namespace arc

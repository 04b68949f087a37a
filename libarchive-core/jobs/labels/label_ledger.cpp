#include "jobs/labels/label_ledger.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/label_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/label_words.hpp"
#include "label/label_code.hpp"

namespace arc {
namespace {

LabelKind kind_of(const Label& label) {
    return label_kind_of_letter(label.kind.front()).value();
}

// How people call the thing: "ticket:20240001".
std::string name_of_label(Archive& archive, const Label& label) {
    const std::optional<Thing> thing = thing_of_label(label.thing);
    return thing ? name_of(archive.db(), *thing) : label.thing;
}

bool is_outdated(Archive& archive, const Label& label) {
    return label.spoiled.empty() && !label.thing.empty() && label.says != label_words(archive, kind_of(label), label.thing).together();
}

void bind_one(Change& change, const std::string& typed_code, const std::string& typed_thing) {
    const Label label = find_label(change.archive(), typed_code).value_or_throw();
    const LabelKind kind = kind_of(label);
    const std::string thing = thing_for_label(change.archive(), kind, typed_thing);
    if (label.thing == thing) {
        return;
    }
    if (!label.spoiled.empty()) {
        throw Fault(ErrorCode::refused, label.code, say("the label is spoiled: {}", label.spoiled), say("take another one"));
    }
    if (!label.thing.empty()) {
        throw Fault(ErrorCode::refused, label.code, say("stands for {} already", name_of_label(change.archive(), label)),
                    say("take another one"));
    }
    LabelTable labels(change.db());
    if (const std::optional<Label> other = labels.for_thing(label.kind, thing)) {
        throw Fault(ErrorCode::refused, label.code, say("{} has the label {} already", typed_thing, other->code),
                    say("spoil that one first: arc-barcode ledger spoil {} --reason …", other->code));
    }
    labels.bind(label.code, thing);
    if (const std::optional<Thing> about = thing_of_label(thing)) {
        change.about(*about);
    }
}

}  // namespace

std::string label_state(const Label& label, const std::map<std::string, std::string>& newest_used) {
    if (!label.spoiled.empty()) {
        return "spoiled";
    }
    if (!label.used.empty()) {
        return "used";
    }
    // Codes of one kind differ in their number only, which always has the same width: their order is that of issuing.
    const auto newest = newest_used.find(label.kind);
    return newest != newest_used.end() && label.code < newest->second ? "unseen" : "issued";
}

Record label_record(Archive& archive, const Label& label, const std::map<std::string, std::string>& newest_used) {
    const LabelKind kind = kind_of(label);
    Record record{"label", {}};
    record.fields = {{"code", label.code},
                     {"kind", std::string(to_text(kind))},
                     {"state", label_state(label, newest_used)},
                     {"thing", text_or_null(label.thing)},
                     {"name", text_or_null(name_of_label(archive, label))},
                     {"title", text_or_null(label_words(archive, kind, label.thing).together())},
                     {"issued", label.issued},
                     {"printed", label.printed},
                     {"says", text_or_null(label.says)},
                     {"outdated", is_outdated(archive, label)},
                     {"used", text_or_null(label.used)},
                     {"spoiled", text_or_null(label.spoiled)}};
    return record;
}

void list_labels(Archive& archive, const LedgerRequest& request, RecordSink& sink) {
    LabelTable labels(archive.db());
    const std::map<std::string, std::string> newest_used = labels.newest_used();
    for (const Label& label : labels.list(request.kind ? std::string(1, letter_of(*request.kind)) : std::string())) {
        const bool in_state = request.state.empty() || label_state(label, newest_used) == request.state;
        if (in_state && (!request.outdated || is_outdated(archive, label))) {
            sink.put(label_record(archive, label, newest_used));
        }
    }
    sink.flush();
}

void show_label(Archive& archive, const std::string& code, RecordSink& sink) {
    sink.put(label_record(archive, find_label(archive, code).value_or_throw(), LabelTable(archive.db()).newest_used()));
    sink.flush();
}

ExitStatus spoil_labels(Archive& archive, Operation& operation, const std::vector<std::string>& codes, Reporter& reporter) {
    if (operation.caller->reason.empty()) {
        throw Fault(ErrorCode::usage, "ledger spoil", say("needs a reason"), say("say why with --reason"));
    }
    std::size_t done = 0;
    Change change(archive, operation);
    for (const std::string& code : codes) {
        const Result<Label> label = find_label(archive, code);
        if (!label) {
            reporter.problem(label.error());
            continue;
        }
        ++done;
        if (label->spoiled.empty()) {
            LabelTable(change.db()).spoil(label->code, operation.caller->reason);
            if (const std::optional<Thing> about = thing_of_label(label->thing)) {
                change.about(*about);
            }
        }
    }
    change.commit();
    return done == codes.size() ? ExitStatus::done : done > 0 ? ExitStatus::findings : ExitStatus::refused;
}

void bind_labels(Archive& archive, Operation& operation, const std::vector<std::string>& pairs) {
    if (pairs.empty() || pairs.size() % 2 != 0) {
        throw Fault(ErrorCode::usage, "labels bind", say("takes pairs: a code, then its thing"), say("the last code has no thing"));
    }
    Change change(archive, operation);
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        bind_one(change, pairs[i], pairs[i + 1]);
    }
    change.commit();
}

Result<Label> find_label(Archive& archive, const std::string& typed) {
    const Result<LabelCode> code = parse_label_code(typed, archive.config().label_namespace);
    if (!code) {
        return code.error();
    }
    std::optional<Label> label = LabelTable(archive.db()).find(format_label_code(*code));
    if (!label) {
        return Error{ErrorCode::not_found, format_label_code(*code), say("was never issued here"), say("see arc-barcode ledger")};
    }
    return *std::move(label);
}

std::string thing_for_label(Archive& archive, LabelKind kind, const std::string& typed) {
    if (kind == LabelKind::document_type) {
        const Profile& profile = archive.profile();
        std::vector<std::string> names;
        for (const DocumentType& type : profile.document_types) {
            if (type.name == typed || (!type.code.empty() && type.code == typed) || type.title.zh == typed) {
                return type.name;
            }
            names.push_back(type.name);
        }
        const std::string near = nearest(typed, names);
        throw Fault(ErrorCode::not_found, printable(typed), say("the profile has no such document type"),
                    near.empty() ? say("it has {}", join(names, ", ")) : say("did you mean {}?", near));
    }
    const std::optional<ThingKind> thing_kind = thing_kind_of(kind);
    if (!thing_kind) {
        throw Fault(ErrorCode::usage, std::string(to_text(kind)), say("such labels stand for no thing of the catalog"));
    }
    return to_text(resolve_thing(archive, typed, *thing_kind).value_or_throw());
}

}  // namespace arc

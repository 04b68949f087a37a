#include "jobs/labels/print_labels.hpp"

#include "barcode/write_barcode.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/label_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "jobs/labels/label_ledger.hpp"
#include "jobs/labels/label_words.hpp"
#include "jobs/tell_unknown.hpp"
#include "jobs/volumes/holder_facts.hpp"
#include "label/label_code.hpp"
#include "print/labels.hpp"

namespace arc {
namespace {

Label label_of_thing(Change& change, const LabelsRequest& request, const std::string& typed) {
    // A code of ours is printed again; on a kind's own list it must be of that kind.
    const Result<LabelCode> code = parse_label_code(typed);
    if (code && (!request.kind || code->kind == *request.kind)) {
        return print_again(change, find_label(change.archive(), typed).value_or_throw().code);
    }
    if (!code && code.error().code == ErrorCode::mistyped) {
        throw Fault(code.error());
    }
    if (request.kind) {
        return print_label_of(change, *request.kind, thing_for_label(change.archive(), *request.kind, typed));
    }
    const Result<Thing> thing = resolve_thing(change.archive(), typed);
    if (!thing) {
        throw Fault(thing.error().code, printable(typed), thing.error().what, say("say with --kind what it is"));
    }
    const std::optional<LabelKind> kind = label_kind_of(thing->kind);
    if (!kind) {
        throw Fault(ErrorCode::usage, name_of(change.db(), *thing), say("carries no label"));
    }
    return print_label_of(change, *kind, to_text(*thing));
}

std::vector<Label> labels_for(Change& change, const LabelsRequest& request) {
    if (request.count > 0) {
        if (!request.kind || *request.kind == LabelKind::control) {
            throw Fault(ErrorCode::usage, "--count", say("needs a --kind of things"),
                        say("say what the labels will stand for"));
        }
        return print_blank_labels(change, *request.kind, request.count);
    }
    std::vector<Label> labels;
    for (const std::string& thing : request.things) {
        labels.push_back(label_of_thing(change, request, thing));
    }
    return labels;
}

std::string draw_backs(Archive& archive, const std::vector<Label>& labels, const LabelsRequest& request,
                       const PdfSettings& settings) {
    constexpr double page_width = 210;
    constexpr double page_height = 297;
    ThingPapers papers(archive, archive.zone().day_at(settings.created));
    std::vector<SpineSheet> spines;
    for (const Label& label : labels) {
        const std::optional<Thing> thing = thing_of_label(label.thing);
        if (!thing || (thing->kind != ThingKind::volume && thing->kind != ThingKind::box)) {
            throw Fault(ErrorCode::usage, label.code, say("has no back"), say("name volumes or boxes"));
        }
        spines.push_back(spine_of(archive, papers, *thing));
        spines.back().code_text = label.code;
        spines.back().code = encode_barcode(request.symbology, label.code).value_or_throw();
    }
    Canvas canvas = Canvas::pdf(page_width, page_height, settings);
    draw_spines(canvas, spines).value_or_throw();
    return canvas.finish_pdf();
}

std::string draw(Archive& archive, const std::vector<Label>& labels, const LabelsRequest& request, Instant now,
                 Reporter& reporter) {
    UnknownCharacters unknown;
    if (request.spine) {
        std::string backs = draw_backs(archive, labels, request, {say("脊背"), now, &unknown});
        tell_unknown(unknown, reporter);
        return backs;
    }
    const LabelFormat format = parse_label_format(request.format).value_or_throw();
    std::vector<LabelSpec> specs;
    for (const Label& label : labels) {
        LabelWords words = label_words(archive, label_kind_of_letter(label.kind.front()).value(), label.thing);
        specs.push_back({std::move(words.title), std::move(words.lines), label.code,
                         encode_barcode(request.symbology, label.code).value_or_throw()});
    }
    std::string pdf = labels_pdf(specs, format, request.skip, {say("条码标签"), now, &unknown}).value_or_throw();
    tell_unknown(unknown, reporter);
    return pdf;
}

void put_labels(Archive& archive, const std::vector<Label>& labels, RecordSink& sink) {
    const std::map<std::string, std::string> newest_used = LabelTable(archive.db()).newest_used();
    for (const Label& label : labels) {
        sink.put(label_record(archive, label, newest_used));
    }
}

std::vector<Label> labels_answered(Archive& archive, const Event& before) {
    std::vector<Label> labels;
    const Value answer(before.detail);
    for (const Value& code : answer.list_of("labels")) {
        labels.push_back(LabelTable(archive.db()).find(*code.as_text()).value());
    }
    return labels;
}

}  // namespace

void print_labels(Archive& archive, Operation& operation, const LabelsRequest& request, PdfOutput& output,
                  RecordSink& sink, Reporter& reporter) {
    if (const std::optional<Event> before = answered_before(archive, operation.caller->request)) {
        require_same_verb(*before, operation);
        const std::vector<Label> labels = labels_answered(archive, *before);
        output.stage(draw(archive, labels, request, operation.caller->now(), reporter));
        output.publish();
        put_labels(archive, labels, sink);
        return;
    }
    load_fonts();
    Change change(archive, operation);
    const std::vector<Label> labels = labels_for(change, request);
    if (labels.empty()) {
        throw Fault(ErrorCode::usage, "labels", say("nothing to print"),
                    say("name things, or --count N for blank ones"));
    }
    std::string pdf = draw(archive, labels, request, change.now(), reporter);
    if (operation.caller->dry_run) {
        put_labels(archive, labels, sink);
        return;
    }
    output.stage(std::move(pdf));
    List told;
    for (const Label& label : labels) {
        told.emplace_back(label.code);
    }
    change.tell("labels", std::move(told));
    change.commit_always();
    output.publish();
    put_labels(archive, labels, sink);
}

}  // namespace arc

#include "jobs/find/shown_parts.hpp"

#include "catalog/appraisal_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/review_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/step_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/review/document_gates.hpp"
#include "jobs/review/review_records.hpp"
#include "jobs/shelving/holder_records.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

namespace arc {

std::vector<const Field*> pointers_to(const std::vector<Field>& fields) {
    std::vector<const Field*> all;
    for (const Field& field : fields) {
        all.push_back(&field);
    }
    return all;
}

// A thing's name and title, where the reader may see it.
void ShownParts::add_thing(List& list, Thing thing, Object fields) {
    if (records_->rights().unlimited() || records_->record(thing)) {
        fields.emplace_back("thing", name_of(archive_->db(), thing));
        fields.emplace_back("title", text_or_null(title_of(*archive_, thing)));
        list.emplace_back(std::move(fields));
    }
}

List ShownParts::inside_box() {
    List list;
    for (const Thing thing : StayTable(archive_->db()).inside(thing_)) {
        add_thing(list, thing, {});
    }
    return list;
}

List ShownParts::holds(const std::vector<Hold>& holds) {
    List list;
    for (const Hold& hold : holds) {
        list.emplace_back(Object{{"id", hold.id},
                                 {"on", name_of(archive_->db(), hold.subject)},
                                 {"since", hold.placed},
                                 {"reason", hold.reason}});
    }
    return list;
}

List ShownParts::standing() {
    List list;
    for (const Stay& stay : StayTable(archive_->db()).at(thing_.id)) {
        add_thing(list, stay.thing, {{"position", stay.position}, {"since", stay.since}});
    }
    return list;
}

List ShownParts::appraisals() {
    List list;
    for (const Appraisal& appraisal : AppraisalTable(archive_->db()).of_document(thing_.id)) {
        list.emplace_back(Object{{"id", appraisal.id},
                                 {"at", appraisal.at},
                                 {"aspect", appraisal.aspect},
                                 {"verdict", appraisal.verdict},
                                 {"until", text_or_null(appraisal.until)},
                                 {"reason", appraisal.reason}});
    }
    return list;
}

Object ShownParts::disposal(const Document& document) {
    DisposalTable table(archive_->db());
    const std::optional<Disposal> list =
        document.destroyed.empty() ? table.open_list_of(document.id) : table.executed_list_of(document.id);
    return list ? Object{{"list", list->code}, {"state", to_text(list->state)}, {"reason", list->reason}} : Object{};
}

List ShownParts::documents(const std::vector<CountedDocument>& found) {
    List list;
    for (const CountedDocument& counted : found) {
        const Document& one = counted.document;
        if (records_->rights().unlimited() || records_->record({ThingKind::document, one.id})) {
            list.emplace_back(Object{{"id", one.id},
                                     {"type", one.type},
                                     {"number", text_or_null(one.number)},
                                     {"title", text_or_null(one.title)},
                                     {"dated", text_or_null(one.dated)},
                                     {"pages", counted.pages},
                                     {"position", one.position ? Value(*one.position) : Value()}});
        }
    }
    return list;
}

List ShownParts::handed_over() {
    HandoverTable table(archive_->db());
    List items;
    for (const HandoverItem& item : table.items(thing_.id)) {
        items.emplace_back(Object{{"thing", name_of(archive_->db(), item.thing)},
                                  {"declared_sides", item.declared_sides ? Value(*item.declared_sides) : Value()},
                                  {"declared_sheets", item.declared_sheets ? Value(*item.declared_sheets) : Value()},
                                  {"outcome", to_text(item.outcome)},
                                  {"reason", text_or_null(item.reason)}});
    }
    return items;
}

List ShownParts::steps() {
    List list;
    for (const StepScan& scan : StepTable(archive_->db()).of(thing_)) {
        list.emplace_back(
            Object{{"step", scan.step}, {"at", scan.at}, {"by", records_->registers().person_code(scan.person)}});
    }
    return list;
}

List ShownParts::waivers() {
    List list;
    for (const Waiver& waiver : WaiverTable(archive_->db()).of_subject(to_text(thing_))) {
        list.emplace_back(Object{{"type", waiver.type},
                                 {"by", waiver.by},
                                 {"until", text_or_null(waiver.until)},
                                 {"reason", waiver.reason}});
    }
    return list;
}

List ShownParts::entries() {
    constexpr std::size_t most = 20;
    EntryFilter filter;
    filter.subject = to_text(thing_);
    std::vector<Entry> all;
    EntryTable(archive_->db()).for_each(filter, [&](const Entry& entry) {
        all.push_back(entry);
        return true;
    });
    std::ranges::sort(all, std::greater(), &Entry::id);
    List list;
    for (const Entry& entry : std::span(all).first(std::min(all.size(), most))) {
        const EntryKind* kind = archive_->profile().entry_kind(entry.kind);
        const std::vector<const Field*> declared =
            kind == nullptr ? std::vector<const Field*>{} : pointers_to(kind->fields);
        list.emplace_back(Object{{"id", entry.id},
                                 {"kind", entry.kind},
                                 {"due", text_or_null(entry.due)},
                                 {"done", text_or_null(entry.done)},
                                 {"result", text_or_null(entry.result)},
                                 {"fields", records_->shown_fields(entry.fields, declared, masking_)}});
    }
    return list;
}

bool ShownParts::is_reviewed() {
    const Document document = DocumentTable(archive_->db()).find(thing_.id).value();
    return is_reviewable(archive_->profile(), DocumentTable(archive_->db()).counted(document));
}

Object ShownParts::gates() {
    Object standings;
    for (const GateOfDocument& at : gates_of(*archive_, thing_.id)) {
        standings.emplace_back(at.gate->name, to_text(at.standing));
    }
    return standings;
}

List ShownParts::reviews() {
    List reviews;
    for (const Review& review : ReviewTable(archive_->db()).of_document(thing_.id)) {
        const Record told = review_record(*archive_, review);
        Object shown;
        for (const char* name : {"gate", "outcome", "page", "reason", "by", "at", "mended"}) {
            const auto member = std::ranges::find(told.fields, name, [](const auto& pair) { return pair.first; });
            shown.push_back(*member);
        }
        reviews.emplace_back(std::move(shown));
    }
    return reviews;
}

std::string ShownParts::label() {
    static constexpr std::array<std::pair<ThingKind, const char*>, 9> letters{{{ThingKind::document, "D"},
                                                                               {ThingKind::volume, "V"},
                                                                               {ThingKind::box, "B"},
                                                                               {ThingKind::place, "P"},
                                                                               {ThingKind::ticket, "T"},
                                                                               {ThingKind::customer, "C"},
                                                                               {ThingKind::person, "U"},
                                                                               {ThingKind::batch, "S"},
                                                                               {ThingKind::handover, "H"}}};
    for (const auto& [kind, letter] : letters) {
        if (kind == thing_.kind) {
            if (const std::optional<Label> label = LabelTable(archive_->db()).for_thing(letter, to_text(thing_))) {
                return label->code;
            }
        }
    }
    return {};
}

List ShownParts::pages() {
    List pages;
    for (const Page& one : PageTable(archive_->db()).of_document(thing_.id)) {
        pages.emplace_back(Object{{"position", one.position},
                                  {"id", one.id},
                                  {"batch", one.batch_code},
                                  {"seq", one.seq},
                                  {"object", one.object.hex()},
                                  {"frame", one.frame},
                                  {"blank", one.look.quality.blank}});
    }
    return pages;
}

}  // namespace arc

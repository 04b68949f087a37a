#include "jobs/find/show_thing.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/appraisal_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/review_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/step_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/change.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/where_is.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/review/document_gates.hpp"
#include "jobs/review/review_records.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "rules/retention_words.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

namespace arc {
namespace {

class Show {
public:
    Show(Archive& archive, ThingRecords& records, Thing thing, ThingRecords::Masking masking)
        : archive_(&archive), records_(&records), thing_(thing), masking_(masking) {}

    Record run() {
        std::optional<Record> record = records_->record(thing_);
        if (!record) {
            throw Fault(ErrorCode::refused, name_of(archive_->db(), thing_), say("you may not see this"), {});
        }
        fields_ = std::move(record->fields);
        switch (thing_.kind) {
            case ThingKind::customer:
                customer();
                break;
            case ThingKind::ticket:
                ticket();
                break;
            case ThingKind::document:
                document();
                break;
            case ThingKind::volume:
                std::erase_if(fields_, [](const auto& field) { return field.first == "documents"; });
                put("documents", documents(in_order(DocumentTable(archive_->db()).of_volume(thing_.id))));
                break;
            case ThingKind::box:
                put("inside", inside_box());
                break;
            case ThingKind::place:
                put("standing", standing());
                break;
            case ThingKind::series:
                put("documents", documents(DocumentTable(archive_->db()).of_series(thing_.id)));
                break;
            case ThingKind::handover:
                handover();
                break;
            default:
                break;
        }
        put("handovers", handovers_of(*archive_, thing_));
        put("loans", loans_of(*archive_, thing_));
        steps();
        entries();
        if (thing_.kind != ThingKind::document) {
            put("holds", hold_list(holds_on_itself(*archive_, thing_)));
        }
        label();
        const bool placed = thing_.kind != ThingKind::customer && thing_.kind != ThingKind::ticket &&
                            thing_.kind != ThingKind::series && thing_.kind != ThingKind::batch &&
                            thing_.kind != ThingKind::handover;
        if (placed) {
            put("where", WhereIs(*archive_, *records_).text(thing_));
        }
        return {record->kind, std::move(fields_)};
    }

private:
    void put(std::string name, Value value) {
        const List* list = value.as_list();
        const Object* object = value.as_object();
        if ((list == nullptr || !list->empty()) && (object == nullptr || !object->empty())) {
            fields_.emplace_back(std::move(name), std::move(value));
        }
    }

    static std::vector<const Field*> pointers(const std::vector<Field>& fields) {
        std::vector<const Field*> all;
        for (const Field& field : fields) {
            all.push_back(&field);
        }
        return all;
    }

    void customer() {
        const std::vector<const Field*> declared = pointers(archive_->profile().subject.fields);
        CustomerTable customers(archive_->db());
        List former;
        for (const std::string& number : customers.former_numbers(thing_.id)) {
            former.emplace_back(number);
        }
        put("former_numbers", std::move(former));
        List states;
        for (const CustomerState& state : customers.history(thing_.id)) {
            if (state.until.empty()) {
                put("fields", records_->shown_fields(state.fields, declared, masking_));
            }
            states.emplace_back(Object{{"since", state.since},
                                       {"until", text_or_null(state.until)},
                                       {"name", state.name},
                                       {"class", text_or_null(state.class_name)},
                                       {"unit", text_or_null(records_->registers().unit_code(state.unit))},
                                       {"status", text_or_null(state.status)}});
        }
        put("states", std::move(states));
        List tickets;
        for (const Ticket& ticket : TicketTable(archive_->db()).of_customer(thing_.id)) {
            if (records_->record({ThingKind::ticket, ticket.id})) {
                tickets.emplace_back(Object{{"number", ticket.number},
                                            {"type", ticket.type},
                                            {"opened", ticket.opened},
                                            {"stage", text_or_null(ticket.stage)}});
            }
        }
        put("tickets", std::move(tickets));
        put("documents", documents(DocumentTable(archive_->db()).of_customer(thing_.id)));
        waivers();
    }

    void ticket() {
        TicketTable tickets(archive_->db());
        const std::optional<Ticket> found = tickets.find(thing_.id);
        const TicketType* type = archive_->profile().ticket_type(found->type);
        put("fields",
            records_->shown_fields(
                found->fields, type == nullptr ? std::vector<const Field*>{} : fields_of(archive_->profile(), *type),
                masking_));
        List stages;
        for (const StageEntry& entry : tickets.stages(thing_.id)) {
            stages.emplace_back(Object{{"stage", entry.stage}, {"entered", entry.entered}});
        }
        put("stages", std::move(stages));
        put("documents", documents(DocumentTable(archive_->db()).of_ticket(thing_.id)));
        waivers();
    }

    void document() {
        const std::optional<Document> found = DocumentTable(archive_->db()).find(thing_.id);
        const DocumentType* type = archive_->profile().document_type(found->type);
        put("fields",
            records_->shown_fields(
                found->fields, type == nullptr ? std::vector<const Field*>{} : fields_of(archive_->profile(), *type),
                masking_));
        put("registered", found->registered);
        put("retention", text_or_null(found->retention));
        put("keep_until", text_or_null(found->keep_until));
        put("term", retention_words(archive_->profile(), found->retention, found->keep_until));
        put("holds", hold_list(holds_on(*archive_, thing_.id)));
        put("appraisals", appraisals());
        fate(*found);
        put("late_reason", text_or_null(found->late_reason));
        put("classified_by", text_or_null(records_->registers().person_code(found->classified_by)));
        gates();
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
        put("images", std::move(pages));
    }

    static std::vector<CountedDocument> in_order(std::vector<CountedDocument> documents) {
        std::ranges::stable_sort(documents, {}, [](const CountedDocument& one) { return one.document.position; });
        return documents;
    }

    // A thing's name and title, where the reader may see it.
    void add_thing(List& list, Thing thing, Object fields) {
        if (records_->rights().unlimited() || records_->record(thing)) {
            fields.emplace_back("thing", name_of(archive_->db(), thing));
            fields.emplace_back("title", text_or_null(title_of(*archive_, thing)));
            list.emplace_back(std::move(fields));
        }
    }

    List inside_box() {
        List list;
        for (const Thing thing : StayTable(archive_->db()).inside(thing_)) {
            add_thing(list, thing, {});
        }
        return list;
    }

    List hold_list(const std::vector<Hold>& holds) {
        List list;
        for (const Hold& hold : holds) {
            list.emplace_back(Object{{"id", hold.id},
                                     {"on", name_of(archive_->db(), hold.subject)},
                                     {"since", hold.placed},
                                     {"reason", hold.reason}});
        }
        return list;
    }

    List standing() {
        List list;
        for (const Stay& stay : StayTable(archive_->db()).at(thing_.id)) {
            add_thing(list, stay.thing, {{"position", stay.position}, {"since", stay.since}});
        }
        return list;
    }

    List appraisals() {
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

    // On its way out, or gone.
    void fate(const Document& document) {
        DisposalTable table(archive_->db());
        const std::optional<Disposal> list =
            document.destroyed.empty() ? table.open_list_of(document.id) : table.executed_list_of(document.id);
        if (list) {
            put("disposal", Object{{"list", list->code}, {"state", to_text(list->state)}, {"reason", list->reason}});
        }
        if (!document.destroyed.empty()) {
            put("destroyed", document.destroyed);
        }
    }

    List documents(const std::vector<CountedDocument>& found) {
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

    void handover() {
        HandoverTable table(archive_->db());
        List items;
        for (const HandoverItem& item : table.items(thing_.id)) {
            items.emplace_back(
                Object{{"thing", name_of(archive_->db(), item.thing)},
                       {"declared_sides", item.declared_sides ? Value(*item.declared_sides) : Value()},
                       {"declared_sheets", item.declared_sheets ? Value(*item.declared_sheets) : Value()},
                       {"outcome", to_text(item.outcome)},
                       {"reason", text_or_null(item.reason)}});
        }
        put("items", std::move(items));
    }

    // The thing's own scans on the way of the paper.
    void steps() {
        List list;
        for (const StepScan& scan : StepTable(archive_->db()).of(thing_)) {
            list.emplace_back(
                Object{{"step", scan.step}, {"at", scan.at}, {"by", records_->registers().person_code(scan.person)}});
        }
        put("steps", std::move(list));
    }

    void waivers() {
        List list;
        for (const Waiver& waiver : WaiverTable(archive_->db()).of_subject(to_text(thing_))) {
            list.emplace_back(Object{{"type", waiver.type},
                                     {"by", waiver.by},
                                     {"until", text_or_null(waiver.until)},
                                     {"reason", waiver.reason}});
        }
        put("waivers", std::move(list));
    }

    // The newest, whoever wants more asks arc-file entry list.
    void entries() {
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
                kind == nullptr ? std::vector<const Field*>{} : pointers(kind->fields);
            list.emplace_back(Object{{"id", entry.id},
                                     {"kind", entry.kind},
                                     {"due", text_or_null(entry.due)},
                                     {"done", text_or_null(entry.done)},
                                     {"result", text_or_null(entry.result)},
                                     {"fields", records_->shown_fields(entry.fields, declared, masking_)}});
        }
        put("entries", std::move(list));
    }

    void gates() {
        const Document document = DocumentTable(archive_->db()).find(thing_.id).value();
        if (!is_reviewable(archive_->profile(), DocumentTable(archive_->db()).counted(document))) {
            return;
        }
        Object standings;
        for (const GateOfDocument& at : gates_of(*archive_, thing_.id)) {
            standings.emplace_back(at.gate->name, to_text(at.standing));
        }
        put("gates", std::move(standings));
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
        put("reviews", std::move(reviews));
    }

    void label() {
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
                    put("label", label->code);
                }
            }
        }
    }

    Archive* archive_;
    ThingRecords* records_;
    Thing thing_;
    ThingRecords::Masking masking_;
    Object fields_;
};

std::string words_of(const Value& value) {
    if (const std::string* text = value.as_text()) {
        return *text;
    }
    if (const std::int64_t* whole = value.as_int()) {
        return std::to_string(*whole);
    }
    if (const bool* flag = value.as_bool()) {
        return *flag ? say("yes") : say("no");
    }
    std::vector<std::string> words;
    if (const Object* object = value.as_object()) {
        for (const auto& [name, member] : *object) {
            if (!member.is_null()) {
                words.push_back(name + " " + words_of(member));
            }
        }
    } else if (const List* list = value.as_list()) {
        for (const Value& member : *list) {
            words.push_back(words_of(member));
        }
    }
    return join(words, ", ");
}

}  // namespace

Record show_thing(Archive& archive, ThingRecords& records, Thing thing, ThingRecords::Masking masking) {
    return Show(archive, records, thing, masking).run();
}

void put_as_rows(const Record& shown, RecordSink& sink) {
    const auto row = [&](const std::string& name, std::string value) {
        sink.put({"row", {{"field", name}, {"value", std::move(value)}}});
    };
    row("record", shown.kind);
    for (const auto& [name, value] : shown.fields) {
        if (value.is_null()) {
            continue;
        }
        if (const List* list = value.as_list()) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                row(i == 0 ? name : std::string(), words_of((*list)[i]));
            }
        } else if (const Object* object = value.as_object()) {
            for (const auto& [member, text] : *object) {
                row(name + "." + member, words_of(text));
            }
        } else {
            row(name, words_of(value));
        }
    }
}

bool look_is_logged(const Archive& archive, Thing thing) {
    const bool personal =
        thing.kind == ThingKind::customer || thing.kind == ThingKind::document || thing.kind == ThingKind::page;
    return personal && (archive.config().mode == ArchiveMode::guarded || archive.profile().search.log_looks);
}

void log_look(Archive& archive, const Caller& caller, Thing thing, ThingRecords::Masking masking) {
    Operation operation(caller, "look");
    Change change(archive, operation);
    change.about(thing);
    change.tell("private", masking == ThingRecords::Masking::clear ? "clear" : "masked");
    change.commit_always();
}

}  // namespace arc

#include "jobs/find/show_thing.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/change.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/where_is.hpp"

#include <array>

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
                put("documents", documents(DocumentTable(archive_->db()).of_volume(thing_.id)));
                break;
            case ThingKind::series:
                put("documents", documents(DocumentTable(archive_->db()).of_series(thing_.id)));
                break;
            default:
                break;
        }
        label();
        const bool placed = thing_.kind != ThingKind::customer && thing_.kind != ThingKind::ticket &&
                            thing_.kind != ThingKind::series && thing_.kind != ThingKind::batch;
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
        put("late_reason", text_or_null(found->late_reason));
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

    void label() {
        static constexpr std::array<std::pair<ThingKind, const char*>, 8> letters{{{ThingKind::document, "D"},
                                                                                   {ThingKind::volume, "V"},
                                                                                   {ThingKind::box, "B"},
                                                                                   {ThingKind::place, "P"},
                                                                                   {ThingKind::ticket, "T"},
                                                                                   {ThingKind::customer, "C"},
                                                                                   {ThingKind::person, "U"},
                                                                                   {ThingKind::batch, "S"}}};
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

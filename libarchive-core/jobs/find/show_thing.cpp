#include "jobs/find/show_thing.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/change.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/shown_parts.hpp"
#include "jobs/find/where_is.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/lending/loan_records.hpp"
#include "rules/retention_words.hpp"

#include <algorithm>

namespace arc {
namespace {

class Show {
public:
    Show(Archive& archive, ThingRecords& records, Thing thing, ThingRecords::Masking masking)
        : archive_(&archive),
          records_(&records),
          thing_(thing),
          masking_(masking),
          parts_(archive, records, thing, masking) {}

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
                put("documents", parts_.documents(in_order(DocumentTable(archive_->db()).of_volume(thing_.id))));
                break;
            case ThingKind::box:
                put("inside", parts_.inside_box());
                break;
            case ThingKind::place:
                put("standing", parts_.standing());
                break;
            case ThingKind::series:
                put("documents", parts_.documents(DocumentTable(archive_->db()).of_series(thing_.id)));
                break;
            case ThingKind::handover:
                put("items", parts_.handed_over());
                break;
            default:
                break;
        }
        put("handovers", handovers_of(*archive_, thing_));
        put("loans", loans_of(*archive_, thing_));
        put("steps", parts_.steps());
        put("entries", parts_.entries());
        if (thing_.kind != ThingKind::document) {
            put("holds", parts_.holds(holds_on_itself(*archive_, thing_)));
        }
        if (const std::string label = parts_.label(); !label.empty()) {
            put("label", label);
        }
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

    void customer() {
        const std::vector<const Field*> declared = pointers_to(archive_->profile().subject.fields);
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
        put("documents", parts_.documents(DocumentTable(archive_->db()).of_customer(thing_.id)));
        put("waivers", parts_.waivers());
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
        put("documents", parts_.documents(DocumentTable(archive_->db()).of_ticket(thing_.id)));
        put("waivers", parts_.waivers());
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
        put("holds", parts_.holds(holds_on(*archive_, thing_.id)));
        put("appraisals", parts_.appraisals());
        put("disposal", parts_.disposal(*found));
        if (!found->destroyed.empty()) {
            put("destroyed", found->destroyed);
        }
        put("late_reason", text_or_null(found->late_reason));
        put("classified_by", text_or_null(records_->registers().person_code(found->classified_by)));
        if (parts_.is_reviewed()) {
            put("gates", parts_.gates());
            put("reviews", parts_.reviews());
        }
        put("images", parts_.pages());
    }

    static std::vector<CountedDocument> in_order(std::vector<CountedDocument> documents) {
        std::ranges::stable_sort(documents, {}, [](const CountedDocument& one) { return one.document.position; });
        return documents;
    }

    Archive* archive_;
    ThingRecords* records_;
    Thing thing_;
    ThingRecords::Masking masking_;
    ShownParts parts_;
    Object fields_;
};

std::string words_of(const Value& value, const Zone* zone) {
    if (const std::string* text = value.as_text()) {
        return zone == nullptr ? *text : local_time(*text, *zone);
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
            if (const std::string word = words_of(member, zone); !word.empty()) {
                words.push_back(name + " " + word);
            }
        }
    } else if (const List* list = value.as_list()) {
        for (const Value& member : *list) {
            words.push_back(words_of(member, zone));
        }
    }
    return join(words, ", ");
}

}  // namespace

Record show_thing(Archive& archive, ThingRecords& records, Thing thing, ThingRecords::Masking masking) {
    return Show(archive, records, thing, masking).run();
}

void put_as_rows(const Record& shown, const Zone* zone, RecordSink& sink) {
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
                row(i == 0 ? name : std::string(), words_of((*list)[i], zone));
            }
        } else if (const Object* object = value.as_object()) {
            for (const auto& [member, text] : *object) {
                row(name + "." + member, words_of(text, zone));
            }
        } else {
            row(name, words_of(value, zone));
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

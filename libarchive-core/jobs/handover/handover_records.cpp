#include "jobs/handover/handover_records.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/thing_query.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/label_words.hpp"
#include "rules/handover_count.hpp"

#include <algorithm>

namespace arc {
namespace {

Value number_or_null(std::optional<std::int64_t> number) {
    return number ? Value(*number) : Value();
}

Value person_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Person> person = id ? PersonTable(archive.db()).find(*id) : std::nullopt;
    return person ? Value(person->code) : Value();
}

Value unit_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Unit> unit = id ? UnitTable(archive.db()).find(*id) : std::nullopt;
    return unit ? Value(unit->code) : Value();
}

List signers(Archive& archive, std::int64_t handover, HandoverSide side) {
    List list;
    for (const HandoverSignature& signature : HandoverTable(archive.db()).signatures(handover)) {
        if (signature.side == side) {
            const std::optional<Person> person = PersonTable(archive.db()).find(signature.person);
            list.emplace_back(Object{{"person", person->code},
                                     {"name", person->name},
                                     {"deputy", person_value(archive, signature.deputy)},
                                     {"at", signature.at}});
        }
    }
    return list;
}

std::string title_of(Archive& archive, Thing thing) {
    const std::optional<LabelKind> kind = label_kind_of(thing.kind);
    const std::string words = kind ? label_words(archive, *kind, to_text(thing)).title : std::string();
    const std::string title =
        thing.kind == ThingKind::document ? DocumentTable(archive.db()).find(thing.id)->title : std::string();
    return title.empty() ? words : say("{} {}", words, title);
}

std::string words_of(Archive& archive, const Handover& handover, const HandoverItem& item) {
    const std::string giver = signer_names(archive, handover, HandoverSide::giver);
    const std::string taker = signer_names(archive, handover, HandoverSide::taker);
    if (handover.state == HandoverState::open) {
        return say("on list {}, not given yet", handover.code);
    }
    const std::string given = local_day(handover.given, archive.zone());
    if (handover.state == HandoverState::given) {
        return taker.empty()
                   ? say("given by {} on {}, not taken yet, list {}", giver, given, handover.code)
                   : say("given by {} to {} on {}, not taken yet, list {}", giver, taker, given, handover.code);
    }
    if (item.outcome == ItemOutcome::rejected) {
        return say("sent back to {} by {} on {}: {}, list {}", giver, taker, local_day(handover.taken, archive.zone()),
                   item.reason, handover.code);
    }
    return say("given by {} to {} on {}, list {}", giver, taker, local_day(handover.taken, archive.zone()),
               handover.code);
}

}  // namespace

Handover named_handover(Archive& archive, const std::string& text) {
    const Result<Thing> thing = resolve_thing(archive, text, ThingKind::handover);
    if (!thing || thing->kind != ThingKind::handover) {
        const bool unknown = thing || thing.error().code == ErrorCode::not_found;
        throw unknown ? Fault(ErrorCode::not_found, text, say("no such list"), say("see arc-file handover list"))
                      : Fault(thing.error());
    }
    return HandoverTable(archive.db()).find(thing->id).value();
}

std::optional<Instant> taking_due(const Archive& archive, const Handover& handover) {
    const std::optional<Duration>& limit = archive.profile().handover.limit;
    if (!limit || handover.given.empty()) {
        return std::nullopt;
    }
    return work_calendar(archive).due(parse_instant(handover.given).value_or_throw(), *limit);
}

Record handover_record(Archive& archive, const Handover& handover, Instant now) {
    const CountOf by = archive.profile().handover.count;
    const HandoverTotals totals = totals_of(HandoverTable(archive.db()).items(handover.id), by);
    const std::optional<Instant> due = taking_due(archive, handover);
    const bool pending = handover.state == HandoverState::given;
    const Instant until = handover.taken.empty() ? now : parse_instant(handover.taken).value_or_throw();
    const bool late = due && (pending || handover.state == HandoverState::taken) && until > *due;
    return {"handover",
            {{"id", handover.id},
             {"code", handover.code},
             {"kind", to_text(handover.kind)},
             {"state", to_text(handover.state)},
             {"unit", unit_value(archive, handover.unit)},
             {"giver", person_value(archive, handover.giver)},
             {"taker", person_value(archive, handover.taker)},
             {"opened", handover.opened},
             {"given", text_or_null(handover.given)},
             {"taken", text_or_null(handover.taken)},
             {"due", due ? Value(format_instant(*due)) : Value()},
             {"late", late},
             {"seal", text_or_null(handover.seal)},
             {"seal_found", text_or_null(handover.seal_found)},
             {"count", by == CountOf::sides    ? "sides"
                       : by == CountOf::sheets ? "sheets"
                                               : "documents"},
             {"things", totals.things},
             {"documents", totals.documents},
             {"declared", totals.declared},
             {"received", totals.received},
             {"waiting", totals.waiting},
             {"accepted", totals.accepted},
             {"rejected", totals.rejected},
             {"givers", signers(archive, handover.id, HandoverSide::giver)},
             {"takers", signers(archive, handover.id, HandoverSide::taker)}}};
}

Record handover_item_record(Archive& archive, const Handover& handover, const HandoverItem& item) {
    Record record{"handover_item",
                  {{"handover", handover.code},
                   {"ordinal", item.ordinal},
                   {"thing", name_of(archive.db(), item.thing)},
                   {"id", item.thing.id},
                   {"title", text_or_null(title_of(archive, item.thing))}}};
    const std::optional<Document> document =
        item.thing.kind == ThingKind::document ? DocumentTable(archive.db()).find(item.thing.id) : std::nullopt;
    const std::optional<Ticket> ticket =
        document && document->ticket ? TicketTable(archive.db()).find(*document->ticket) : std::nullopt;
    record.fields.insert(record.fields.end(),
                         {{"document_type", document ? Value(document->type) : Value()},
                          {"ticket", ticket ? Value(ticket->number) : Value()},
                          {"in", item.holder ? Value(name_of(archive.db(), *item.holder)) : Value()},
                          {"declared_sheets", number_or_null(item.declared_sheets)},
                          {"declared_sides", number_or_null(item.declared_sides)},
                          {"received_sheets", number_or_null(item.received_sheets)},
                          {"received_sides", number_or_null(item.received_sides)},
                          {"outcome", to_text(item.outcome)},
                          {"reason", text_or_null(item.reason)},
                          {"note", text_or_null(item.note)}});
    return record;
}

std::vector<Record> handover_with(Archive& archive, const Handover& handover, const std::vector<Thing>& things,
                                  Instant now) {
    std::vector<Record> records{handover_record(archive, handover, now)};
    for (const HandoverItem& item : HandoverTable(archive.db()).items(handover.id)) {
        const bool named = std::ranges::count(things, item.thing) != 0 ||
                           (item.holder && std::ranges::count(things, *item.holder) != 0);
        if (named) {
            records.push_back(handover_item_record(archive, handover, item));
        }
    }
    return records;
}

std::vector<Record> whole_handover(Archive& archive, const Handover& handover, Instant now) {
    std::vector<Record> records{handover_record(archive, handover, now)};
    for (const HandoverItem& item : HandoverTable(archive.db()).items(handover.id)) {
        records.push_back(handover_item_record(archive, handover, item));
    }
    return records;
}

std::string handover_words(Archive& archive, Thing thing) {
    const auto lists = HandoverTable(archive.db()).of_thing(thing);
    return lists.empty() ? std::string() : words_of(archive, lists.front().first, lists.front().second);
}

std::string list_words(Archive& archive, std::int64_t id) {
    const Handover handover = HandoverTable(archive.db()).find(id).value();
    return handover.state == HandoverState::withdrawn ? say("list {}, withdrawn", handover.code)
                                                      : words_of(archive, handover, HandoverItem{});
}

List handovers_of(Archive& archive, Thing thing) {
    List list;
    for (const auto& [handover, item] : HandoverTable(archive.db()).of_thing(thing)) {
        list.emplace_back(words_of(archive, handover, item));
    }
    return list;
}

std::string signer_names(Archive& archive, const Handover& handover, HandoverSide side) {
    std::vector<std::string> names;
    PersonTable persons(archive.db());
    for (const HandoverSignature& signature : HandoverTable(archive.db()).signatures(handover.id)) {
        if (signature.side == side) {
            names.push_back(persons.find(signature.person)->name);
        }
    }
    const std::optional<std::int64_t> named = side == HandoverSide::giver ? handover.giver : handover.taker;
    if (names.empty() && named) {
        names.push_back(persons.find(*named)->name);
    }
    return join(names, ", ");
}

}  // namespace arc

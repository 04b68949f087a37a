#include "jobs/handover/handover_lists.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/line_outcomes.hpp"
#include "jobs/handover/list_things.hpp"
#include "jobs/handover/receiving.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "jobs/permit.hpp"
#include "rules/handover_count.hpp"

#include <algorithm>

namespace arc {
namespace {

CountOf counted_by(const FilingRun& run) {
    return run.archive().profile().handover.count;
}

Answer answer_with(FilingRun& run, std::int64_t id) {
    const Handover handover = HandoverTable(run.db()).find(id).value();
    run.change.about({ThingKind::handover, id});
    run.change.tell("list", handover.code);
    return whole_handover(run.archive(), handover, run.change.now());
}

// The list, and those of its lines that were worked on.
Answer answer_about(FilingRun& run, std::int64_t id, const std::vector<Thing>& things) {
    const Handover handover = HandoverTable(run.db()).find(id).value();
    run.change.about({ThingKind::handover, id});
    run.change.tell("list", handover.code);
    return handover_with(run.archive(), handover, things, run.change.now());
}

void need_state(const Handover& handover, std::initializer_list<HandoverState> states, const std::string& next) {
    if (std::ranges::count(states, handover.state) == 0) {
        throw Fault(ErrorCode::refused, say("list {}", handover.code), say("is {}", to_text(handover.state)), next);
    }
}

// One line onto the list: the things it brought. Known lines with a count declare it.
Result<std::vector<Thing>> add_line(FilingRun& run, const Handover& handover, const NamedLine& named) {
    HandoverTable table(run.db());
    if (std::optional<HandoverItem> there = table.item(handover.id, named.thing)) {
        if (named.line.count && is_counted(*there, counted_by(run))) {
            set_declared(*there, counted_by(run), *named.line.count);
            table.update_item(*there);
        }
        return std::vector{named.thing};
    }
    Result<std::vector<HandoverItem>> lines = lines_of(run, handover.kind, named.thing);
    if (!lines) {
        return lines.error();
    }
    if (lines->empty()) {
        return Error{
            ErrorCode::refused, words_for(run.archive(), named.thing), say("has nothing left to hand over"), {}};
    }
    std::vector<Thing> things;
    for (HandoverItem& item : *lines) {
        require_handover_right(run.archive(), run.caller, item.thing);
        if (item.thing == named.thing && named.line.count) {
            set_declared(item, counted_by(run), *named.line.count);
        }
        item.handover = handover.id;
        table.add_item(item);
        run.change.about(item.thing);
        things.push_back(item.thing);
    }
    run.change.about(named.thing);
    return things;
}

// The things that the good lines brought.
std::vector<Thing> add_lines(FilingRun& run, const Handover& handover, const std::vector<std::string>& lines) {
    LineOutcomes outcomes(run.reporter);
    std::vector<Thing> things;
    for (const std::string& text : lines) {
        const Result<NamedLine> named = named_line(run.archive(), text);
        if (!named) {
            outcomes.take(named.error());
        } else if (!named->line.reason.empty()) {
            outcomes.take(Error{ErrorCode::usage, named->line.thing, say("a reason is for the taker"), {}});
        } else {
            const Result<std::vector<Thing>> added = add_line(run, handover, *named);
            outcomes.take(added ? std::nullopt : std::optional(added.error()));
            if (added) {
                things.insert(things.end(), added->begin(), added->end());
            }
        }
    }
    outcomes.tell_and_need_one();
    return things;
}

// All that stands in the person's name and is on no list.
void add_all_in_name(FilingRun& run, const Handover& handover, const Person& person) {
    const InNameOf held = HandoverQuery(run.db()).in_name_of(person.id);
    std::vector<Thing> things;
    const auto add = [&](ThingKind kind, const std::vector<std::int64_t>& ids) {
        for (const std::int64_t id : ids) {
            things.push_back({kind, id});
        }
    };
    add(ThingKind::customer, held.customers);
    add(ThingKind::ticket, held.tickets);
    add(ThingKind::place, held.places);
    add(ThingKind::document, held.documents);
    if (things.empty()) {
        throw Fault(ErrorCode::refused, person.code, say("nothing stands in this person's name"),
                    say("nothing needs to be handed over"));
    }
    LineOutcomes outcomes(run.reporter);
    for (const Thing thing : things) {
        const Result<std::vector<Thing>> added =
            add_line(run, handover, NamedLine{{to_text(thing), std::nullopt, {}}, thing});
        outcomes.take(added ? std::nullopt : std::optional(added.error()));
    }
    outcomes.tell_and_need_one();
}

bool is_of(Archive& archive, const Handover& handover, std::int64_t person) {
    const std::vector<HandoverSignature> signatures = HandoverTable(archive.db()).signatures(handover.id);
    return handover.giver == person || handover.taker == person ||
           std::ranges::count(signatures, person, &HandoverSignature::person) != 0;
}

}  // namespace

Answer open_handover(FilingRun& run, const HandoverRequest& request) {
    require_right(run.archive(), run.caller, Verb::handover);
    const bool delivery = request.kind == HandoverKind::delivery;
    std::optional<Person> giver;
    if (!request.giver.empty()) {
        giver = named_person(run.archive(), request.giver);
    } else if (!delivery) {
        throw Fault(ErrorCode::usage, "handover open", say("needs the person in whose name things stand"));
    }
    Handover handover;
    handover.id = next_number(run.db(), "handover");
    handover.code =
        issue_label_of(run.change, LabelKind::handover, to_text(Thing{ThingKind::handover, handover.id})).code;
    handover.kind = request.kind;
    handover.opened = format_instant(run.change.now());
    if (giver) {
        handover.giver = giver->id;
        handover.unit = giver->unit;
    }
    if (!request.unit.empty()) {
        handover.unit = named_unit(run.archive(), request.unit).id;
    }
    if (!request.taker.empty()) {
        handover.taker = named_person(run.archive(), request.taker).id;
    }
    if (handover.giver && handover.giver == handover.taker) {
        throw Fault(ErrorCode::refused, request.taker, say("cannot take from themselves"), say("name somebody else"));
    }
    HandoverTable(run.db()).add(handover);
    if (!request.lines.empty()) {
        add_lines(run, handover, request.lines);
    } else if (!delivery) {
        add_all_in_name(run, handover, *giver);
    }
    return answer_with(run, handover.id);
}

Answer add_to_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& lines) {
    require_right(run.archive(), run.caller, Verb::handover);
    const Handover handover = named_handover(run.archive(), list);
    need_state(handover, {HandoverState::open}, say("open another list"));
    need_unsigned(run, handover, HandoverSide::giver);
    return answer_about(run, handover.id, add_lines(run, handover, lines));
}

Answer remove_from_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& things) {
    require_right(run.archive(), run.caller, Verb::handover);
    const Handover handover = named_handover(run.archive(), list);
    need_state(handover, {HandoverState::open}, say("the taker sends back what must not come"));
    need_unsigned(run, handover, HandoverSide::giver);
    LineOutcomes outcomes(run.reporter);
    HandoverTable table(run.db());
    for (const std::string& text : things) {
        const Result<NamedLine> named = named_line(run.archive(), text);
        if (!named) {
            outcomes.take(named.error());
            continue;
        }
        const std::optional<HandoverItem> item = table.item(handover.id, named->thing);
        if (item && item->holder) {
            outcomes.take(Error{ErrorCode::refused, words_for(run.archive(), named->thing),
                                say("goes with {}", words_for(run.archive(), *item->holder)), say("take that off")});
            continue;
        }
        if (item) {
            table.remove_item(handover.id, named->thing);
            run.change.about(named->thing);
        }
        outcomes.take(std::nullopt);
    }
    outcomes.tell_and_need_one();
    return answer_about(run, handover.id, {});
}

Answer declare_counts(FilingRun& run, const std::string& list, const std::vector<std::string>& lines) {
    require_right(run.archive(), run.caller, Verb::handover);
    const Handover handover = named_handover(run.archive(), list);
    need_state(handover, {HandoverState::open, HandoverState::given}, say("what was signed by both stays as it is"));
    need_unsigned(run, handover, HandoverSide::taker);
    const bool given = !HandoverTable(run.db()).signatures(handover.id).empty();
    if (given) {
        need_reason(run, say("list {} is signed", handover.code));
    }
    LineOutcomes outcomes(run.reporter);
    HandoverTable table(run.db());
    std::vector<Thing> declared;
    for (const std::string& text : lines) {
        const Result<NamedLine> named = named_line(run.archive(), text);
        std::optional<HandoverItem> item =
            named ? table.item(handover.id, named->thing) : std::optional<HandoverItem>();
        if (!named) {
            outcomes.take(named.error());
        } else if (!item) {
            outcomes.take(
                Error{ErrorCode::refused, words_for(run.archive(), named->thing), say("is not on this list"), {}});
        } else if (!named->line.count || !is_counted(*item, counted_by(run))) {
            outcomes.take(
                Error{ErrorCode::usage, named->line.thing, say("nothing to declare"), say("write CODE COUNT")});
        } else {
            require_handover_right(run.archive(), run.caller, item->thing);
            set_declared(*item, counted_by(run), *named->line.count);
            if (given) {
                item->note = run.caller.reason;
            }
            write_line(run, judge_again(*item, counted_by(run)));
            declared.push_back(item->thing);
            outcomes.take(std::nullopt);
        }
    }
    outcomes.tell_and_need_one();
    return answer_about(run, handover.id, declared);
}

Answer withdraw_handover(FilingRun& run, const std::string& list) {
    require_right(run.archive(), run.caller, Verb::handover);
    Handover handover = named_handover(run.archive(), list);
    need_reason(run, say("list {}", handover.code));
    if (handover.state != HandoverState::withdrawn) {
        need_state(handover, {HandoverState::open, HandoverState::given},
                   say("give the papers back with a list of their own"));
        HandoverTable table(run.db());
        for (const HandoverItem& item : table.items(handover.id)) {
            run.change.about(item.thing);
        }
        handover.state = HandoverState::withdrawn;
        table.update(handover);
        table.withdraw_items(handover.id);
    }
    return answer_with(run, handover.id);
}

void list_handovers(Archive& archive, const Caller& caller, const HandoverFilter& filter, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    const std::optional<std::int64_t> person =
        filter.person.empty() ? std::nullopt : std::optional(named_person(archive, filter.person).id);
    const std::optional<HandoverState> state = filter.late ? std::optional(HandoverState::given) : filter.state;
    for (const Handover& handover : HandoverTable(archive.db()).list(state)) {
        if (person && !is_of(archive, handover, *person)) {
            continue;
        }
        const Record record = handover_record(archive, handover, caller.now());
        if (!filter.late || Value(record.fields).flag_of("late")) {
            sink.put(record);
        }
    }
}

}  // namespace arc

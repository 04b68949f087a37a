#include "jobs/handover/receiving.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/handover/change_keeper.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/line_outcomes.hpp"
#include "jobs/handover/list_things.hpp"
#include "jobs/labels/use_label.hpp"
#include "jobs/shelving/put_away.hpp"
#include "rules/handover_count.hpp"

namespace arc {
namespace {

const HandoverRules& rules_of(const FilingRun& run) {
    return run.archive().profile().handover;
}

std::string name_of_list(const Handover& handover) {
    return say("list {}", handover.code);
}

std::optional<Error> count_line(FilingRun& run, const Handover& handover, const NamedLine& named) {
    HandoverTable table(run.db());
    const std::optional<HandoverItem> item = table.item(handover.id, named.thing);
    if (!item) {
        return Error{ErrorCode::refused, words_for(run.archive(), named.thing),
                     say("is not on {}", name_of_list(handover)),
                     say("leave it with the giver, who must make a list for it")};
    }
    if (item->holder) {
        return Error{ErrorCode::refused, words_for(run.archive(), named.thing),
                     say("goes with {}", words_for(run.archive(), *item->holder)), say("count that")};
    }
    require_handover_right(run.archive(), run.caller, named.thing);
    const Result<HandoverItem> judged = judge_received(*item, rules_of(run).count, named.line);
    if (!judged) {
        return judged.error();
    }
    write_line(run, *judged);
    return std::nullopt;
}

std::string difference(const HandoverItem& item, CountOf by) {
    const std::optional<std::int64_t> found = received(item, by);
    const std::optional<std::int64_t> wanted = declared(item, by);
    return found && wanted && found != wanted
               ? say(" ({} of {} {})", *found, *wanted, by == CountOf::sheets ? "sheets" : "sides")
               : std::string();
}

// The paper has come: what nobody had said of it stands in the record from now on.
void receive_paper(FilingRun& run, const HandoverItem& item) {
    DocumentTable documents(run.db());
    Document document = documents.find(item.thing.id).value();
    const Document before = document;
    if (document.paper.empty()) {
        document.paper = "here";
    }
    if (!document.sheets) {
        document.sheets = item.received_sheets;
    }
    if (!document.sides) {
        document.sides = item.received_sides;
    }
    if (document.paper != before.paper || document.sheets != before.sheets || document.sides != before.sides) {
        documents.update(document);
        if (const std::optional<Error> full = too_full_around(run.archive(), item.thing)) {
            run.reporter.problem(*full);
        }
    }
}

void tell_outcomes(FilingRun& run, const Handover& handover, const std::vector<HandoverItem>& items) {
    for (const HandoverItem& item : items) {
        if (item.outcome == ItemOutcome::rejected && !item.holder) {
            run.reporter.problem({ErrorCode::refused, words_for(run.archive(), item.thing),
                                  say("sent back: {}{}", item.reason, difference(item, rules_of(run).count)),
                                  say("it waits in arc-file todo")});
        }
    }
    const std::optional<Instant> due = taking_due(run.archive(), handover);
    if (due && run.change.now() > *due) {
        run.reporter.notice(
            say("{}: taken late: it was due by {}", name_of_list(handover), local_time(*due, run.archive().zone())));
    }
}

}  // namespace

void need_unsigned(FilingRun& run, const Handover& handover, HandoverSide side) {
    for (const HandoverSignature& signature : HandoverTable(run.db()).signatures(handover.id)) {
        if (signature.side == side) {
            throw Fault(ErrorCode::refused, name_of_list(handover),
                        say("has been signed by {}", PersonTable(run.db()).find(signature.person)->name),
                        say("withdraw it with handover withdraw, and make another"));
        }
    }
}

void write_line(FilingRun& run, const HandoverItem& item) {
    HandoverTable table(run.db());
    table.update_item(item);
    run.change.about(item.thing);
    for (HandoverItem inner : table.inside(item.handover, item.thing)) {
        inner.outcome = item.outcome;
        inner.reason = item.reason;
        table.update_item(inner);
        run.change.about(inner.thing);
    }
}

std::vector<Thing> count_lines(FilingRun& run, const Handover& handover, const std::vector<std::string>& lines) {
    LineOutcomes outcomes(run.reporter);
    std::vector<Thing> counted;
    for (const std::string& text : lines) {
        const Result<NamedLine> named = named_line(run.archive(), text);
        std::optional<Error> trouble = named ? count_line(run, handover, *named) : std::optional(named.error());
        if (!trouble) {
            counted.push_back(named->thing);
            use_label(run.change, named->line.thing);
        }
        outcomes.take(std::move(trouble));
    }
    outcomes.tell_and_need_one();
    return counted;
}

void tell_contradictions(FilingRun& run, const Handover& handover, const std::vector<std::string>& lines) {
    for (const std::string& text : lines) {
        const Result<NamedLine> named = named_line(run.archive(), text);
        const std::optional<HandoverItem> item =
            named ? HandoverTable(run.db()).item(handover.id, named->thing) : std::nullopt;
        const Result<HandoverItem> judged =
            item ? judge_received(*item, rules_of(run).count, named->line) : Result<HandoverItem>(HandoverItem{});
        if (!named || !judged) {
            run.reporter.problem(named ? judged.error() : named.error());
        } else if (!item || judged->outcome != item->outcome) {
            run.reporter.problem({ErrorCode::refused, words_for(run.archive(), named->thing),
                                  item ? say("was {} when {} was taken", to_text(item->outcome), name_of_list(handover))
                                       : say("is not on {}", name_of_list(handover)),
                                  say("what changes hands now goes on a list of its own")});
        }
    }
}

void tell_mismatches(FilingRun& run, const Handover& handover, const std::vector<Thing>& counted) {
    for (const Thing thing : counted) {
        const HandoverItem item = HandoverTable(run.db()).item(handover.id, thing).value();
        if (item.outcome == ItemOutcome::rejected && item.reason == mismatch_reason) {
            run.reporter.problem({ErrorCode::refused, words_for(run.archive(), thing),
                                  say("{}{}", item.reason, difference(item, rules_of(run).count)),
                                  say("count again, or let the giver declare again")});
        }
    }
}

void settle_rest(FilingRun& run, const Handover& handover, const std::string& word, TickOff tick_off) {
    const std::string reason = word.empty() ? std::string() : reason_named(word, rules_of(run).refuse_for);
    if (!word.empty() && reason.empty()) {
        throw Fault(ErrorCode::usage, word, say("no reason of the profile"), say("see arc-admin profile show"));
    }
    for (HandoverItem& item : HandoverTable(run.db()).items(handover.id)) {
        if (item.outcome != ItemOutcome::waiting || item.holder) {
            continue;
        }
        if (!reason.empty()) {
            item.outcome = ItemOutcome::rejected;
            item.reason = reason;
            write_line(run, item);
        } else if (tick_off == TickOff::yes && !is_counted(item, rules_of(run).count)) {
            item.outcome = ItemOutcome::accepted;
            write_line(run, item);
        }
    }
}

bool all_settled(FilingRun& run, const Handover& handover) {
    constexpr std::size_t told = 5;
    std::vector<std::string> waiting;
    std::size_t count = 0;
    for (const HandoverItem& item : HandoverTable(run.db()).items(handover.id)) {
        if (item.outcome == ItemOutcome::waiting && !item.holder) {
            if (++count <= told) {
                waiting.push_back(words_for(run.archive(), item.thing));
            }
        }
    }
    if (count > 0) {
        run.reporter.problem({ErrorCode::refused, name_of_list(handover),
                              say("{} not counted yet: {}{}", count, join(waiting, ", "), count > told ? " ..." : ""),
                              say("count them, or send them back with --rest missing")});
    }
    return count == 0;
}

void finish_taking(FilingRun& run, Handover& handover) {
    HandoverTable table(run.db());
    handover.state = HandoverState::taken;
    handover.taken = format_instant(run.change.now());
    use_label(run.change, handover.code);
    const std::vector<HandoverItem> items = table.items(handover.id);
    std::int64_t taker = 0;
    for (const HandoverSignature& signature : table.signatures(handover.id)) {
        taker = signature.side == HandoverSide::taker && taker == 0 ? signature.person : taker;
    }
    for (const HandoverItem& item : items) {
        if (item.outcome != ItemOutcome::accepted) {
            continue;
        }
        if (handover.kind == HandoverKind::delivery && item.thing.kind == ThingKind::document) {
            receive_paper(run, item);
        } else if (handover.kind != HandoverKind::delivery) {
            change_keeper(run, item.thing, handover.giver, taker);
        }
    }
    tell_outcomes(run, handover, items);
}

}  // namespace arc

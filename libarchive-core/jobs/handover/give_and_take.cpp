#include "jobs/handover/give_and_take.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/list_things.hpp"
#include "jobs/handover/receiving.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "rules/handover_count.hpp"

#include <algorithm>

namespace arc {
namespace {

const HandoverRules& rules_of(const FilingRun& run) {
    return run.archive().profile().handover;
}

std::string name_of_list(const Handover& handover) {
    return say("list {}", handover.code);
}

Answer answer_with(FilingRun& run, std::int64_t id) {
    const Handover handover = HandoverTable(run.db()).find(id).value();
    run.change.about({ThingKind::handover, id});
    run.change.tell("list", handover.code);
    return whole_handover(run.archive(), handover, run.change.now());
}

// Seals in one text, whatever the order they were read in.
std::string seals_text(std::vector<std::string> seals) {
    for (std::string& seal : seals) {
        seal = std::string(trim(seal));
    }
    std::ranges::sort(seals);
    return join(seals, ", ");
}

struct Signing {
    HandoverSignature signature;
    bool signed_before = false;
};

// The caller as one who signs on this side. The name on the list must be theirs, or a reason says why not.
Signing signing_of(FilingRun& run, const Handover& handover, HandoverSide side) {
    const Signer signer = signer_of(run.archive(), run.caller);
    Signing signing;
    signing.signature = {side, signer.person.id, signer.deputy, format_instant(run.change.now())};
    const std::optional<std::int64_t> named = side == HandoverSide::giver ? handover.giver : handover.taker;
    signing.signed_before =
        may_sign(HandoverTable(run.db()).signatures(handover.id), signing.signature).value_or_throw().signed_before;
    const int signers = side == HandoverSide::giver ? rules_of(run).givers : rules_of(run).takers;
    if (!signing.signed_before && signers == 1 && named && *named != signer.person.id && run.caller.reason.empty()) {
        throw Fault(
            ErrorCode::refused, name_of_list(handover),
            side == HandoverSide::giver ? say("stands in the name of somebody else") : say("is for somebody else"),
            say("let them sign, or say why with --reason"));
    }
    return signing;
}

std::size_t signed_on(FilingRun& run, const Handover& handover, HandoverSide side) {
    const std::vector<HandoverSignature> all = HandoverTable(run.db()).signatures(handover.id);
    return static_cast<std::size_t>(std::ranges::count(all, side, &HandoverSignature::side));
}

// Everything on the list may go, and its counts are declared.
void need_ready(FilingRun& run, const std::vector<HandoverItem>& items, const Handover& handover) {
    const CountOf by = rules_of(run).count;
    std::vector<Error> lacks;
    for (const HandoverItem& item : items) {
        require_handover_right(run.archive(), run.caller, item.thing);
        if (is_counted(item, by) && !declared(item, by)) {
            lacks.push_back(
                {ErrorCode::refused, words_for(run.archive(), item.thing),
                 by == CountOf::sheets ? say("its sheets are not declared") : say("its sides are not declared"),
                 say("say them with handover declare {} THING=COUNT", handover.code)});
        }
        if (item.thing.kind == ThingKind::document) {
            const Document document = DocumentTable(run.db()).find(item.thing.id).value();
            if (!document.withdrawn.empty() || !document.destroyed.empty()) {
                lacks.push_back({ErrorCode::refused, name_of(document), say("is no longer valid"),
                                 say("take it off with handover remove {} document:{}", handover.code, document.id)});
            }
        }
    }
    if (lacks.empty()) {
        return;
    }
    if (lacks.size() == 1) {
        throw Fault(lacks.front());
    }
    for (const Error& lack : lacks) {
        run.reporter.problem(lack);
    }
    throw Fault(ErrorCode::refused, name_of_list(handover), say("cannot be given yet"));
}

void need_given(const Handover& handover) {
    if (handover.state != HandoverState::given) {
        throw Fault(
            ErrorCode::refused, name_of_list(handover), say("is {}", to_text(handover.state)),
            handover.state == HandoverState::open ? say("the giver signs first, with handover give") : std::string());
    }
}

void compare_seals(FilingRun& run, Handover& handover, const std::vector<std::string>& found) {
    if (handover.seal.empty() && found.empty()) {
        return;
    }
    if (found.empty() && !handover.seal_found.empty()) {
        return;
    }
    const std::string numbers = seals_text(found);
    if (numbers != handover.seal && run.caller.reason.empty()) {
        throw Fault(ErrorCode::refused, name_of_list(handover),
                    found.empty()           ? say("came sealed, and no seal was compared")
                    : handover.seal.empty() ? say("left without a seal, and came with {}", numbers)
                                            : say("left with seal {}, and came with {}", handover.seal, numbers),
                    found.empty() ? say("read it from the bag and give --seal")
                                  : say("ask the giver; --reason says what it was"));
    }
    handover.seal_found = numbers;
}

}  // namespace

Answer give_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& seals) {
    require_right(run.archive(), run.caller, Verb::handover);
    Handover handover = named_handover(run.archive(), list);
    HandoverTable table(run.db());
    const Signing signing = signing_of(run, handover, HandoverSide::giver);
    if (signing.signed_before) {
        return answer_with(run, handover.id);
    }
    if (handover.state != HandoverState::open) {
        throw Fault(ErrorCode::refused, name_of_list(handover), say("is {}", to_text(handover.state)));
    }
    const std::vector<HandoverItem> items = table.items(handover.id);
    if (items.empty()) {
        throw Fault(ErrorCode::refused, name_of_list(handover), say("is empty"),
                    say("put something on it with handover add"));
    }
    need_ready(run, items, handover);
    table.sign(handover.id, signing.signature);
    for (const HandoverItem& item : items) {
        run.change.about(item.thing);
    }
    if (!seals.empty()) {
        handover.seal = seals_text(seals);
    }
    const auto wanted = static_cast<std::size_t>(rules_of(run).givers);
    const std::size_t there = signed_on(run, handover, HandoverSide::giver);
    if (there >= wanted) {
        handover.state = HandoverState::given;
        handover.given = format_instant(run.change.now());
    } else {
        run.reporter.notice(say("{}: {} of {} givers have signed", name_of_list(handover), there, wanted));
    }
    if (!handover.unit) {
        handover.unit = signer_of(run.archive(), run.caller).person.unit;
    }
    table.update(handover);
    return answer_with(run, handover.id);
}

Answer count_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& lines) {
    require_right(run.archive(), run.caller, Verb::handover);
    const Handover handover = named_handover(run.archive(), list);
    need_given(handover);
    signing_of(run, handover, HandoverSide::taker);
    need_unsigned(run, handover, HandoverSide::taker);
    const std::vector<Thing> counted = count_lines(run, handover, lines);
    tell_mismatches(run, handover, counted);
    run.change.about({ThingKind::handover, handover.id});
    run.change.tell("list", handover.code);
    return handover_with(run.archive(), handover, counted, run.change.now());
}

Answer take_handover(FilingRun& run, const std::string& list, const TakeRequest& request) {
    require_right(run.archive(), run.caller, Verb::handover);
    Handover handover = named_handover(run.archive(), list);
    HandoverTable table(run.db());
    const Signing signing = signing_of(run, handover, HandoverSide::taker);
    if (handover.state == HandoverState::taken && signing.signed_before) {
        tell_contradictions(run, handover, request.lines);
        return answer_with(run, handover.id);
    }
    need_given(handover);
    compare_seals(run, handover, request.seals);
    if (!request.lines.empty()) {
        need_unsigned(run, handover, HandoverSide::taker);
        count_lines(run, handover, request.lines);
        // A line that cannot be read may be the one that sends a paper back: nobody signs over it.
        if (!std::ranges::all_of(request.lines,
                                 [&](const auto& line) { return named_line(run.archive(), line).ok(); })) {
            run.reporter.notice(say("{}: not signed; put the lines right and take it again", name_of_list(handover)));
            return answer_with(run, handover.id);
        }
    }
    settle_rest(run, handover, request.rest, request.all ? TickOff::yes : TickOff::no);
    if (all_settled(run, handover)) {
        if (!signing.signed_before) {
            table.sign(handover.id, signing.signature);
        }
        const auto wanted = static_cast<std::size_t>(rules_of(run).takers);
        const std::size_t there = signed_on(run, handover, HandoverSide::taker);
        if (there >= wanted) {
            finish_taking(run, handover);
        } else {
            run.reporter.notice(say("{}: {} of {} takers have signed", name_of_list(handover), there, wanted));
        }
    }
    table.update(handover);
    return answer_with(run, handover.id);
}

}  // namespace arc

#include "jobs/keeping/hold_verbs.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/hold_table.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

#include <algorithm>

namespace arc {

Answer place_holds(FilingRun& run, const std::vector<std::string>& things) {
    if (things.empty()) {
        throw Fault(ErrorCode::usage, say("hold"), say("nothing named"));
    }
    need_reason(run, things.front());
    const Person person = need_real_person(run.archive(), run.caller);
    ThingRecords records(run.archive(), run.caller);
    HoldTable holds(run.db());
    Answer answer;
    for (const std::string& text : things) {
        Hold hold;
        hold.subject = holdable_thing(run.archive(), text);
        require_right(run.archive(), run.caller, Verb::appraise, records.target_of(hold.subject));
        const std::vector<Hold> known = holds_on_itself(run.archive(), hold.subject);
        if (const auto same = std::ranges::find(known, run.caller.reason, &Hold::reason); same != known.end()) {
            answer.push_back(hold_record(run.archive(), *same));
            continue;
        }
        hold.reason = run.caller.reason;
        hold.placed = format_instant(run.change.now());
        hold.placed_by = person.id;
        hold.id = holds.add(hold);
        run.change.about({ThingKind::hold, hold.id});
        run.change.about(hold.subject);
        answer.push_back(hold_record(run.archive(), hold));
    }
    return answer;
}

Answer lift_hold(FilingRun& run, std::int64_t id) {
    HoldTable holds(run.db());
    std::optional<Hold> hold = holds.find(id);
    const std::string name = say("hold {}", id);
    if (!hold) {
        throw Fault(ErrorCode::not_found, name, say("no such hold"), say("see arc-file hold list"));
    }
    need_reason(run, name);
    require_right(run.archive(), run.caller, Verb::appraise,
                  ThingRecords(run.archive(), run.caller).target_of(hold->subject));
    if (hold->lifted.empty()) {
        hold->lifted = format_instant(run.change.now());
        hold->lifted_by = need_real_person(run.archive(), run.caller).id;
        hold->lift_reason = run.caller.reason;
        holds.lift(*hold);
        run.change.about({ThingKind::hold, hold->id});
        run.change.about(hold->subject);
    }
    return {hold_record(run.archive(), *hold)};
}

void list_holds(Archive& archive, const Caller& caller, const HoldFilter& filter, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    HoldTable table(archive.db());
    std::vector<Hold> holds;
    if (filter.thing.empty()) {
        holds = table.list(filter.lifted ? HoldTable::Which::all : HoldTable::Which::in_force);
    } else if (const Thing thing = holdable_thing(archive, filter.thing); thing.kind == ThingKind::document) {
        holds = holds_on(archive, thing.id);
    } else {
        holds = holds_on_itself(archive, thing);
    }
    for (const Hold& hold : holds) {
        sink.put(hold_record(archive, hold));
    }
}

}  // namespace arc

#include "jobs/shelving/box_verbs.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/shelving_plan.hpp"

namespace arc {
namespace {

bool is_in_state(const Box& box, bool empty, BoxState state) {
    switch (state) {
        case BoxState::shelved:
            return box.place.has_value();
        case BoxState::unshelved:
            return !box.place && !empty;
        case BoxState::empty:
            return empty;
        default:
            return true;
    }
}

}  // namespace

Answer open_box(FilingRun& run, const BoxRequest& request) {
    require_right(run.archive(), run.caller, Verb::shelve);
    if (BoxTable(run.db()).find(request.code)) {
        throw Fault(ErrorCode::refused, "box:" + request.code, say("is there already"));
    }
    Box box;
    box.code = request.code;
    box.title = request.title;
    box.width = request.width;
    box = new_box(run.change, box, {{"fonds", run.archive().config().fonds}});
    if (!request.at.empty()) {
        PutAway(run.change, run.caller.account)
            .stand({ThingKind::box, box.id}, named_place(run.archive(), request.at).id)
            .value_or_throw();
    }
    return {box_record(run.archive(), BoxTable(run.db()).find(box.id).value())};
}

ManyDone put_in_box(FilingRun& run, const std::string& box, const std::vector<std::string>& things) {
    require_right(run.archive(), run.caller, Verb::shelve);
    const std::int64_t id = named_box(run.archive(), box).id;
    return shelve(run, things, say("box:#{}", id));
}

ManyDone take_from_box(FilingRun& run, const std::string& box, const std::vector<std::string>& things) {
    require_right(run.archive(), run.caller, Verb::shelve);
    const Thing holder{ThingKind::box, named_box(run.archive(), box).id};
    need_reason(run, name_of(run.db(), holder));
    PutAway put_away(run.change, run.caller.account);
    ManyDone done;
    for (const std::string& text : things) {
        ++done.asked;
        const Result<Thing> thing = resolve_thing(run.archive(), text);
        if (!thing || StayTable(run.db()).holder_of(*thing) != holder) {
            ++done.failed;
            run.reporter.problem(
                thing ? Error{ErrorCode::refused, text, say("is not in {}", name_of(run.db(), holder)), {}}
                      : thing.error());
            continue;
        }
        if (const std::optional<Error> away = away_error(run.archive(), *thing)) {
            ++done.failed;
            run.reporter.problem(*away);
            continue;
        }
        ShelfMove move;
        move.thing = *thing;
        move.why = run.caller.reason;
        const std::string from = holder_text(run.archive(), *thing);
        put_away.take_away(*thing, run.caller.reason);
        done.answer.push_back(move_record(run.archive(), move, from));
    }
    return done;
}

Answer list_boxes(Archive& archive, BoxState state) {
    constexpr std::int64_t at_once = 500;
    Answer answer;
    BoxTable boxes(archive.db());
    StayTable stays(archive.db());
    for (std::vector<Box> page = boxes.page(0, at_once); !page.empty(); page = boxes.page(page.back().id, at_once)) {
        for (const Box& box : page) {
            if (is_in_state(box, stays.inside({ThingKind::box, box.id}).empty(), state)) {
                answer.push_back(box_record(archive, box));
            }
        }
    }
    return answer;
}

Answer show_box(Archive& archive, const std::string& code) {
    const Box box = named_box(archive, code);
    Answer answer{box_record(archive, box)};
    for (const Thing inside : StayTable(archive.db()).inside({ThingKind::box, box.id})) {
        answer.push_back(inside.kind == ThingKind::volume
                             ? volume_record(archive, VolumeTable(archive.db()).find(inside.id).value())
                             : whole_document_record(archive, DocumentTable(archive.db()).find(inside.id).value()));
    }
    return answer;
}

}  // namespace arc

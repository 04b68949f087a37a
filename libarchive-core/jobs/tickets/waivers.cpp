#include "jobs/tickets/waivers.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/permit.hpp"
#include "rules/completeness.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string level_of(Archive& archive, std::int64_t node) {
    std::size_t depth = 0;
    SeriesTable series(archive.db());
    for (std::optional<SeriesNode> at = series.find(node); at && at->parent; at = series.find(*at->parent)) {
        ++depth;
    }
    const std::vector<SeriesLevel>& levels = archive.profile().series.levels;
    return depth < levels.size() ? levels[depth].name : std::string();
}

FiledSubject subject_of(Archive& archive, Thing thing) {
    FiledSubject subject;
    switch (thing.kind) {
        case ThingKind::ticket:
            subject.of = Noun::ticket;
            subject.type = TicketTable(archive.db()).find(thing.id)->type;
            break;
        case ThingKind::customer:
            subject.of = Noun::customer;
            break;
        default:
            subject.of = Noun::series;
            subject.level = level_of(archive, thing.id);
            break;
    }
    return subject;
}

RightsTarget target_of(Archive& archive, Thing thing) {
    return thing.kind == ThingKind::ticket     ? rights_target(archive, *TicketTable(archive.db()).find(thing.id))
           : thing.kind == ThingKind::customer ? rights_target(archive, *CustomerTable(archive.db()).find(thing.id))
                                               : RightsTarget{};
}

void need_waivable(Archive& archive, Thing thing, const std::string& subject, const std::string& type) {
    const FiledSubject filed = subject_of(archive, thing);
    bool asked = false;
    for (const Requirement* requirement : requirements_of(archive.profile(), filed)) {
        if (requirement->type == type && requirement->required) {
            asked = true;
            if (requirement->waivable) {
                return;
            }
        }
    }
    if (asked) {
        throw Fault(ErrorCode::refused, subject, say("{} cannot be waived", type), say("the profile forbids it"));
    }
    throw Fault(ErrorCode::usage, subject, say("does not require {}", type), say("check the type"));
}

}  // namespace

Answer grant_waiver(FilingRun& run, const std::string& subject, const std::string& type, const std::string& until) {
    Archive& archive = run.archive();
    const Thing thing = named_subject(archive, subject);
    need_reason(run, subject);
    RightsTarget target = target_of(archive, thing);
    target.type = type;
    require_right(archive, run.caller, Verb::waive, target);
    need_waivable(archive, thing, subject, type);
    const Day last = parse_day(until).value_or_throw();
    if (last < run.today()) {
        throw Fault(ErrorCode::usage, until, say("is over"), say("give a day to come"));
    }
    WaiverTable waivers(run.db());
    for (const Waiver& known : waivers.of_subject(to_text(thing))) {
        if (known.type == type && known.until == format_day(last)) {
            return {waiver_record(archive, known)};
        }
    }
    Waiver waiver;
    waiver.subject = to_text(thing);
    waiver.type = type;
    waiver.by = run.caller.acting.empty() ? run.caller.account : run.caller.acting;
    waiver.reason = run.caller.reason;
    waiver.granted = format_instant(run.change.now());
    waiver.until = format_day(last);
    waiver.id = waivers.add(waiver);
    run.change.about(thing);
    return {waiver_record(archive, waiver)};
}

Answer withdraw_waiver(FilingRun& run, std::int64_t id) {
    WaiverTable waivers(run.db());
    const std::optional<Waiver> waiver = waivers.find(id);
    const std::string name = say("waiver {}", id);
    if (!waiver) {
        throw Fault(ErrorCode::not_found, name, say("no such waiver"), say("see arc-file waive list"));
    }
    need_reason(run, name);
    require_right(run.archive(), run.caller, Verb::waive);
    if (waiver->withdrawn.empty()) {
        waivers.withdraw(id, run.caller.reason);
        const std::size_t colon = waiver->subject.find(':');
        run.change.about({parse_thing_kind(waiver->subject.substr(0, colon)).value_or_throw(),
                          std::stoll(waiver->subject.substr(colon + 1))});
    }
    return {waiver_record(run.archive(), waivers.find(id).value())};
}

void list_waivers(Archive& archive, const std::string& subject, RecordSink& sink) {
    WaiverTable waivers(archive.db());
    const std::vector<Waiver> found =
        subject.empty() ? waivers.all() : waivers.of_subject(to_text(named_subject(archive, subject)));
    for (const Waiver& waiver : found) {
        sink.put(waiver_record(archive, waiver));
    }
}

}  // namespace arc

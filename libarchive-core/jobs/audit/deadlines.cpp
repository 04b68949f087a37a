#include "jobs/audit/deadlines.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/ticket_table.hpp"
#include "catalog/watch_query.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/audit/late_loans.hpp"
#include "rules/stage_papers.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

// Papers that are still to come, and stages that were left without theirs (四同步).
void watch_papers(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    CompletenessScope papers;
    papers.units = scope.units;
    check_papers(run.archive(), run.caller(), papers, [&](const CheckedSubject& subject) {
        std::map<std::string, std::vector<std::string>> lacking;  // by stage
        const TicketType* type = run.profile().ticket_type(subject.ticket_type);
        std::optional<Ticket> ticket;
        for (const RequirementState& state : subject.result.states) {
            if (!state.open() || state.requirement == nullptr) {
                continue;
            }
            if (state.due && state.light != Light::green) {
                Finding finding = finding_of(run.archive(), run.registers(), subject, state);
                finding.code = &finding_code("A04", state.light == Light::red ? "late" : "near");
                finding.text = say("{}; due {}", finding.text, local_time(finding.deadline, run.archive().zone()));
                tell(std::move(finding));
            }
            const std::string& stage = state.requirement->stage;
            if (subject.thing.kind != ThingKind::ticket || stage.empty() || type == nullptr) {
                continue;
            }
            if (!ticket) {
                ticket = TicketTable(run.db()).find(subject.thing.id);
            }
            const auto place = [&](const std::string& name) {
                return std::ranges::find(type->stages, name) - type->stages.begin();
            };
            if (!ticket->stage.empty() && place(ticket->stage) > place(stage)) {
                lacking[stage].push_back(run.type_title(state.type));
            }
        }
        for (const auto& [stage, types] : lacking) {
            Finding finding = run.about("A04", "out-of-step", *ticket);
            finding.detail = stage;
            finding.text = say("is at {}; of {} it lacks {}", ticket->stage, stage, join(types, "、"));
            tell(std::move(finding));
        }
        return !run.reporter().stop_requested();
    });
}

// Of open tickets and those closed within a year: papers captured or dated after their stage had ended.
void after_their_stage(AuditRun& run, const TellFinding& tell) {
    const Day year_ago = run.calendar().before(run.today(), {DurationUnit::years, 1});
    WatchQuery query(run.db());
    for (const std::int64_t id : query.tickets_since(format_day(year_ago))) {
        const Ticket ticket = TicketTable(run.db()).find(id).value();
        const TicketType* type = run.profile().ticket_type(ticket.type);
        if (type == nullptr) {
            continue;
        }
        std::vector<StageAt> entered;
        for (const StageEntry& entry : TicketTable(run.db()).stages(id)) {
            entered.push_back({entry.stage, parse_instant(entry.entered).value_or_throw()});
        }
        for (const WatchQuery::Paper& paper : query.papers_of(id)) {
            const auto asked = std::ranges::find(type->documents, paper.type, &Requirement::type);
            if (asked == type->documents.end() || asked->stage.empty()) {
                continue;
            }
            const auto day = [&](Instant at) { return run.archive().zone().day_at(at); };
            const std::optional<Instant> ended = stage_ended(entered, type->stages, asked->stage);
            const Result<Day> dated = parse_day(paper.dated);
            std::optional<Day> captured;
            if (!paper.captured.empty()) {
                captured = day(parse_instant(paper.captured).value_or_throw());
            }
            const LatePaper late =
                judge_paper(ended ? std::optional(day(*ended)) : std::nullopt, captured,
                            dated ? std::optional(*dated) : std::nullopt, !paper.late_reason.empty());
            const auto state = [&](std::string_view name, const std::string& words) {
                Finding finding = run.about_document("A04", name, paper.document);
                finding.stage = asked->stage;
                finding.light = to_text(Light::yellow);
                finding.text = words;
                tell(std::move(finding));
            };
            if (late.captured) {
                state("captured-late", say("{}: captured {}, {} ended {}", run.type_title(paper.type),
                                           format_day(*captured), asked->stage, format_day(day(*ended))));
            }
            if (late.dated) {
                state("dated-late", say("{}: dated {}, {} ended {}", run.type_title(paper.type), format_day(*dated),
                                        asked->stage, format_day(day(*ended))));
            }
        }
    }
}

}  // namespace

Coverage audit_deadlines(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    watch_papers(run, scope, tell);
    watch_moments(run, 0, [&](Finding finding, const Deadline*) { tell(std::move(finding)); });
    state_late_loans(run, tell);
    after_their_stage(run, tell);
    return Coverage::whole;
}

}  // namespace arc

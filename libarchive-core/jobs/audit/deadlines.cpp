#include "jobs/audit/deadlines.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "catalog/watch_query.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/handover/handover_facts.hpp"
#include "rules/stage_papers.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

std::string title_of(const Deadline& rule) {
    const std::string& title = rule.title.chinese();
    return title.empty() ? rule.name : title;
}

bool is_of_ticket(std::string_view moment) {
    return moment.starts_with("ticket.") || moment.starts_with("stage.");
}

std::optional<Instant> start_of(AuditRun& run, const std::string& day) {
    const Result<Day> read = parse_day(day);
    return read ? std::optional(run.archive().zone().start_of(*read)) : std::nullopt;
}

class Watch {
public:
    Watch(AuditRun& run, const TellWatched& tell) : run_(&run), tell_(&tell), query_(run.db()) {}

    void tickets(std::int64_t only) {
        std::vector<const Deadline*> rules;
        for (const Deadline& rule : run_->profile().deadlines) {
            if (is_of_ticket(rule.from) && is_of_ticket(rule.to)) {
                rules.push_back(&rule);
            }
        }
        if (rules.empty()) {
            return;
        }
        const std::vector<std::int64_t> ids = only == 0 ? query_.open_tickets() : std::vector{only};
        for (const std::int64_t id : ids) {
            ticket(TicketTable(run_->db()).find(id).value(), rules);
        }
    }

    void handovers() {
        for (const GivenNotTaken& given : given_not_taken(run_->archive(), run_->now())) {
            if (!given.due) {
                continue;
            }
            Finding finding = AuditRun::about_other("A04", "late", "handover:" + given.list.code);
            finding.unit = run_->registers().unit_code(given.list.unit);
            finding.owner = run_->registers().person_code(given.list.taker);
            finding.detail = "taken";
            finding.text =
                say("given at {}, not taken over; due {}", local_time(given.list.given, run_->archive().zone()),
                    local_time(*given.due, run_->archive().zone()));
            finding.deadline = format_instant(*given.due);
            if (given.late) {
                (*tell_)(std::move(finding), nullptr);
            }
        }
    }

    void customers() {
        for (const Deadline& rule : run_->profile().deadlines) {
            if (rule.from != "customer.opened" || rule.to != "customer.filed") {
                continue;
            }
            for (const std::int64_t id : query_.customers_without_papers("0")) {
                const Customer customer = CustomerTable(run_->db()).find(id).value();
                const Facts facts = facts_of(run_->archive(), customer);
                const std::optional<Instant> start = start_of(*run_, customer.opened);
                if (start && holds(rule.when, look_up_in(facts))) {
                    state(run_->about("A04", "late", customer), rule, *start,
                          say("opened {}, nothing filed yet", customer.opened));
                }
            }
        }
    }

    void documents() {
        for (const Deadline& rule : run_->profile().deadlines) {
            const bool placed = rule.to == "document.filed";
            if (!rule.from.starts_with("document.") || (!placed && rule.to != "document.arranged")) {
                continue;
            }
            std::vector<WatchQuery::Waiting> waiting;
            query_.for_each_waiting(placed ? WatchQuery::WaitingFor::place : WatchQuery::WaitingFor::number,
                                    [&](const WatchQuery::Waiting& one) { waiting.push_back(one); });
            for (const WatchQuery::Waiting& one : waiting) {
                document(rule, one, placed);
            }
        }
    }

private:
    void ticket(const Ticket& ticket, const std::vector<const Deadline*>& rules) {
        const Facts facts = facts_of(run_->archive(), ticket);
        const std::vector<StageEntry> stages = TicketTable(run_->db()).stages(ticket.id);
        std::map<std::pair<std::string, std::string>, const Deadline*> met;
        for (const Deadline* rule : rules) {
            const std::string& stage = rule->from.starts_with("stage.") ? ticket.stage : rule->stage;
            const bool fits = (rule->stage.empty() || rule->stage == stage) && holds(rule->when, look_up_in(facts));
            // Of two between the same moments the first applies.
            if (!fits || !met.try_emplace({rule->from, rule->to}, rule).second) {
                continue;
            }
            const std::optional<Instant> start = moment(*rule, ticket, stages);
            if (start && !is_reached(rule->to, ticket)) {
                state(run_->about("A04", "late", ticket), *rule, *start, words(*rule, ticket, *start));
            }
        }
    }

    std::optional<Instant> moment(const Deadline& rule, const Ticket& ticket, const std::vector<StageEntry>& stages) {
        if (rule.from == "ticket.opened") {
            return start_of(*run_, ticket.opened);
        }
        const auto entered = std::ranges::find(stages, ticket.stage, &StageEntry::stage);
        if (rule.from == "stage.entered" && entered != stages.end()) {
            return parse_instant(entered->entered).value_or_throw();
        }
        return std::nullopt;
    }

    bool is_reached(const std::string& to, const Ticket& ticket) const {
        const TicketType* type = run_->profile().ticket_type(ticket.type);
        const bool at_last = type != nullptr && !type->stages.empty() && ticket.stage == type->stages.back();
        return !ticket.closed.empty() || (to != "ticket.closed" && at_last);
    }

    static std::string words(const Deadline& rule, const Ticket& ticket, Instant start) {
        const std::string since = format_instant(start);
        return rule.from == "ticket.opened" ? say("opened {}", ticket.opened)
                                            : say("at stage {} since {}", ticket.stage, since);
    }

    void document(const Deadline& rule, const WatchQuery::Waiting& one, bool placed) {
        const std::string& start = rule.from == "document.captured" ? one.captured : one.registered;
        std::optional<Instant> from;
        if (rule.from == "document.dated") {
            from = start_of(*run_, one.dated);
        } else if (!start.empty()) {
            from = parse_instant(start).value_or_throw();
        }
        if (!from) {
            return;
        }
        const Document document = DocumentTable(run_->db()).find(one.document).value();
        const Facts facts = facts_of(run_->archive(), document);
        if (holds(rule.when, look_up_in(facts))) {
            state(run_->about("A04", "late", document), rule, *from,
                  placed ? say("{}: stands nowhere yet", run_->type_title(document.type))
                         : say("{}: has no number yet", run_->type_title(document.type)));
        }
    }

    // Nothing is told of what is green.
    void state(Finding finding, const Deadline& rule, Instant start, const std::string& what) {
        const DeadlineState judged =
            judge_deadline(start, rule.limit, rule.yellow, std::nullopt, run_->now(), run_->calendar());
        if (judged.light == Light::green) {
            return;
        }
        finding.code = &finding_code("A04", judged.light == Light::red ? "late" : "near");
        finding.detail = rule.name;
        finding.light = to_text(judged.light);
        finding.deadline = format_instant(judged.due);
        if (!rule.chase.empty() && rule.chase != "responsible" && rule.chase != "holder") {
            finding.owner = rule.chase;
        }
        finding.text =
            say("{}: {}; due {}", title_of(rule), what, local_time(finding.deadline, run_->archive().zone()));
        (*tell_)(std::move(finding), &rule);
    }

    AuditRun* run_;
    const TellWatched* tell_;
    WatchQuery query_;
};

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

void watch_moments(AuditRun& run, std::int64_t only_ticket, const TellWatched& tell) {
    Watch watch(run, tell);
    watch.tickets(only_ticket);
    if (only_ticket == 0) {
        watch.handovers();
        watch.customers();
        watch.documents();
    }
}

Coverage audit_deadlines(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    watch_papers(run, scope, tell);
    watch_moments(run, 0, [&](Finding finding, const Deadline*) { tell(std::move(finding)); });
    after_their_stage(run, tell);
    return Coverage::whole;
}

}  // namespace arc

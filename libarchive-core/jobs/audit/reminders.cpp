#include "jobs/audit/reminders.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "catalog/watch_query.hpp"
#include "jobs/admin/people.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/contracts_on_file.hpp"
#include "jobs/audit/deadlines.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/audit/late_loans.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/handover_facts.hpp"
#include "jobs/lending/list_loans.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

class Reminders {
public:
    Reminders(AuditRun& run, const AuditScope& scope, const TellFinding& tell)
        : run_(&run), scope_(&scope), tell_(&tell) {}

    void run() {
        papers();
        if (wanted("to-hand-over")) {
            to_hand_over();
        }
        if (wanted("volume-to-hand-over")) {
            for (const std::string& code : WatchQuery(run_->db()).volumes_to_hand_over()) {
                Finding finding = AuditRun::about_other("A05", "volume-to-hand-over", "volume:" + code);
                finding.text = say("bound, neither handed over nor shelved");
                put(std::move(finding), Light::yellow);
            }
        }
        if (wanted("contract")) {
            contracts();
        }
        if (wanted("time-limit")) {
            watch_moments(*run_, 0, [&](Finding finding, const Deadline*) {
                if (!finding.ticket.empty()) {
                    finding.code = &finding_code("A05", "time-limit");
                    (*tell_)(std::move(finding));
                }
            });
        }
        if (wanted("to-return")) {
            to_return();
        }
    }

private:
    bool wanted(std::string_view kind) const { return std::ranges::count(run_->profile().reminders, kind) != 0; }

    void put(Finding finding, Light light) {
        finding.light = to_text(light);
        (*tell_)(std::move(finding));
    }

    // What the present stage of each open ticket lacks, or that it lacks nothing.
    void papers() {
        if (!wanted("to-add") && !wanted("to-send") && !wanted("time-limit")) {
            return;
        }
        CompletenessScope scope;
        scope.units = scope_->units;
        scope.without_demand = true;
        check_papers(run_->archive(), run_->caller(), scope, [&](const CheckedSubject& subject) {
            if (subject.thing.kind == ThingKind::ticket) {
                ticket(subject);
            }
            return !run_->reporter().stop_requested();
        });
    }

    void ticket(const CheckedSubject& subject) {
        const TicketType* type = run_->profile().ticket_type(subject.ticket_type);
        std::vector<std::string> lacking;
        std::optional<Instant> due;
        bool due_now = false;
        Light light = Light::green;
        bool asked_at_stage = false;
        const Ticket ticket = TicketTable(run_->db()).find(subject.thing.id).value();
        if (!ticket.closed.empty() || type == nullptr) {
            return;
        }
        for (const RequirementState& state : subject.result.states) {
            asked_at_stage =
                asked_at_stage || (state.requirement != nullptr && state.requirement->stage == ticket.stage);
            if (!state.open()) {
                continue;
            }
            lacking.push_back(run_->type_title(state.type));
            if (state.due && (!due_now || *state.due < *due)) {
                due = state.due;
                due_now = true;
            }
            light = state.light == Light::red || light == Light::red         ? Light::red
                    : state.light == Light::yellow || light == Light::yellow ? Light::yellow
                                                                             : Light::green;
        }
        if (!lacking.empty() && wanted("to-add")) {
            Finding finding = run_->about("A05", "to-add", ticket);
            finding.deadline = due ? format_instant(*due) : std::string();
            finding.text = say("待添加 {}: {}", lacking.size(), join(lacking, "、"));
            put(std::move(finding), light);
        }
        const bool at_last = type->stages.empty() || ticket.stage == type->stages.back();
        if (lacking.empty() && asked_at_stage && !at_last && wanted("to-send")) {
            Finding finding = run_->about("A05", "to-send", ticket);
            finding.text = say("待发送: {} has all its papers", ticket.stage);
            put(std::move(finding), Light::green);
        }
    }

    void to_hand_over() {
        std::map<std::int64_t, std::int64_t> papers_of;
        for_each_never_handed_over(run_->archive(), [&](std::int64_t ticket, std::int64_t) {
            ++papers_of[ticket];
            return true;
        });
        for (const auto& [ticket, papers] : papers_of) {
            Finding finding = run_->about_ticket("A05", "to-hand-over", ticket);
            finding.text = say("待移交: {} documents", papers);
            put(std::move(finding), Light::yellow);
        }
    }

    void contracts() {
        std::vector<ContractOnFile> near;
        for_each_contract(*run_, [&](const ContractOnFile& contract) {
            if (contract.term == ContractTerm::ends || contract.term == ContractTerm::ends_soon) {
                near.push_back(contract);
            }
        });
        for (const ContractOnFile& contract : near) {
            Finding finding = run_->about_document("A05", "contract", contract.row.document);
            finding.deadline = format_instant(run_->calendar().end_of(*contract.dates.end));
            finding.text = say("合同预警 {}: {}", run_->type_title(contract.row.type), words_of(contract.dates));
            put(std::move(finding), contract.term == ContractTerm::ends ? Light::red : Light::yellow);
        }
    }

    // What is late, and what is due by the end of tomorrow.
    void to_return() {
        OverdueRequest request;
        request.within = Duration{DurationUnit::days, 2};
        const Instant soon = run_->calendar().end_of(run_->calendar().add(run_->today(), {DurationUnit::days, 1}));
        for (const Loan& loan : overdue_loans(run_->archive(), run_->caller(), request)) {
            const Instant due = parse_instant(loan.due).value_or_throw();
            if (due > soon) {
                continue;
            }
            Finding finding = about_loan(*run_, "loan-late", loan);
            finding.code = &finding_code("A05", "to-return");
            finding.deadline = loan.due;
            finding.text =
                say("待归还 {}: due {}", name_of(run_->db(), loan.thing), local_time(loan.due, run_->archive().zone()));
            put(std::move(finding), due < run_->now() ? Light::red : Light::yellow);
        }
    }

    AuditRun* run_;
    const AuditScope* scope_;
    const TellFinding* tell_;
};

std::string title_of_kind(const FindingCode& code) {
    static const std::map<std::string_view, std::string_view> titles{
        {"to-add", "待添加"},       {"to-send", "待发送"},
        {"to-hand-over", "待移交"}, {"volume-to-hand-over", "待移交卷宗"},
        {"contract", "合同预警"},   {"time-limit", "业扩时限预警"},
        {"to-return", "待归还"}};
    return std::string(titles.at(code.name));
}

// One thing to do, as somebody who has no archive at hand understands it: whose it is, what, until when.
std::string message_line(AuditRun& run, const Finding& finding) {
    std::string line = finding.subject;
    if (!finding.customer.empty() && finding.subject != "customer:" + finding.customer) {
        const std::optional<Customer> customer = CustomerTable(run.db()).find(finding.customer);
        const Field* name = find_field(run.profile().subject.fields, "name");
        const bool may_be_named = customer && (name == nullptr || !name->is_private);
        line += may_be_named ? say(" ({} {})", finding.customer, customer->state.name) : say(" ({})", finding.customer);
    }
    line += " " + finding.text;
    return finding.deadline.empty() ? line : say("{} ({})", line, local_day(finding.deadline, run.archive().zone()));
}

}  // namespace

Coverage audit_reminders(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    Reminders(run, scope, tell).run();
    return Coverage::whole;
}

std::int64_t put_messages(AuditRun& run, const AuditScope& scope, const std::string& owner, RecordSink& sink) {
    std::map<std::string, std::map<std::string, std::vector<Finding>>> by_owner;  // then by kind
    run_audit(need_audit("reminders"), run, scope, [&](Finding finding) {
        if (owner.empty() || finding.owner == owner) {
            by_owner[finding.owner][std::string(finding.code->code)].push_back(std::move(finding));
        }
    });
    constexpr std::size_t most_lines = 20;
    for (const auto& [who, kinds] : by_owner) {
        std::vector<std::string> counts;
        std::vector<std::string> lines;
        std::int64_t things = 0;
        for (const auto& [code, findings] : kinds) {
            counts.push_back(say("{} {}", title_of_kind(*findings.front().code), findings.size()));
            things += static_cast<std::int64_t>(findings.size());
            for (const Finding& finding : findings) {
                if (lines.size() < most_lines) {
                    lines.push_back(message_line(run, finding));
                }
            }
        }
        if (things > static_cast<std::int64_t>(lines.size())) {
            lines.push_back(say("… {} more", things - static_cast<std::int64_t>(lines.size())));
        }
        const std::optional<Person> person = PersonTable(run.db()).find(who);
        const std::string name = person ? person->name : who;
        const std::string greeting = name.empty() ? std::string() : say("{}: ", name);
        sink.put({"message",
                  {{"to", text_or_null(who)},
                   {"name", text_or_null(name)},
                   {"phone", text_or_null(person ? contact_of(run.db(), *person, "phone") : std::string())},
                   {"mail", text_or_null(person ? contact_of(run.db(), *person, "mail") : std::string())},
                   {"things", things},
                   {"subject", say("{} {}", format_day(run.today()), join(counts, " "))},
                   {"text", greeting + join(counts, "，") + "\n" + join(lines, "\n")}}});
    }
    return static_cast<std::int64_t>(by_owner.size());
}

}  // namespace arc

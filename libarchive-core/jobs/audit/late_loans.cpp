#include "jobs/audit/late_loans.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/list_loans.hpp"
#include "rules/overdue_step.hpp"

namespace arc {
namespace {

bool all_reminders_sent(const AuditRun& run, const Loan& loan) {
    const std::vector<Duration>& chase = run.profile().lending.chase;
    return !chase.empty() && loan.chased >= static_cast<int>(chase.size());
}

// The code of whoever approved it last; "" where nobody of the archive did.
std::string approver_of(AuditRun& run, const Loan& loan) {
    std::string approver;
    for (const LoanApproval& approval : LoanTable(run.db()).approvals(loan.id)) {
        if (approval.granted && approval.person) {
            approver = run.registers().person_code(approval.person);
        }
    }
    return approver;
}

void state_late(AuditRun& run, const Loan& loan, const TellFinding& tell) {
    const Instant due = parse_instant(loan.due).value_or_throw();
    const OverdueStep step = overdue_step(due, run.now(), loan.chased, run.profile().lending.chase, run.calendar());
    Finding finding = about_loan(run, "loan-late", loan);
    finding.deadline = loan.due;
    finding.light = to_text(Light::red);
    finding.text = say("{} was due back {}; late {} d, reminders {}", name_of(run.db(), loan.thing),
                       local_time(loan.due, run.archive().zone()), step.days, loan.chased);
    tell(std::move(finding));
}

}  // namespace

Finding about_loan(AuditRun& run, std::string_view name, const Loan& loan) {
    Finding finding = loan.thing.kind == ThingKind::document ? run.about_document("A04", name, loan.thing.id)
                                                             : AuditRun::about_other("A04", name, {});
    finding.subject = fmt::format("loan:{}", loan.id);
    const std::optional<Person> borrower = PersonTable(run.db()).find(loan.person);
    finding.owner = borrower ? borrower->code : std::string();
    if (borrower && borrower->unit) {
        finding.unit = run.registers().unit_code(borrower->unit);
    }
    const bool gone = !borrower || !borrower->disabled.empty();
    if (gone || all_reminders_sent(run, loan)) {
        if (std::string approver = approver_of(run, loan); !approver.empty()) {
            finding.owner = std::move(approver);
        }
    }
    return finding;
}

std::vector<Loan> loans_away(AuditRun& run) {
    LoanTable::Filter filter;
    filter.away = true;
    return LoanTable(run.db()).list(filter);
}

void state_late_loans(AuditRun& run, const TellFinding& tell) {
    for (const Loan& loan : overdue_loans(run.archive(), run.caller(), {})) {
        state_late(run, loan, tell);
    }
    LoanTable::Filter lacking;
    lacking.state = LoanState::short_of;
    for (const Loan& loan : LoanTable(run.db()).list(lacking)) {
        Finding finding = about_loan(run, "loan-short", loan);
        const Result<Day> by = parse_day(loan.supplement_by);
        finding.light = to_text(by && *by >= run.today() ? Light::yellow : Light::red);
        if (by) {
            finding.deadline = format_instant(run.calendar().end_of(*by));
        }
        finding.text = say("{} came back {} of {}", name_of(run.db(), loan.thing), loan.count_back.value_or(0),
                           loan.count_out.value_or(0));
        tell(std::move(finding));
    }
}

}  // namespace arc

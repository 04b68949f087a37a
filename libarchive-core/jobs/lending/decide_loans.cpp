#include "jobs/lending/decide_loans.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "rules/loan_due.hpp"

#include <algorithm>

namespace arc {
namespace {

// Who decides: a registered person, or an account that an open archive does not know.
struct Decider {
    std::optional<Person> person;
    std::optional<std::int64_t> deputy;
    std::optional<std::int64_t> real;  // who types

    bool is(std::optional<std::int64_t> other) const {
        return other && ((person && person->id == *other) || real == other);
    }
    bool has(const std::string& role) const {
        return !person || role.empty() || std::ranges::count(person->roles, role) != 0;
    }
};

Decider decider_of(LendingRun& run) {
    const Caller& caller = run.filing.caller;
    Decider decider;
    const std::optional<Person> own = PersonTable(run.db()).find(caller.account);
    if (own && own->disabled.empty()) {
        decider.real = own->id;
    }
    if (own || !caller.acting.empty()) {
        Signer signer = signer_of(run.archive(), caller);
        decider.person = std::move(signer.person);
        decider.deputy = signer.deputy;
    }
    return decider;
}

void need_other_eyes(LendingRun& run, const Loan& loan, const Decider& decider) {
    if (decider.is(loan.person)) {
        throw Fault(ErrorCode::refused, name_of(run, loan), say("you would approve your own loan"),
                    say("somebody else must"));
    }
    if (decider.is(loan.asked_by)) {
        throw Fault(ErrorCode::refused, name_of(run, loan), say("you asked for it"), say("somebody else must approve"));
    }
    for (const LoanApproval& said : LoanTable(run.db()).approvals(loan.id)) {
        if (decider.is(said.person) || decider.is(said.deputy)) {
            throw Fault(ErrorCode::refused, name_of(run, loan), say("you have said yes as {}", said.role),
                        say("the next role is somebody else's"));
        }
    }
}

LoanApproval approval_by(LendingRun& run, const Decider& decider, const Loan& loan, std::string role, bool granted) {
    LoanApproval approval;
    approval.loan = loan.id;
    approval.role = std::move(role);
    approval.person = decider.person ? std::optional(decider.person->id) : std::nullopt;
    approval.deputy = decider.deputy;
    approval.account = run.filing.caller.account;
    approval.granted = granted;
    approval.at = format_instant(run.now());
    return approval;
}

Answer approve(LendingRun& run, Loan loan, const std::string& note) {
    require_paper_right(run.archive(), run.filing.caller, Verb::approve, loan.thing);
    if (!may_step(run, loan, LoanAct::approve)) {
        return keep(run, loan);
    }
    const Decider decider = decider_of(run);
    need_other_eyes(run, loan, decider);
    const std::vector<std::string> ask = roles_to_ask(run.archive(), loan);
    if (!decider.has(ask.front())) {
        throw Fault(
            ErrorCode::refused, name_of(run, loan), say("the next to be asked is a {}", ask.front()),
            say("you are {}", decider.person->roles.empty() ? say("in no role") : join(decider.person->roles, ", ")));
    }
    // Where anybody may say yes, the role in which somebody did is what opens a circle later.
    const bool any = ask.front().empty() && decider.person && !decider.person->roles.empty();
    LoanApproval approval = approval_by(run, decider, loan, any ? decider.person->roles.front() : ask.front(), true);
    approval.note = note;
    LoanTable(run.db()).add_approval(approval);
    if (ask.size() > 1) {
        run.filing.reporter.notice(say("{}: next to be asked is a {}", name_of(run, loan), ask[1]));
        return keep(run, loan);
    }
    loan.state = LoanState::approved;
    if (loan.kind == LoanKind::look) {
        const std::optional<Instant> due = due_of(stored_terms(loan), run.now(), std::nullopt, run.calendar);
        loan.due = due ? format_instant(*due) : std::string();
    }
    return keep(run, loan);
}

Answer deny(LendingRun& run, Loan loan) {
    require_paper_right(run.archive(), run.filing.caller, Verb::approve, loan.thing);
    if (!may_step(run, loan, LoanAct::deny)) {
        return keep(run, loan);
    }
    need_reason(run.filing, name_of(run, loan));
    LoanApproval approval = approval_by(run, decider_of(run), loan, {}, false);
    approval.note = run.filing.caller.reason;
    LoanTable(run.db()).add_approval(approval);
    loan.state = LoanState::denied;
    loan.reason = run.filing.caller.reason;
    loan.ended = approval.at;
    return keep(run, loan);
}

Answer cancel(LendingRun& run, Loan loan) {
    require_paper_right(run.archive(), run.filing.caller, Verb::request, loan.thing);
    if (!may_step(run, loan, LoanAct::cancel)) {
        return keep(run, loan);
    }
    loan.state = LoanState::cancelled;
    loan.reason = run.filing.caller.reason;
    loan.ended = format_instant(run.now());
    return keep(run, loan);
}

}  // namespace

ManyDone approve_loans(FilingRun& filing, const std::vector<std::string>& loans, const std::string& note) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return approve(run, named_loan(run.archive(), text, LoanChoice::waiting), note);
        });
    });
}

ManyDone deny_loans(FilingRun& filing, const std::vector<std::string>& loans) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return deny(run, named_loan(run.archive(), text, LoanChoice::waiting));
        });
    });
}

ManyDone cancel_loans(FilingRun& filing, const std::vector<std::string>& loans) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return cancel(run, named_loan(run.archive(), text, LoanChoice::waiting));
        });
    });
}

}  // namespace arc

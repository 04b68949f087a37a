#include "jobs/lending/lending_run.hpp"

#include "base/say.hpp"
#include "catalog/loan_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_records.hpp"

namespace arc {
namespace {

bool ends_the_run(ErrorCode code) {
    return code == ErrorCode::io || code == ErrorCode::busy || code == ErrorCode::damaged;
}

}  // namespace

LendingRun::LendingRun(FilingRun& run, bool yes) : filing(run), confirmed(yes), calendar(work_calendar(run.archive())) {
}

ManyDone lend(FilingRun& run, bool yes, const std::function<ManyDone(LendingRun&)>& work) {
    LendingRun lending(run, yes);
    ManyDone done = work(lending);
    if (!lending.overruled.empty()) {
        run.change.tell("confirmed", std::move(lending.overruled));
    }
    return done;
}

ManyDone for_each_text(LendingRun& run, const std::vector<std::string>& texts,
                       const std::function<Answer(const std::string&)>& work) {
    ManyDone done;
    done.asked = texts.size();
    for (const std::string& text : texts) {
        try {
            for (Record& record : work(text)) {
                done.answer.push_back(std::move(record));
            }
        } catch (const Fault& fault) {
            if (texts.size() == 1 || ends_the_run(fault.code())) {
                throw;
            }
            ++done.failed;
            run.filing.reporter.problem({fault.code(), {}, fault.what(), {}});
        }
    }
    return done;
}

std::string name_of(LendingRun& run, const Loan& loan) {
    const std::string thing = name_of(run.db(), loan.thing);
    return loan.id == 0 ? thing : say("loan {} ({})", loan.id, thing);
}

bool may_step(LendingRun& run, const Loan& loan, LoanAct act) {
    const LoanStep step = step_of(loan.state, act, loan.kind);
    if (step.answer == LoanStepKind::impossible) {
        throw Fault(ErrorCode::refused, name_of(run, loan), step.why, step.next);
    }
    if (step.answer == LoanStepKind::repeats) {
        run.filing.reporter.notice(fmt::format("{}: {}", name_of(run, loan), step.why));
        return false;
    }
    return true;
}

void weigh(LendingRun& run, const std::string& subject, const std::vector<LoanAnswer>& answers) {
    const std::vector<LoanAnswer> impossible = with_weight(answers, AnswerWeight::impossible);
    if (!impossible.empty()) {
        throw Fault(ErrorCode::refused, subject, words_of(impossible), impossible.front().next);
    }
    const std::vector<LoanAnswer> confirm = with_weight(answers, AnswerWeight::confirm);
    if (!confirm.empty() && !run.confirmed) {
        throw Fault(ErrorCode::refused, subject, words_of(confirm), say("--yes does it all the same"));
    }
    for (const LoanAnswer& answer : confirm) {
        run.overruled.emplace_back(fmt::format("{}: {}", subject, answer.text));
    }
    for (const LoanAnswer& notice : with_weight(answers, AnswerWeight::notice)) {
        run.filing.reporter.notice(notice.next.empty() ? fmt::format("{}: {}", subject, notice.text)
                                                       : fmt::format("{}: {}; {}", subject, notice.text, notice.next));
    }
}

Answer keep(LendingRun& run, const Loan& loan, const std::vector<LoanAnswer>& answers) {
    LoanTable(run.db()).update(loan);
    Change& change = run.filing.change;
    change.about({ThingKind::loan, loan.id});
    change.about(loan.thing);
    change.about({ThingKind::person, loan.person});
    return {loan_record(run.archive(), loan, run.now(), run.calendar, answers)};
}

}  // namespace arc

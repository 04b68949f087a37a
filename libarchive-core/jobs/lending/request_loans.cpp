#include "jobs/lending/request_loans.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/list_things.hpp"
#include "jobs/lending/hand_out.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/permit.hpp"
#include "record/json.hpp"
#include "rules/loan_due.hpp"

#include <algorithm>

namespace arc {
namespace {

// Named as everywhere, or a record of a pipe.
Thing lendable_thing(Archive& archive, const std::string& text) {
    const Thing thing = text.starts_with('{') ? named_line(archive, text).value_or_throw().thing
                                              : resolve_thing(archive, text).value_or_throw();
    if (thing.kind != ThingKind::document && thing.kind != ThingKind::volume && thing.kind != ThingKind::box) {
        throw Fault(ErrorCode::usage, name_of(archive.db(), thing), say("is not lent as a whole"),
                    say("name a document, volume or box; arc-find lists those of a {}", to_text(thing.kind)));
    }
    return thing;
}

Person borrower(Archive& archive, const std::string& text) {
    if (text.empty()) {
        throw Fault(ErrorCode::usage, say("loan"), say("needs somebody to lend to"), say("say who with --for PERSON"));
    }
    try {
        return named_person(archive, text);
    } catch (const Fault& fault) {
        if (fault.code() != ErrorCode::not_found) {
            throw;
        }
        throw Fault(ErrorCode::not_found, printable(text), say("no such person"),
                    say("readers from outside are registered too: arc-admin person add {} --name NAME",
                        shell_word(printable(text))));
    }
}

// The same person waits for it, or has it.
std::optional<Loan> asked_already(LendingRun& run, const LoanWish& wish) {
    LoanTable loans(run.db());
    std::vector<Loan> mine = loans.waiting_of(wish.person.id);
    std::ranges::move(loans.away_of(wish.person.id), std::back_inserter(mine));
    const auto same = std::ranges::find_if(
        mine, [&](const Loan& loan) { return loan.thing == wish.thing && loan.kind == wish.kind; });
    return same == mine.end() ? std::nullopt : std::optional(*same);
}

std::string wanted_day(LendingRun& run, const std::string& text) {
    if (text.empty()) {
        return text;
    }
    const Day day = parse_day(text).value_or_throw();
    if (day < run.today()) {
        throw Fault(ErrorCode::usage, text, say("is over"), say("name a day to come"));
    }
    return format_day(day);
}

// Asked for once more, from another day: no repetition, and not changed in silence.
void need_same_day(LendingRun& run, const Loan& same, const LoanRequest& request) {
    if (!is_waiting(same.state) || same.wanted == wanted_day(run, request.wanted)) {
        return;
    }
    throw Fault(
        ErrorCode::refused, name_of(run, same),
        same.wanted.empty() ? say("asked for already, for now") : say("asked for already, from {}", same.wanted),
        say("arc-lend cancel {} first, then ask for the other day", same.id));
}

bool needs_approval(const Loan& loan, const LendingTerms& terms) {
    return loan.kind == LoanKind::look || (loan.kind == LoanKind::loan && !terms.approve.empty());
}

}  // namespace

Loan draft_loan(LendingRun& run, LoanWish& wish, const LoanRequest& request, std::vector<LoanAnswer>& answers) {
    Archive& archive = run.archive();
    const AppliedTerms applied = applied_terms(archive, wish);
    Loan loan;
    loan.wanted = wanted_day(run, request.wanted);
    const std::optional<Instant> due = due_of(applied.terms, run.now(), std::nullopt, run.calendar);
    answers = answers_of(loan_facts(archive, wish, applied, run.now(), due, 0), LoanMoment::asking);
    loan.kind = wish.kind;
    loan.thing = wish.thing;
    loan.person = wish.person.id;
    loan.purpose = wish.purpose;
    loan.note = request.note;
    loan.asked = format_instant(run.now());
    const std::optional<Person> clerk = PersonTable(run.db()).find(run.filing.caller.account);
    loan.asked_by = clerk ? std::optional(clerk->id) : std::nullopt;
    loan.rule = applied.rule;
    loan.terms = to_json(terms_value(applied.terms));
    loan.profile = archive.profile_version();
    loan.state = needs_approval(loan, applied.terms) ? LoanState::requested : LoanState::approved;
    return loan;
}

void enter_loan(LendingRun& run, Loan& loan, std::int64_t& slip) {
    loan.id = next_number(run.db(), "loan");
    slip = slip == 0 ? loan.id : slip;
    loan.slip = slip;
    LoanTable(run.db()).add(loan);
}

ManyDone request_loans(FilingRun& filing, const LoanRequest& request) {
    return lend(filing, request.yes, [&](LendingRun& run) {
        const Person person = borrower(run.archive(), request.person);
        need_reason(filing, say("loan"));
        std::int64_t slip = 0;
        return for_each_text(run, request.things, [&](const std::string& text) {
            LoanWish wish{request.kind, lendable_thing(run.archive(), text), person,
                          std::string(trim(filing.caller.reason))};
            require_paper_right(run.archive(), filing.caller, Verb::request, wish.thing);
            if (const std::optional<Loan> same = asked_already(run, wish)) {
                need_same_day(run, *same, request);
                filing.reporter.notice(is_away(same->state) ? say("{}: is out with them already", name_of(run, *same))
                                                            : say("{}: asked for already", name_of(run, *same)));
                return Answer{loan_record(run.archive(), *same, run.now(), run.calendar)};
            }
            std::vector<LoanAnswer> answers;
            Loan loan = draft_loan(run, wish, request, answers);
            weigh(run, name_of(run.db(), wish.thing), answers);
            enter_loan(run, loan, slip);
            return keep(run, loan, answers);
        });
    });
}

ManyDone take_out(FilingRun& filing, const TakeOut& work) {
    return lend(filing, work.request.yes, [&](LendingRun& run) {
        const Person person = borrower(run.archive(), work.request.person);
        need_reason(filing, say("loan"));
        std::int64_t slip = 0;
        return for_each_text(run, work.request.things, [&](const std::string& text) {
            LoanWish wish{LoanKind::work, lendable_thing(run.archive(), text), person,
                          std::string(trim(filing.caller.reason))};
            require_paper_right(run.archive(), filing.caller, Verb::lend, wish.thing);
            if (const std::optional<Loan> same = asked_already(run, wish)) {
                filing.reporter.notice(say("{}: is out already", name_of(run, *same)));
                return Answer{loan_record(run.archive(), *same, run.now(), run.calendar)};
            }
            std::vector<LoanAnswer> answers;
            Loan loan = draft_loan(run, wish, work.request, answers);
            HandOut hand_out;
            hand_out.until = work.until;
            hand_out.condition = work.condition;
            const HandingOut prepared = prepare_hand_out(run, loan, hand_out);
            enter_loan(run, loan, slip);
            return hand_over(run, loan, prepared);
        });
    });
}

}  // namespace arc

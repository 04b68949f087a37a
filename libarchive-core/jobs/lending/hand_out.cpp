#include "jobs/lending/hand_out.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/signer.hpp"
#include "rules/loan_due.hpp"
#include "rules/return_count.hpp"

namespace arc {
namespace {

// Sides as declared, else as imaged; the loan remembers them, whatever becomes of the record.
LoanItem frozen(LendingRun& run, const Loan& loan, std::int64_t ordinal, std::int64_t document,
                const std::string& condition) {
    DocumentTable documents(run.db());
    const CountedDocument counted = documents.counted(documents.find(document).value());
    LoanItem item;
    item.loan = loan.id;
    item.ordinal = ordinal;
    item.document = document;
    item.sheets = counted.document.sheets;
    item.sides = counted.document.sides ? counted.document.sides
                 : counted.pages > 0    ? std::optional(counted.pages)
                                        : std::nullopt;
    item.condition = condition;
    return item;
}

void freeze(LendingRun& run, Loan& loan, const HandOut& hand_out) {
    std::vector<LoanItem> items;
    std::int64_t ordinal = 0;
    for (const std::int64_t document : papers_in(run.archive(), loan.thing)) {
        items.push_back(frozen(run, loan, ++ordinal, document, hand_out.condition));
    }
    if (hand_out.count && items.size() == 1) {
        items.front().sides = hand_out.count;
    }
    LoanTable loans(run.db());
    for (const LoanItem& item : items) {
        loans.add_item(item);
        run.filing.change.about({ThingKind::document, item.document});
    }
    const CountOut known = count_of(items);
    loan.counted = hand_out.count ? LoanCount::sides : known.counted;
    loan.count_out = hand_out.count ? hand_out.count : known.count;
    if (hand_out.count && known.count && *known.count != *hand_out.count) {
        run.filing.reporter.notice(
            say("{}: {} pages go out, the record says {}", name_of(run, loan), *hand_out.count, *known.count));
    }
    loan.condition = hand_out.condition;
}

std::optional<Day> until_day(LendingRun& run, const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    const Day day = parse_day(text).value_or_throw();
    if (day < run.today()) {
        throw Fault(ErrorCode::usage, text, say("is over"), say("name a day to come"));
    }
    return day;
}

void need_its_day(LendingRun& run, const Loan& loan, std::vector<LoanAnswer>& answers) {
    if (!loan.wanted.empty() && loan.wanted > format_day(run.today())) {
        answers.push_back({AnswerWeight::confirm, say("is kept from {} on", loan.wanted), {}});
    }
}

// What the profile says has changed since it was asked for does not count: the terms were stored.
AppliedTerms stored(const Loan& loan) {
    return {stored_terms(loan), loan.rule};
}

Answer renew(LendingRun& run, Loan loan) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    may_step(run, loan, LoanAct::renew);
    if (!run.confirmed && local_day(run.archive(), loan.renewed) == format_day(run.today())) {
        run.filing.reporter.notice(
            say("{}: was renewed today already, until {}", name_of(run, loan), local_day(run.archive(), loan.due)));
        return keep(run, loan);
    }
    const LendingTerms terms = stored_terms(loan);
    std::vector<LoanAnswer> answers;
    if (loan.renewals >= terms.renewals) {
        answers.push_back({AnswerWeight::impossible,
                           terms.renewals == 0
                               ? say("is not renewed ({})", loan.rule)
                               : say("was renewed {} of {} times ({})", loan.renewals, terms.renewals, loan.rule),
                           say("take it back, and lend it anew")});
    }
    if (!loan.due.empty() && loan.due < format_instant(run.now())) {
        answers.push_back({AnswerWeight::confirm, say("is late since {}", local_day(run.archive(), loan.due)), {}});
    }
    for (const Loan& other : waiting_loans(run.archive(), loan.thing)) {
        if (other.person == loan.person) {
            continue;
        }
        answers.push_back(
            {AnswerWeight::confirm, say("{} waits for it", person_name(run.archive(), other.person)), {}});
    }
    weigh(run, name_of(run, loan), answers);
    const std::optional<Instant> due =
        loan.due.empty() ? std::nullopt : std::optional(parse_instant(loan.due).value_or_throw());
    const std::optional<Instant> renewed = due_renewed(terms, due, run.now(), run.calendar);
    loan.due = renewed ? format_instant(*renewed) : loan.due;
    ++loan.renewals;
    loan.renewed = format_instant(run.now());
    loan.chased = 0;
    return keep(run, loan, answers);
}

Answer recall(LendingRun& run, Loan loan) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    if (!may_step(run, loan, LoanAct::recall)) {
        return keep(run, loan);
    }
    const std::optional<Instant> due =
        loan.due.empty() ? std::nullopt : std::optional(parse_instant(loan.due).value_or_throw());
    loan.due = format_instant(due_recalled(stored_terms(loan), due, run.now(), run.calendar));
    loan.recalled = format_instant(run.now());
    loan.state = LoanState::recalled;
    loan.chased = 0;
    return keep(run, loan);
}

}  // namespace

HandingOut prepare_hand_out(LendingRun& run, const Loan& loan, const HandOut& hand_out) {
    const AppliedTerms applied = stored(loan);
    HandingOut prepared;
    prepared.how = hand_out;
    prepared.due = due_of(applied.terms, run.now(), until_day(run, hand_out.until), run.calendar);
    const LoanWish wish{loan.kind, loan.thing, PersonTable(run.db()).find(loan.person).value(), loan.purpose};
    prepared.answers =
        answers_of(loan_facts(run.archive(), wish, applied, run.now(), prepared.due, loan.id), LoanMoment::handing_out);
    need_its_day(run, loan, prepared.answers);
    weigh(run, name_of(run, loan), prepared.answers);
    return prepared;
}

Answer hand_over(LendingRun& run, Loan loan, const HandingOut& prepared) {
    loan.out = format_instant(run.now());
    loan.due = prepared.due ? format_instant(*prepared.due) : std::string();
    loan.state = LoanState::out;
    freeze(run, loan, prepared.how);
    return keep(run, loan, prepared.answers);
}

Answer give_out(LendingRun& run, const Loan& loan, const HandOut& hand_out) {
    if (!may_step(run, loan, LoanAct::checkout)) {
        return keep(run, loan);
    }
    return hand_over(run, loan, prepare_hand_out(run, loan, hand_out));
}

ManyDone check_out(FilingRun& filing, const std::vector<std::string>& loans, const HandOut& hand_out) {
    return lend(filing, hand_out.yes, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            const Loan loan = named_loan(run.archive(), text, LoanChoice::waiting);
            require_paper_right(run.archive(), filing.caller, Verb::lend, loan.thing);
            return give_out(run, loan, hand_out);
        });
    });
}

ManyDone renew_loans(FilingRun& filing, const std::vector<std::string>& loans, bool yes) {
    return lend(filing, yes, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return renew(run, named_loan(run.archive(), text, LoanChoice::away));
        });
    });
}

ManyDone recall_loans(FilingRun& filing, const std::vector<std::string>& loans) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return recall(run, named_loan(run.archive(), text, LoanChoice::away));
        });
    });
}

}  // namespace arc

#include "jobs/lending/take_back.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/loan_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/lending/part_back.hpp"
#include "jobs/signer.hpp"
#include "rules/handover_count.hpp"
#include "rules/return_count.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string unit_words(LoanCount counted, std::int64_t count) {
    if (counted == LoanCount::sheets) {
        return count == 1 ? say("{} sheet", count) : say("{} sheets", count);
    }
    return count == 1 ? say("{} page", count) : say("{} pages", count);
}

// The papers that went out and are named as missing.
std::vector<std::int64_t> named_missing(LendingRun& run, const Loan& loan, const std::vector<std::string>& named) {
    const std::vector<LoanItem> items = LoanTable(run.db()).items(loan.id);
    std::vector<std::int64_t> missing;
    for (const std::string& text : named) {
        const Thing thing = resolve_thing(run.archive(), text).value_or_throw();
        const bool went_out =
            thing.kind == ThingKind::document && std::ranges::count(items, thing.id, &LoanItem::document) != 0;
        if (!went_out) {
            throw Fault(ErrorCode::usage, name_of(run.db(), thing), say("did not go out with loan {}", loan.id),
                        say("arc-lend show {} lists what did", loan.id));
        }
        if (!std::ranges::find(items, thing.id, &LoanItem::document)->back.empty()) {
            throw Fault(ErrorCode::usage, name_of(run.db(), thing), say("came back before the rest"),
                        say("arc-lend show {} tells when", loan.id));
        }
        if (std::ranges::count(missing, thing.id) == 0) {
            missing.push_back(thing.id);
        }
    }
    return missing;
}

// The others are taken to be there.
void mark_missing(LendingRun& run, const Loan& loan, const std::vector<std::int64_t>& missing) {
    LoanTable loans(run.db());
    for (LoanItem& item : loans.items(loan.id)) {
        const bool is_missing = std::ranges::count(missing, item.document) != 0;
        if (item.back.empty() && item.missing != is_missing) {
            item.missing = is_missing;
            loans.update_item(item);
        }
    }
}

void tell_who_waits(LendingRun& run, const Loan& loan) {
    for (const Loan& next : waiting_loans(run.archive(), loan.thing)) {
        const bool later = !next.wanted.empty() && next.wanted > format_day(run.today());
        run.filing.reporter.notice(later ? say("{}: is kept for {} from {} (loan {})", name_of(run.db(), loan.thing),
                                               person_name(run.archive(), next.person), next.wanted, next.id)
                                         : say("{}: {} waits for it (loan {})", name_of(run.db(), loan.thing),
                                               person_name(run.archive(), next.person), next.id));
    }
}

// A line names a thing and may count it.
struct BackLine {
    std::string thing;
    std::optional<std::int64_t> count;
};
BackLine read_line(const std::string& text, const std::optional<std::int64_t>& count) {
    const CountLine line = parse_count_line(text, {}).value_or_throw();
    return {line.thing, line.count ? line.count : count};
}

// What was brought: a loan by its number or thing, or a part of one.
Answer take_one(LendingRun& run, const std::string& text, const TakeBack& back) {
    if (const std::optional<LoanPart> part = named_part(run.archive(), text)) {
        require_paper_right(run.archive(), run.filing.caller, Verb::lend, part->thing);
        return bring_part_back(run, *part, back);
    }
    const Loan loan = named_loan(run.archive(), text, LoanChoice::away);
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    return bring_back(run, loan, back);
}

}  // namespace

std::string fine_words(const LendingTerms& terms) {
    return terms.fine ? say("fine {}-{} {}, ", terms.fine->least, terms.fine->most, terms.fine->currency)
                      : std::string();
}

std::string lacking_words(const Loan& loan, std::int64_t lacks) {
    return lacks == 1 ? say("{} is missing", unit_words(loan.counted, lacks))
                      : say("{} are missing", unit_words(loan.counted, lacks));
}

Fault must_be_counted(Db& db, Thing thing) {
    return {ErrorCode::refused, name_of(db, thing), say("is compared with what went out"),
            say("count it, and say --pages N")};
}

void add_work(Loan& loan, const std::string& what) {
    if (!what.empty()) {
        loan.work += (loan.work.empty() ? "" : "; ") + what;
    }
}

void note_added(LendingRun& run, Loan& loan, const std::string& part, std::int64_t added) {
    const std::string what = say("{} added", unit_words(loan.counted, added));
    add_work(loan, part.empty() ? what : say("{}: {}", part, what));
    run.filing.reporter.notice(say("{}: came back with {} more than went out; file them with arc-file supplement",
                                   part.empty() ? name_of(run, loan) : part, unit_words(loan.counted, added)));
}

void note_condition(LendingRun& run, Loan& loan, const std::string& part, const std::string& condition) {
    if (condition.empty() || condition == loan.condition) {
        return;
    }
    const std::string what = say("condition: {}", condition);
    add_work(loan, part.empty() ? what : say("{}: {}", part, what));
    run.filing.reporter.notice(say("{}: came back {}; {}goes to the work list",
                                   part.empty() ? name_of(run, loan) : part, condition,
                                   fine_words(stored_terms(loan))));
}

void book_condition(LendingRun& run, Loan& loan, const std::string& condition) {
    if (!condition.empty() && condition != loan.condition) {
        loan.condition_back = condition;
        note_condition(run, loan, {}, condition);
    }
}

void close_items(LendingRun& run, const Loan& loan, const std::string& at) {
    LoanTable loans(run.db());
    for (LoanItem& item : loans.items(loan.id)) {
        if (!item.back.empty()) {
            continue;
        }
        item.back = at;
        loans.update_item(item);
        run.filing.change.about({ThingKind::document, item.document});
    }
}

Answer close_loan(LendingRun& run, Loan loan) {
    loan.state = LoanState::returned;
    loan.ended = format_instant(run.now());
    loan.supplement_by.clear();
    close_items(run, loan, loan.ended);
    tell_who_waits(run, loan);
    return keep(run, loan);
}

Answer keep_short(LendingRun& run, Loan loan, std::size_t missing) {
    loan.state = LoanState::short_of;
    loan.supplement_by = format_day(run.today());
    const std::int64_t lacks = loan.count_out.value_or(0) - loan.count_back.value_or(0);
    const std::string what = missing == 1  ? say("1 of its papers is missing")
                             : missing > 1 ? say("{} of its papers are missing", missing)
                                           : lacking_words(loan, lacks);
    run.filing.reporter.problem({ErrorCode::refused, name_of(run, loan), what,
                                 say("{}to be made good by {}; return the rest, or settle it",
                                     fine_words(stored_terms(loan)), loan.supplement_by)});
    return keep(run, loan);
}

Answer bring_back(LendingRun& run, Loan loan, const TakeBack& back) {
    if (!may_step(run, loan, LoanAct::give_back)) {
        return keep(run, loan);
    }
    const std::vector<std::int64_t> missing = named_missing(run, loan, back.missing);
    const ReturnCount count = compare_return(loan, {back.count, missing.size()}, stored_terms(loan).compare);
    if (count.outcome == ReturnOutcome::needs_count) {
        throw must_be_counted(run.db(), loan.thing);
    }
    mark_missing(run, loan, missing);
    book_condition(run, loan, back.condition);
    add_work(loan, back.work);
    if (count.outcome == ReturnOutcome::short_of) {
        loan.count_back = loan.count_out ? std::optional(count.back) : std::nullopt;
        return keep_short(run, loan, missing.size());
    }
    if (count.outcome == ReturnOutcome::uncounted) {
        run.filing.reporter.notice(say("{}: nobody counted it when it went out", name_of(run, loan)));
    }
    if (count.outcome == ReturnOutcome::more) {
        note_added(run, loan, {}, count.added);
    }
    loan.count_back = count.back;
    return close_loan(run, loan);
}

ManyDone take_back(FilingRun& filing, const TakeBack& back) {
    if (back.count && back.things.size() > 1) {
        throw Fault(ErrorCode::usage, say("--pages"), say("counts one thing"), say("write THING=COUNT for each"));
    }
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, back.things, [&](const std::string& text) {
            const BackLine line = read_line(text, back.count);
            TakeBack one = back;
            one.count = line.count;
            return take_one(run, line.thing, one);
        });
    });
}

}  // namespace arc

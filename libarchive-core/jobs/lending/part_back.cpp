#include "jobs/lending/part_back.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/signer.hpp"
#include "rules/return_count.hpp"

#include <algorithm>

namespace arc {
namespace {

// The loan of what the thing lies in.
std::optional<Loan> holders_loan(Archive& archive, Thing thing) {
    LoanTable loans(archive.db());
    if (thing.kind == ThingKind::document) {
        if (std::optional<Loan> loan = loans.away_with(thing.id)) {
            return loan->thing == thing ? std::nullopt : loan;
        }
    }
    for (const Thing held : with_holders(archive, thing)) {
        if (std::optional<Loan> loan = loans.away(held)) {
            return held == thing ? std::nullopt : loan;
        }
    }
    return std::nullopt;
}

// Nothing: not all of its papers were counted by themselves.
std::optional<std::int64_t> still_out(const LoanPart& part) {
    std::int64_t sum = 0;
    for (const LoanItem& item : part.items) {
        const std::optional<std::int64_t> count = still_out(item, part.loan.counted);
        if (!count) {
            return std::nullopt;
        }
        sum += *count;
    }
    return sum;
}

// A page that makes good what the rest came back without.
bool came_with_the_rest(const LoanPart& part) {
    return part.loan.state == LoanState::short_of && std::ranges::none_of(part.items, &LoanItem::missing);
}

std::string name_of(LendingRun& run, const LoanPart& part) {
    return say("{} of loan {}", name_of(run.db(), part.thing), part.loan.id);
}

Answer keep_part(LendingRun& run, const LoanPart& part, Answer answer) {
    for (const LoanItem& item : LoanTable(run.db()).items(part.loan.id)) {
        if (std::ranges::count(part.items, item.document, &LoanItem::document) != 0) {
            run.filing.change.about({ThingKind::document, item.document});
            answer.push_back(loan_item_record(run.archive(), part.loan, item));
        }
    }
    return answer;
}

void count_in(Loan& loan, std::int64_t count) {
    if (loan.count_out || count > 0) {
        loan.count_back = loan.count_back.value_or(0) + count;
    }
}

Answer keep_lacking(LendingRun& run, LoanPart& part, const ReturnCount& count) {
    if (part.items.size() > 1) {
        throw Fault(ErrorCode::refused, name_of(run, part), say("is not whole"), say("return its papers one by one"));
    }
    LoanItem& item = part.items.front();
    item.count_back = item.count_back.value_or(0) + count.back;
    LoanTable(run.db()).update_item(item);
    count_in(part.loan, count.back);
    part.loan.supplement_by = format_day(run.today());
    run.filing.reporter.problem({ErrorCode::refused, name_of(run, part), lacking_words(part.loan, count.lacks),
                                 say("it stays in the borrower's name until the rest is returned")});
    return keep_part(run, part, keep(run, part.loan));
}

void tell_who_waits(LendingRun& run, const LoanPart& part) {
    for (const Loan& next : LoanTable(run.db()).waiting_for(part.thing)) {
        run.filing.reporter.notice(say("{}: {} waits for it (loan {})", name_of(run.db(), part.thing),
                                       person_name(run.archive(), next.person), next.id));
    }
}

// All papers are back, and no page is known to lack.
bool is_whole(LendingRun& run, const Loan& loan) {
    const std::vector<LoanItem> items = LoanTable(run.db()).items(loan.id);
    const bool all = loan.state == LoanState::short_of
                         ? std::ranges::none_of(items, [](const LoanItem& item) { return item.missing; })
                         : std::ranges::none_of(items, [](const LoanItem& item) { return item.back.empty(); });
    return all && (!loan.count_out || loan.count_back.value_or(0) >= *loan.count_out);
}

bool none_away(LendingRun& run, const Loan& loan) {
    const std::vector<LoanItem> items = LoanTable(run.db()).items(loan.id);
    return std::ranges::none_of(items, [](const LoanItem& item) { return item.back.empty(); });
}

}  // namespace

std::optional<LoanPart> part_of_loan(Archive& archive, Thing thing) {
    if (thing.kind != ThingKind::document && thing.kind != ThingKind::volume) {
        return std::nullopt;
    }
    std::optional<Loan> loan = holders_loan(archive, thing);
    if (!loan) {
        return std::nullopt;
    }
    LoanPart part{thing, *std::move(loan), {}};
    const std::vector<std::int64_t> papers = StayTable(archive.db()).documents_in(thing);
    bool went_out = false;
    for (LoanItem& item : LoanTable(archive.db()).items(part.loan.id)) {
        if (std::ranges::count(papers, item.document) == 0) {
            continue;
        }
        went_out = true;
        if (item.back.empty()) {
            part.items.push_back(std::move(item));
        }
    }
    return went_out ? std::optional(std::move(part)) : std::nullopt;
}

std::optional<LoanPart> named_part(Archive& archive, const std::string& text) {
    const std::string typed(trim(text));
    if (loan_number(typed)) {
        return std::nullopt;
    }
    const Result<Thing> thing = resolve_thing(archive, typed);
    return thing ? part_of_loan(archive, *thing) : std::nullopt;
}

Answer bring_part_back(LendingRun& run, LoanPart part, const TakeBack& back) {
    if (!back.missing.empty()) {
        throw Fault(ErrorCode::usage, name_of(run, part), say("is a part of what was lent"),
                    say("say --missing where the rest comes back"));
    }
    if (part.items.empty()) {
        run.filing.reporter.notice(say("{}: is back already", name_of(run, part)));
        return keep(run, part.loan);
    }
    if (came_with_the_rest(part)) {
        return bring_back(run, part.loan, back);
    }
    const LendingTerms terms = stored_terms(part.loan);
    const ReturnCount count =
        compare_part(still_out(part), back.count, terms.compare && part.loan.count_out.has_value());
    if (count.outcome == ReturnOutcome::needs_count) {
        throw must_be_counted(run.db(), part.thing);
    }
    if (count.outcome == ReturnOutcome::short_of) {
        return keep_lacking(run, part, count);
    }
    LoanTable loans(run.db());
    const std::string at = format_instant(run.now());
    const bool alone = part.items.size() == 1;
    for (LoanItem& item : part.items) {
        const std::int64_t came = alone ? count.back : still_out(item, part.loan.counted).value_or(0);
        item.count_back = item.count_back.value_or(0) + came;
        item.missing = false;
        item.back = at;
        loans.update_item(item);
    }
    count_in(part.loan, count.back);
    if (count.outcome == ReturnOutcome::more) {
        note_added(run, part.loan, name_of(run.db(), part.thing), count.added);
    }
    note_condition(run, part.loan, name_of(run.db(), part.thing), back.condition);
    if (!back.work.empty()) {
        add_work(part.loan, say("{}: {}", name_of(run.db(), part.thing), back.work));
    }
    tell_who_waits(run, part);
    if (is_whole(run, part.loan)) {
        return keep_part(run, part, close_loan(run, part.loan));
    }
    if (none_away(run, part.loan)) {
        return keep_part(run, part, keep_short(run, part.loan, 0));
    }
    return keep_part(run, part, keep(run, part.loan));
}

}  // namespace arc

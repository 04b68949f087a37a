#include "jobs/lending/take_back.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/loan_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
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

void add_work(Loan& loan, const std::string& what) {
    if (!what.empty()) {
        loan.work += (loan.work.empty() ? "" : "; ") + what;
    }
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
        if (item.missing != is_missing) {
            item.missing = is_missing;
            loans.update_item(item);
        }
    }
}

void close_items(LendingRun& run, const Loan& loan, const std::string& at) {
    LoanTable loans(run.db());
    for (LoanItem& item : loans.items(loan.id)) {
        item.back = at;
        loans.update_item(item);
        run.filing.change.about({ThingKind::document, item.document});
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

Answer close(LendingRun& run, Loan loan) {
    loan.state = LoanState::returned;
    loan.ended = format_instant(run.now());
    loan.supplement_by.clear();
    close_items(run, loan, loan.ended);
    tell_who_waits(run, loan);
    return keep(run, loan);
}

std::string fine_words(const LendingTerms& terms) {
    return terms.fine ? say("fine {}-{} {}, ", terms.fine->least, terms.fine->most, terms.fine->currency)
                      : std::string();
}

Answer keep_short(LendingRun& run, Loan loan, const ReturnCount& count, std::size_t missing) {
    loan.state = LoanState::short_of;
    loan.count_back = loan.count_out ? std::optional(count.back) : std::nullopt;
    loan.supplement_by = format_day(run.today());
    const std::string what = missing == 1       ? say("1 of its papers is missing")
                             : missing > 1      ? say("{} of its papers are missing", missing)
                             : count.lacks == 1 ? say("{} is missing", unit_words(loan.counted, count.lacks))
                                                : say("{} are missing", unit_words(loan.counted, count.lacks));
    run.filing.reporter.problem({ErrorCode::refused, name_of(run, loan), what,
                                 say("{}to be made good by {}; return the rest, or settle it",
                                     fine_words(stored_terms(loan)), loan.supplement_by)});
    return keep(run, loan);
}

void book_condition(LendingRun& run, Loan& loan, const std::string& condition) {
    if (condition.empty() || condition == loan.condition) {
        return;
    }
    loan.condition_back = condition;
    add_work(loan, say("condition: {}", condition));
    const LendingTerms terms = stored_terms(loan);
    run.filing.reporter.notice(
        say("{}: came back {}; {}goes to the work list", name_of(run, loan), condition, fine_words(terms)));
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

// The paper of these documents is gone, or here again.
void set_paper(LendingRun& run, const Loan& loan, bool all, const std::string& paper) {
    DocumentTable documents(run.db());
    for (const LoanItem& item : LoanTable(run.db()).items(loan.id)) {
        if (all || item.missing) {
            Document document = documents.find(item.document).value();
            if (document.destroyed.empty() && document.paper != paper) {
                document.paper = paper;
                documents.update(document);
                run.filing.change.about({ThingKind::document, item.document});
            }
        }
    }
}

Answer settle(LendingRun& run, Loan loan, std::optional<std::int64_t> fine) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    if (!may_step(run, loan, LoanAct::settle)) {
        return keep(run, loan);
    }
    need_reason(run.filing, name_of(run, loan));
    const LendingTerms terms = stored_terms(loan);
    if (fine && terms.fine && (*fine < terms.fine->least || *fine > terms.fine->most)) {
        weigh(
            run, name_of(run, loan),
            {{AnswerWeight::confirm,
              say("a fine of {} is outside {}-{} {}", *fine, terms.fine->least, terms.fine->most, terms.fine->currency),
              {}}});
    }
    const bool all = loan.state == LoanState::lost && !loan.count_back;
    loan.fine = fine;
    loan.reason = run.filing.caller.reason;
    loan.state = LoanState::settled;
    loan.ended = format_instant(run.now());
    loan.supplement_by.clear();
    set_paper(run, loan, all, "lost");
    close_items(run, loan, loan.ended);
    return keep(run, loan);
}

Answer lose(LendingRun& run, Loan loan) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    if (!may_step(run, loan, LoanAct::lose)) {
        return keep(run, loan);
    }
    need_reason(run.filing, name_of(run, loan));
    loan.state = LoanState::lost;
    loan.reason = run.filing.caller.reason;
    loan.supplement_by = format_day(run.today());
    run.filing.reporter.notice(say("{}: is lost; {}to be made good by {}", name_of(run, loan),
                                   fine_words(stored_terms(loan)), loan.supplement_by));
    return keep(run, loan);
}

Answer find_again(LendingRun& run, Loan loan, const TakeBack& back) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    if (!may_step(run, loan, LoanAct::find)) {
        return keep(run, loan);
    }
    book_condition(run, loan, back.condition);
    add_work(loan, back.work);
    set_paper(run, loan, loan.state == LoanState::settled && !loan.count_back, "here");
    mark_missing(run, loan, {});
    return close(run, loan);
}

}  // namespace

Answer bring_back(LendingRun& run, Loan loan, const TakeBack& back) {
    if (!may_step(run, loan, LoanAct::give_back)) {
        return keep(run, loan);
    }
    const std::vector<std::int64_t> missing = named_missing(run, loan, back.missing);
    const ReturnCount count = compare_return(loan, {back.count, missing.size()}, stored_terms(loan).compare);
    if (count.outcome == ReturnOutcome::needs_count) {
        throw Fault(ErrorCode::refused, name_of(run, loan), say("is compared with what went out"),
                    say("count it, and say --pages N"));
    }
    mark_missing(run, loan, missing);
    book_condition(run, loan, back.condition);
    add_work(loan, back.work);
    if (count.outcome == ReturnOutcome::short_of) {
        return keep_short(run, loan, count, missing.size());
    }
    if (count.outcome == ReturnOutcome::uncounted) {
        run.filing.reporter.notice(say("{}: nobody counted it when it went out", name_of(run, loan)));
    }
    if (count.outcome == ReturnOutcome::more) {
        add_work(loan, say("{} added", unit_words(loan.counted, count.added)));
        run.filing.reporter.notice(say("{}: came back with {} more than went out; file them with arc-file supplement",
                                       name_of(run, loan), unit_words(loan.counted, count.added)));
    }
    loan.count_back = count.back;
    return close(run, loan);
}

ManyDone take_back(FilingRun& filing, const TakeBack& back) {
    if (back.count && back.things.size() > 1) {
        throw Fault(ErrorCode::usage, say("--pages"), say("counts one thing"), say("write THING=COUNT for each"));
    }
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, back.things, [&](const std::string& text) {
            const BackLine line = read_line(text, back.count);
            const Loan loan = named_loan(run.archive(), line.thing, LoanChoice::away);
            require_paper_right(run.archive(), filing.caller, Verb::lend, loan.thing);
            TakeBack one = back;
            one.count = line.count;
            return bring_back(run, loan, one);
        });
    });
}

ManyDone lose_loans(FilingRun& filing, const std::vector<std::string>& loans) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return lose(run, named_loan(run.archive(), text, LoanChoice::away));
        });
    });
}

ManyDone find_loans(FilingRun& filing, const TakeBack& back) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, back.things, [&](const std::string& text) {
            return find_again(run, named_loan(run.archive(), text, LoanChoice::gone), back);
        });
    });
}

ManyDone settle_loans(FilingRun& filing, const std::vector<std::string>& loans, std::optional<std::int64_t> fine,
                      bool yes) {
    return lend(filing, yes, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            return settle(run, named_loan(run.archive(), text, LoanChoice::away), fine);
        });
    });
}

ManyDone refile_loans(FilingRun& filing, const std::vector<std::string>& loans) {
    return lend(filing, false, [&](LendingRun& run) {
        return for_each_text(run, loans, [&](const std::string& text) {
            Loan loan = named_loan(run.archive(), text, LoanChoice::work);
            require_paper_right(run.archive(), filing.caller, Verb::lend, loan.thing);
            loan.work.clear();
            return keep(run, loan);
        });
    });
}

}  // namespace arc

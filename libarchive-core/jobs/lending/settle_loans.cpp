#include "jobs/lending/settle_loans.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/loan_table.hpp"
#include "jobs/lending/loan_records.hpp"
#include "rules/return_count.hpp"

namespace arc {
namespace {

// The paper of what is missing is gone, or here again.
void set_paper(LendingRun& run, const Loan& loan, const std::string& paper) {
    DocumentTable documents(run.db());
    for (const LoanItem& item : LoanTable(run.db()).items(loan.id)) {
        if (!item.missing) {
            continue;
        }
        Document document = documents.find(item.document).value();
        if (document.destroyed.empty() && document.paper != paper) {
            document.paper = paper;
            documents.update(document);
            run.filing.change.about({ThingKind::document, item.document});
        }
    }
}

// Nothing but single papers came back of what is lost: all the others are missing.
void mark_lost(LendingRun& run, const Loan& loan) {
    LoanTable loans(run.db());
    std::vector<LoanItem> items = loans.items(loan.id);
    if (loan.state != LoanState::lost || !rest_is_out(loan, items)) {
        return;
    }
    for (LoanItem& item : items) {
        if (item.back.empty()) {
            item.missing = true;
            loans.update_item(item);
        }
    }
}

void mark_found(LendingRun& run, const Loan& loan) {
    LoanTable loans(run.db());
    for (LoanItem& item : loans.items(loan.id)) {
        if (item.missing) {
            item.missing = false;
            loans.update_item(item);
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
    mark_lost(run, loan);
    loan.fine = fine;
    loan.reason = run.filing.caller.reason;
    loan.state = LoanState::settled;
    loan.ended = format_instant(run.now());
    loan.supplement_by.clear();
    set_paper(run, loan, "lost");
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
    if (loan.state == LoanState::settled) {
        set_paper(run, loan, "here");
    }
    mark_found(run, loan);
    return close_loan(run, loan);
}

}  // namespace

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

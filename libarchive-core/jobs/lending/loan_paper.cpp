#include "jobs/lending/loan_paper.hpp"

#include "base/say.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/signer.hpp"

#include <algorithm>

namespace arc {

std::vector<Thing> with_holders(Archive& archive, Thing thing) {
    std::vector<Thing> chain{thing};
    StayTable stays(archive.db());
    for (std::optional<Thing> holder = stays.holder_of(thing); holder && holder->kind != ThingKind::place;
         holder = stays.holder_of(*holder)) {
        chain.push_back(*holder);
    }
    return chain;
}

namespace {

// It went out inside a lent volume or box, and came back before the rest.
bool came_back_alone(Archive& archive, Thing thing, const Loan& loan) {
    const std::vector<std::int64_t> papers = StayTable(archive.db()).documents_in(thing);
    bool went_out = false;
    for (const LoanItem& item : LoanTable(archive.db()).items(loan.id)) {
        if (std::ranges::count(papers, item.document) != 0) {
            went_out = true;
            if (item.back.empty()) {
                return false;
            }
        }
    }
    return went_out;
}

}  // namespace

std::optional<Loan> elsewhere_with(Archive& archive, Thing thing) {
    LoanTable loans(archive.db());
    if (thing.kind == ThingKind::document) {
        if (std::optional<Loan> loan = loans.away_with(thing.id)) {
            return loan;
        }
    }
    for (const Thing held : with_holders(archive, thing)) {
        std::optional<Loan> loan = loans.away(held);
        if (loan && (held == thing || !came_back_alone(archive, thing, *loan))) {
            return loan;
        }
    }
    return std::nullopt;
}

std::optional<Loan> away_loan(Archive& archive, Thing thing) {
    std::optional<Loan> loan = elsewhere_with(archive, thing);
    return loan ? loan : LoanTable(archive.db()).away_inside(thing);
}

bool overlap(Archive& archive, Thing one, Thing other) {
    return std::ranges::count(with_holders(archive, one), other) != 0 ||
           std::ranges::count(with_holders(archive, other), one) != 0;
}

std::vector<Loan> waiting_loans(Archive& archive, Thing thing) {
    LoanTable loans(archive.db());
    std::vector<Loan> waiting;
    if (thing.kind == ThingKind::document) {
        for (const Thing held : with_holders(archive, thing)) {
            std::ranges::move(loans.waiting_for(held), std::back_inserter(waiting));
        }
    } else {
        for (Loan& loan : loans.waiting()) {
            if (overlap(archive, loan.thing, thing)) {
                waiting.push_back(std::move(loan));
            }
        }
    }
    std::erase_if(waiting, [](const Loan& loan) { return loan.kind == LoanKind::look; });
    std::ranges::sort(waiting, {}, &Loan::id);
    return waiting;
}

std::string local_day(const Archive& archive, const std::string& instant) {
    return instant.empty() ? instant : format_day(archive.zone().day_at(parse_instant(instant).value_or_throw()));
}

std::string away_words(Archive& archive, const Loan& loan, Thing asked) {
    const std::string who = person_name(archive, loan.person);
    const std::string due = local_day(archive, loan.due);
    std::string words = loan.state == LoanState::lost       ? say("was lost by {}", who)
                        : loan.state == LoanState::short_of ? say("came back short from {}", who)
                        : due.empty()                       ? say("is out with {}", who)
                                                            : say("is out with {} until {}", who, due);
    words += say(" (loan {})", loan.id);
    return loan.thing == asked ? words : name_of(archive.db(), loan.thing) + " " + words;
}

std::string away_text(Archive& archive, Thing thing) {
    if (const std::optional<Loan> loan = away_loan(archive, thing)) {
        return away_words(archive, *loan, thing);
    }
    LoanTable loans(archive.db());
    for (const Thing held : with_holders(archive, thing)) {
        if (const std::optional<Loan> loan = loans.away(held)) {
            return say("came back alone, {}", away_words(archive, *loan, thing));
        }
    }
    return {};
}

std::optional<Error> away_error(Archive& archive, Thing thing) {
    const std::optional<Loan> loan = elsewhere_with(archive, thing);
    if (!loan) {
        return std::nullopt;
    }
    return Error{ErrorCode::refused, name_of(archive.db(), thing), away_words(archive, *loan, thing),
                 say("take it back first with arc-lend return")};
}

}  // namespace arc

#pragma once

#include "model/loan.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace arc {

// The rules of lending told a second time, plainly, beside an archive: for the test that does verbs by chance.
constexpr int people = 3;
constexpr int most = 3;
constexpr int days_of_paper = 7;

// A thing is the set of papers in it; what shares a paper cannot be lent twice.
struct ModelThing {
    Thing thing;
    std::set<std::int64_t> papers;
    bool secret = false;  // never lent
    bool plan = false;    // nobody is asked, back the same day, no renewal
};

struct ModelLoan {
    std::size_t thing = 0;
    int person = 0;
    LoanState state = LoanState::requested;
    int wanted = 0;  // day; 0: now
    int due = 0;     // day
    int renewals = 0;
    int renewed = 0;       // day of the last one
    std::int64_t out = 0;  // pages
    std::optional<std::int64_t> back;
    std::set<std::int64_t> papers;               // that went out
    std::set<std::int64_t> home;                 // of them: that came back before the rest
    std::map<std::int64_t, std::int64_t> alone;  // pages of a paper that came by itself

    bool rest_is_out() const {
        std::int64_t pages = 0;
        for (const auto& [paper, count] : alone) {
            pages += count;
        }
        return back.value_or(0) == pages;
    }
    bool is_open(std::int64_t paper) const { return papers.contains(paper) && !home.contains(paper); }
};

struct LendingModel {
    bool share(std::size_t one, std::size_t other) const {
        return std::ranges::any_of(things[one].papers,
                                   [&](std::int64_t paper) { return things[other].papers.contains(paper); });
    }
    bool holds(std::size_t holder, std::size_t thing) const {
        return holder != thing && std::ranges::includes(things[holder].papers, things[thing].papers);
    }
    // Of the papers of a thing, those that went out with a loan and are not back, or all of them.
    std::set<std::int64_t> papers_of(std::size_t thing, const ModelLoan& loan, bool open) const {
        std::set<std::int64_t> some;
        std::ranges::copy_if(things[thing].papers, std::inserter(some, some.end()), [&](std::int64_t paper) {
            return open ? loan.is_open(paper) : loan.papers.contains(paper);
        });
        return some;
    }
    bool is_away_with(std::size_t thing, const ModelLoan& loan) const {
        if (!arc::is_away(loan.state) || !share(loan.thing, thing)) {
            return false;
        }
        const bool came_alone =
            holds(loan.thing, thing) && !papers_of(thing, loan, false).empty() && papers_of(thing, loan, true).empty();
        return !came_alone;
    }
    bool is_away(std::size_t thing) const {
        return std::ranges::any_of(loans, [&](const auto& pair) { return is_away_with(thing, pair.second); });
    }
    // The loan with which a part of what was lent is away, or was before it came alone: of the smallest holder.
    std::optional<std::int64_t> holders_loan(std::size_t thing) const {
        std::optional<std::int64_t> found;
        for (const auto& [id, loan] : loans) {
            if (!arc::is_away(loan.state) || !holds(loan.thing, thing)) {
                continue;
            }
            const bool document = things[thing].thing.kind == ThingKind::document;
            if (document && loan.is_open(*things[thing].papers.begin())) {
                return id;
            }
            if (!found || things[loan.thing].papers.size() < things[loans.at(*found).thing].papers.size()) {
                found = id;
            }
        }
        return found;
    }
    // A confirmation is asked for: somebody else's request stands before, or a kept day comes.
    bool line_objects(std::size_t thing, int person, std::int64_t own, int until, bool asking) const {
        return std::ranges::any_of(loans, [&](const auto& pair) {
            const auto& [id, loan] = pair;
            if (id == own || loan.person == person || !is_waiting(loan.state) || !share(loan.thing, thing)) {
                return false;
            }
            const bool later = loan.wanted > today;
            return later ? loan.wanted <= until : !asking && id < own;
        });
    }
    bool person_objects(int person, std::int64_t own) const {
        int has = 0;
        bool trouble = false;
        for (const auto& [id, loan] : loans) {
            if (id == own || loan.person != person || !arc::is_away(loan.state)) {
                continue;
            }
            ++has;
            const bool unsettled = loan.state == LoanState::short_of || loan.state == LoanState::lost;
            trouble = trouble || unsettled || loan.due < today;
        }
        return trouble || has >= most;
    }
    bool no_paper(std::size_t thing) const {
        return things[thing].thing.kind == ThingKind::document && lost.contains(*things[thing].papers.begin());
    }
    int limit_of(std::size_t thing) const { return things[thing].plan ? 0 : days_of_paper; }

    int today = 1;  // the first day
    std::vector<ModelThing> things;
    std::map<std::int64_t, ModelLoan> loans;
    std::set<std::int64_t> lost;  // papers
};

}  // namespace arc

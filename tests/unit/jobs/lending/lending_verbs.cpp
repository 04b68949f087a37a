#include "jobs/lending/decide_loans.hpp"
#include "jobs/lending/hand_out.hpp"
#include "jobs/lending/request_loans.hpp"
#include "jobs/lending/settle_loans.hpp"
#include "unit/jobs/lending/lending_desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace arc {

void Desk::request(int from) {
    const auto thing = static_cast<std::size_t>(below(static_cast<int>(things.size())));
    const int person = below(people);
    const bool yes = !often();
    const auto same = std::ranges::find_if(loans, [&](const auto& pair) {
        const ModelLoan& loan = pair.second;
        return loan.thing == thing && loan.person == person && (is_waiting(loan.state) || arc::is_away(loan.state));
    });
    LoanRequest wish;
    wish.things = {name(thing)};
    wish.person = "p" + std::to_string(person);
    wish.wanted = from == 0 ? std::string() : day_text(today + from);
    wish.yes = yes;
    const auto record = attempt("request", caller_, [&](FilingRun& run) { return request_loans(run, wish); });
    CAPTURE(last_refusal_);
    if (same != loans.end()) {
        const ModelLoan& loan = same->second;
        const bool same_day = arc::is_away(loan.state) || loan.wanted == (from == 0 ? 0 : today + from);
        REQUIRE(record.has_value() == same_day);
        REQUIRE((!record || record->int_of("id") == same->first));
        return;
    }
    const bool objected = line_objects(thing, person, 0, today + limit_of(thing), true);
    REQUIRE(record.has_value() == (!things[thing].secret && !no_paper(thing) && (!objected || yes)));
    if (record) {
        ModelLoan loan;
        loan.thing = thing;
        loan.person = person;
        loan.state = things[thing].plan ? LoanState::approved : LoanState::requested;
        loan.wanted = from == 0 ? 0 : today + from;
        loans[record->int_of("id")] = loan;
        compare(record->int_of("id"), *record);
    }
}

void Desk::decide(const std::string& verb) {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    const std::vector<std::string> named{std::to_string(*id)};
    const auto record = attempt(verb, verb == "cancel" ? caller_ : boss_, [&](FilingRun& run) {
        return verb == "approve" ? approve_loans(run, named, {})
               : verb == "deny"  ? deny_loans(run, named)
                                 : cancel_loans(run, named);
    });
    ModelLoan& loan = loans.at(*id);
    const LoanState aim = verb == "approve" ? LoanState::approved
                          : verb == "deny"  ? LoanState::denied
                                            : LoanState::cancelled;
    const bool goes = loan.state == LoanState::requested || (verb != "approve" && loan.state == LoanState::approved);
    REQUIRE(record.has_value() == (goes || loan.state == aim));
    if (record) {
        loan.state = goes ? aim : loan.state;
        compare(*id, *record);
    }
}

void Desk::checkout() {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    HandOut hand_out;
    hand_out.yes = !often();
    const auto record =
        attempt("checkout", caller_, [&](FilingRun& run) { return check_out(run, {std::to_string(*id)}, hand_out); });
    CAPTURE(last_refusal_);
    ModelLoan& loan = loans.at(*id);
    if (loan.state == LoanState::out) {
        REQUIRE(record.has_value());
        return;
    }
    const int until = today + limit_of(loan.thing);
    const bool objected = loan.wanted > today || person_objects(loan.person, *id) ||
                          line_objects(loan.thing, loan.person, *id, until, false);
    const bool can = loan.state == LoanState::approved && !is_away(loan.thing) && !no_paper(loan.thing);
    REQUIRE(record.has_value() == (can && (!objected || hand_out.yes)));
    if (record) {
        loan.state = LoanState::out;
        loan.due = until;
        for (const std::int64_t paper : things[loan.thing].papers) {
            if (!lost.contains(paper)) {
                loan.papers.insert(paper);
                loan.out += sides_.at(paper);
            }
        }
        compare(*id, *record);
    }
}

void Desk::renew() {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    const bool yes = !often();
    const auto record =
        attempt("renew", caller_, [&](FilingRun& run) { return renew_loans(run, {std::to_string(*id)}, yes); });
    CAPTURE(last_refusal_);
    ModelLoan& loan = loans.at(*id);
    const bool waited_for = std::ranges::any_of(loans, [&](const auto& pair) {
        return is_waiting(pair.second.state) && pair.second.person != loan.person &&
               share(pair.second.thing, loan.thing);
    });
    const bool can = loan.state == LoanState::out && !things[loan.thing].plan && loan.renewals < 1;
    if (loan.state == LoanState::out && loan.renewed == today && !yes) {
        REQUIRE(record.has_value());
        compare(*id, *record);
        return;
    }
    REQUIRE(record.has_value() == (can && ((loan.due >= today && !waited_for) || yes)));
    if (record) {
        loan.due = std::max(loan.due, today) + days_of_paper;
        ++loan.renewals;
        loan.renewed = today;
        compare(*id, *record);
    }
}

void Desk::recall() {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    const auto record =
        attempt("recall", caller_, [&](FilingRun& run) { return recall_loans(run, {std::to_string(*id)}); });
    ModelLoan& loan = loans.at(*id);
    REQUIRE(record.has_value() == (loan.state == LoanState::out || loan.state == LoanState::recalled));
    if (record && loan.state == LoanState::out) {
        constexpr int recall_days = 3;
        loan.state = LoanState::recalled;
        loan.due = std::min(loan.due, today + recall_days);
        compare(*id, *record);
    }
}

void Desk::give_back() {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    ModelLoan& loan = loans.at(*id);
    const std::int64_t before = loan.back.value_or(0);
    const std::int64_t rest = loan.out - before;
    TakeBack back;
    back.things = {std::to_string(*id)};
    const int how = below(8);
    if (how != 0) {
        back.count = how == 1 ? std::max<std::int64_t>(rest - 1, 0) : how == 2 ? rest + 1 : rest;
    }
    const auto record = attempt("return", caller_, [&](FilingRun& run) { return take_back(run, back); });
    CAPTURE(last_refusal_);
    if (loan.state == LoanState::returned) {
        REQUIRE(record.has_value());
        return;
    }
    const bool uncounted = loan.papers.empty();
    REQUIRE(record.has_value() == (arc::is_away(loan.state) && (back.count.has_value() || uncounted)));
    if (!record) {
        return;
    }
    come_back(loan, back.count.value_or(0));
    compare(*id, *record);
}

// All that is left of it.
void Desk::come_back(ModelLoan& loan, std::int64_t count) {
    const bool uncounted = loan.papers.empty();
    if (!uncounted) {
        loan.back = loan.back.value_or(0) + count;
    }
    loan.state = !uncounted && *loan.back < loan.out ? LoanState::short_of : LoanState::returned;
}

// A document or volume of what was lent, by itself.
void Desk::give_part_back() {
    const auto thing = static_cast<std::size_t>(below(static_cast<int>(things.size())));
    const bool lent_itself = std::ranges::any_of(
        loans, [&](const auto& pair) { return pair.second.thing == thing && arc::is_away(pair.second.state); });
    if (lent_itself || things[thing].thing.kind == ThingKind::box) {
        return;
    }
    const std::optional<std::int64_t> id = holders_loan(thing);
    const std::set<std::int64_t> open = id ? papers_of(thing, loans.at(*id), true) : std::set<std::int64_t>{};
    std::int64_t expected = 0;
    for (const std::int64_t paper : open) {
        expected += sides_.at(paper) - (loans.at(*id).alone.contains(paper) ? loans.at(*id).alone.at(paper) : 0);
    }
    TakeBack back;
    back.things = {name(thing)};
    const int how = below(6);
    if (how != 0) {
        back.count = how == 1 ? std::max<std::int64_t>(expected - 1, 0) : how == 2 ? expected + 1 : expected;
    }
    const auto record = attempt("part", caller_, [&](FilingRun& run) { return take_back(run, back); });
    CAPTURE(last_refusal_);
    if (!id || papers_of(thing, loans.at(*id), false).empty()) {
        // Not out with anything it lies in: who says so once more is told.
        REQUIRE((!record || record->text_of("state") == "returned" || record->text_of("state") == "settled"));
        return;
    }
    ModelLoan& loan = loans.at(*id);
    if (open.empty()) {
        REQUIRE(record.has_value());
        REQUIRE(record->int_of("id") == *id);
        return;
    }
    const bool lacks = back.count.value_or(0) < expected;
    if (loan.state == LoanState::short_of) {
        REQUIRE(record.has_value() == back.count.has_value());
        if (record) {
            come_back(loan, *back.count);
            compare(*id, *record);
        }
        return;
    }
    REQUIRE(record.has_value() == (back.count.has_value() && (!lacks || open.size() == 1)));
    if (!record) {
        return;
    }
    if (lacks) {
        loan.alone[*open.begin()] += *back.count;
        loan.back = loan.back.value_or(0) + *back.count;
    } else {
        loan.back = loan.back.value_or(0) + expected;
        for (const std::int64_t paper : open) {
            loan.alone[paper] = sides_.at(paper);
            loan.home.insert(paper);
        }
        loan.state = loan.home == loan.papers ? LoanState::returned : loan.state;
    }
    compare(*id, *record);
}

void Desk::lose_or_find() {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    const bool lose = below(2) == 0;
    TakeBack back;
    back.things = {std::to_string(*id)};
    const auto record = attempt(lose ? "lost" : "found", caller_, [&](FilingRun& run) {
        return lose ? lose_loans(run, back.things) : find_loans(run, back);
    });
    CAPTURE(last_refusal_);
    ModelLoan& loan = loans.at(*id);
    const LoanState aim = lose ? LoanState::lost : LoanState::returned;
    const bool goes =
        lose ? loan.state == LoanState::out || loan.state == LoanState::recalled || loan.state == LoanState::short_of
             : loan.state == LoanState::lost || loan.state == LoanState::settled;
    REQUIRE(record.has_value() == (goes || loan.state == aim));
    if (!record || !goes) {
        return;
    }
    if (loan.state == LoanState::settled && loan.rest_is_out()) {
        for (const std::int64_t paper : papers_of(loan.thing, loan, true)) {
            lost.erase(paper);
        }
    }
    loan.state = aim;
    compare(*id, *record);
}

void Desk::settle() {
    const auto id = any_loan();
    if (!id) {
        return;
    }
    const auto record = attempt("settle", caller_, [&](FilingRun& run) {
        return settle_loans(run, {std::to_string(*id)}, std::nullopt, false);
    });
    ModelLoan& loan = loans.at(*id);
    const bool goes = loan.state == LoanState::lost || loan.state == LoanState::short_of;
    REQUIRE(record.has_value() == (goes || loan.state == LoanState::settled));
    if (!record || !goes) {
        return;
    }
    if (loan.state == LoanState::lost && loan.rest_is_out()) {
        lost.merge(papers_of(loan.thing, loan, true));
    }
    loan.state = LoanState::settled;
    compare(*id, *record);
}

}  // namespace arc

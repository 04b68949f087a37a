#include "rules/return_count.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace arc;

namespace {

Loan loan_of(std::optional<std::int64_t> pages) {
    Loan loan;
    loan.state = LoanState::out;
    loan.counted = pages ? LoanCount::sides : LoanCount::none;
    loan.count_out = pages;
    return loan;
}

constexpr bool compare = true;

}  // namespace

TEST_CASE("what came back is compared with what went out") {
    CHECK(compare_return(loan_of(10), {10, 0}, compare).outcome == ReturnOutcome::whole);
    const ReturnCount less = compare_return(loan_of(10), {9, 0}, compare);
    CHECK(less.outcome == ReturnOutcome::short_of);
    CHECK(less.lacks == 1);
    const ReturnCount more = compare_return(loan_of(10), {12, 0}, compare);
    CHECK(more.outcome == ReturnOutcome::more);
    CHECK(more.added == 2);
    CHECK(compare_return(loan_of(10), {0, 0}, compare).lacks == 10);
}

TEST_CASE("the rest of a short loan is added to what came before") {
    Loan loan = loan_of(10);
    loan.state = LoanState::short_of;
    loan.count_back = 7;
    CHECK(compare_return(loan, {2, 0}, compare).lacks == 1);
    CHECK(compare_return(loan, {3, 0}, compare).outcome == ReturnOutcome::whole);
    CHECK(compare_return(loan, {4, 0}, compare).outcome == ReturnOutcome::more);
}

TEST_CASE("nothing is closed without a count where the profile wants one") {
    CHECK(compare_return(loan_of(10), {std::nullopt, 0}, compare).outcome == ReturnOutcome::needs_count);
    CHECK(compare_return(loan_of(10), {std::nullopt, 0}, !compare).outcome == ReturnOutcome::whole);
    CHECK(compare_return(loan_of(std::nullopt), {std::nullopt, 0}, compare).outcome == ReturnOutcome::uncounted);
}

TEST_CASE("a paper that is named as missing leaves the loan open whatever the count says") {
    CHECK(compare_return(loan_of(10), {10, 1}, compare).outcome == ReturnOutcome::short_of);
    CHECK(compare_return(loan_of(std::nullopt), {std::nullopt, 1}, compare).outcome == ReturnOutcome::short_of);
    CHECK(compare_return(loan_of(10), {std::nullopt, 1}, !compare).outcome == ReturnOutcome::short_of);
}

TEST_CASE("papers are counted in sides where all have them, else in sheets, else not at all") {
    LoanItem both;
    both.sides = 4;
    both.sheets = 2;
    LoanItem sheets;
    sheets.sheets = 3;
    CHECK(count_of(std::vector{both, both}).count == 8);
    CHECK(count_of(std::vector{both, sheets}).counted == LoanCount::sheets);
    CHECK(count_of(std::vector{both, sheets}).count == 5);
    CHECK(count_of(std::vector{both, LoanItem{}}).counted == LoanCount::none);
    CHECK(count_of({}).counted == LoanCount::none);
}

TEST_CASE("a paper that comes back alone is compared with what went out of it") {
    CHECK(compare_part(4, 4, compare).outcome == ReturnOutcome::whole);
    const ReturnCount less = compare_part(4, 3, compare);
    CHECK(less.outcome == ReturnOutcome::short_of);
    CHECK(less.back == 3);
    CHECK(less.lacks == 1);
    CHECK(compare_part(4, std::nullopt, compare).outcome == ReturnOutcome::needs_count);
    CHECK(compare_part(4, std::nullopt, false).back == 4);
    CHECK(compare_part(std::nullopt, 4, compare).back == 4);
    CHECK(compare_part(std::nullopt, 4, compare).outcome == ReturnOutcome::uncounted);
}

TEST_CASE("pages added to one paper do not make up for those of another") {
    const ReturnCount more = compare_part(4, 6, compare);
    CHECK(more.outcome == ReturnOutcome::more);
    CHECK(more.back == 4);
    CHECK(more.added == 2);
}

TEST_CASE("what is still out of a paper counts what came of it before") {
    LoanItem item;
    item.sides = 5;
    item.sheets = 3;
    CHECK(still_out(item, LoanCount::sides) == 5);
    item.count_back = 2;
    CHECK(still_out(item, LoanCount::sides) == 3);
    CHECK(still_out(item, LoanCount::sheets) == 1);
    CHECK_FALSE(still_out(item, LoanCount::none).has_value());
}

TEST_CASE("the rest of a loan is out while nothing but single papers came back") {
    Loan loan = loan_of(10);
    std::vector<LoanItem> items(2);
    CHECK(rest_is_out(loan, items));
    items[0].count_back = 4;
    loan.count_back = 4;
    CHECK(rest_is_out(loan, items));
    loan.count_back = 6;
    CHECK_FALSE(rest_is_out(loan, items));
    loan.count_back = 4;
    items[1].missing = true;
    CHECK_FALSE(rest_is_out(loan, items));
}

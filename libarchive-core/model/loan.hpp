#pragma once

#include "base/calendar_text.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What is asked for: the paper, a look at its scan, or that it leaves the store for work (repair, scanning,
// exhibition).
enum class LoanKind { loan, look, work };
// Where a loan stands (rules/loan_state.hpp says what leads where).
enum class LoanState {
    requested,
    approved,
    denied,
    cancelled,
    out,
    recalled,  // out, and called back
    short_of,  // back, and not all of it: spelled "short"
    lost,
    settled,  // what is missing was written off
    returned,
};
inline constexpr std::size_t loan_states = 10;

std::string_view to_text(LoanKind kind);
std::string_view to_text(LoanState state);
std::optional<LoanKind> parse_loan_kind(std::string_view text);
std::optional<LoanState> parse_loan_state(std::string_view text);
// The paper is not where it belongs.
bool is_away(LoanState state);
// Asked for, and not yet handed out or refused.
bool is_waiting(LoanState state);

// What a loan's papers are counted in.
enum class LoanCount { none, sides, sheets };
std::string_view to_text(LoanCount count);
std::optional<LoanCount> parse_loan_count(std::string_view text);

// 借阅: one thing that somebody asked for, and what became of it.
struct Loan {
    std::int64_t id = 0;
    std::int64_t slip = 0;  // what was asked for together stands on one slip
    LoanKind kind = LoanKind::loan;
    Thing thing;              // document, volume or box
    std::int64_t person = 0;  // who has it, or wants it
    std::string purpose;      // one of the profile's reasons, or as stated
    std::string note;
    LoanState state = LoanState::requested;
    std::string asked;                     // instant
    std::optional<std::int64_t> asked_by;  // who typed it; none: an account that is not registered
    std::string wanted;                    // day from which it is kept for the person, or ""
    std::string rule;                      // the rule that applied: "lending", "lending.rules[2]"
    std::string terms;                     // what it said then, encoded
    std::int64_t profile = 0;
    std::string out;  // instants; "" while it has not come to that
    std::string due;  // the last one in time; "" without a limit
    int renewals = 0;
    std::string renewed;  // instant of the last one
    std::string recalled;
    LoanCount counted = LoanCount::none;
    std::optional<std::int64_t> count_out;   // that went out; none: nobody counted
    std::optional<std::int64_t> count_back;  // that came back so far
    std::string condition;                   // as it went out
    std::string condition_back;              // as it came back, where that differs
    int chased = 0;                          // reminders that were sent
    std::string work;                        // what is to be done before it is shelved again, or ""
    std::optional<std::int64_t> fine;        // that was set
    std::string supplement_by;               // day by which what is missing must be made good, or ""
    std::string reason;                      // why it was denied, cancelled, lost or settled
    std::string ended;                       // instant
};

// One document as it went out, alone or inside the thing that was lent.
struct LoanItem {
    std::int64_t loan = 0;
    std::int64_t ordinal = 0;  // from 1
    std::int64_t document = 0;
    std::optional<std::int64_t> sheets;
    std::optional<std::int64_t> sides;
    std::string condition;
    std::optional<std::int64_t> count_back;  // that came back of it alone, before the rest
    bool missing = false;                    // was not there when the thing came back
    std::string back;                        // instant, or "" while it is away
};

// 批准: what one of those who must be asked said.
struct LoanApproval {
    std::int64_t loan = 0;
    std::string role;                    // in which it was said; "" in an archive that knows no such person
    std::optional<std::int64_t> person;  // none: an account that is not registered, in an open archive
    std::optional<std::int64_t> deputy;  // who really said it, where somebody spoke for the person
    std::string account;                 // the login name
    bool granted = true;
    std::string at;  // instant
    std::string note;
};

// 同意: a customer lets somebody see or borrow what is on file.
struct Consent {
    std::int64_t id = 0;
    std::int64_t customer = 0;
    std::optional<std::int64_t> person;  // whom; none: anybody with the right
    std::string given;                   // days
    std::string until;                   // "" for good
    std::string evidence;                // the paper that says so: "document:7", or words
    std::string withdrawn;               // day, or ""
};

}  // namespace arc

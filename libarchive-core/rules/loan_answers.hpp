#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// How heavy an answer to "may this be lent" is.
enum class AnswerWeight { impossible, confirm, notice };
std::string_view to_text(AnswerWeight weight);

struct LoanAnswer {
    AnswerWeight weight = AnswerWeight::notice;
    std::string text;
    std::string next;  // what can be done; may be ""
    bool operator==(const LoanAnswer&) const = default;
};

// All that may speak against lending a thing to a person, or should be known before.
struct LoanFacts {
    std::string gone;  // why there is no paper to lend: "was destroyed on …", "its paper was returned"
    bool forbidden = false;
    std::string rule;                  // that says so, or whose reasons count
    std::vector<std::string> reasons;  // that are allowed; empty: any that is stated
    std::string purpose;               // as stated
    std::string person_closed;         // day since which the borrower's account is closed
    std::string away;  // "is out with 王强 until 2026-01-12 (loan 3)"; also a part of it, or what holds it
    std::vector<std::string> ahead;     // who asked before: "张三 (loan 2)"
    std::vector<std::string> reserved;  // for whom it is kept from a day before it would be back
    std::string listed;                 // the destruction list or handover it stands on
    std::string open_batch;             // of its scan, still open
    std::string bound_in;               // the closed volume a single paper is bound in
    std::vector<std::string> customers_without_consent;
    int has = 0;        // things the person has now
    int most = 0;       // that the person may have; 0: no limit
    int late = 0;       // of them late
    int unsettled = 0;  // short or lost
    bool room_only = false;
    std::int64_t scanned = 0;  // pages on file
    bool scan_first = true;
    std::string scan_shown_by;  // the command that shows them
};

// When it is asked: whoever asks waits in line; who hands out gives it away.
enum class LoanMoment { asking, handing_out };

// All answers, the heaviest first. Nothing is lent while one is impossible; one that needs a confirmation holds until
// somebody says yes to it; a notice is only told.
std::vector<LoanAnswer> answers_of(const LoanFacts& facts, LoanMoment moment);

std::vector<LoanAnswer> with_weight(const std::vector<LoanAnswer>& answers, AnswerWeight weight);
// "is out with 王强; 张三 waits for it": in one sentence.
std::string words_of(const std::vector<LoanAnswer>& answers);

}  // namespace arc

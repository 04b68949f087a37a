#pragma once

#include "base/calendar_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// All that may stand between a document and its destruction.
struct DisposalFacts {
    std::string destroyed;  // the day it went, or ""
    bool has_rule = true;   // a retention rule is on record
    bool permanent = false;
    std::optional<Day> keep_until;   // its last day; nothing while its start is still to come
    std::string term;                // the term in words, for reasons
    std::vector<std::string> holds;  // in force, on it or on what it belongs to: "hold 3 on customer 1001: lawsuit"
    std::string open_batch;          // a batch of its pages that is still open
    std::string lent;                // to whom it or its volume or box is lent
    std::string handover;            // the open handover on whose list it stands
    std::string listed;              // another list on which it waits to be destroyed
    bool group_asked = false;        // a group must have appraised it
    std::string verdict;             // of the last appraisal of the aspect keep, or ""
};

enum class DisposalBar {
    destroyed,
    no_rule,
    permanent,
    not_started,
    term,
    verdict,  // the group said keep or transfer
    not_appraised,
    hold,
    open_batch,
    lent,
    handover,
    listed,
};

struct DisposalReason {
    DisposalBar bar = DisposalBar::term;
    std::string text;  // "is kept until 2027-04-01 (closed 2022-04-01 + 5 years = 2027-04-01)"
    std::string next;  // what can be done about it; may be ""
};

// Everything that forbids to destroy the document on this day, the weightiest first; nothing when it may go. A document
// may go on the day after its last one.
std::vector<DisposalReason> bars_to_disposal(const DisposalFacts& facts, Day today);

// All reasons in one sentence.
std::string words_of(const std::vector<DisposalReason>& reasons);

}  // namespace arc

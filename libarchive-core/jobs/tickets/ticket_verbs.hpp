#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"
#include "rules/close_ticket.hpp"

#include <string>
#include <vector>

namespace arc {

// Verbs on tickets (arc-file(1)). Texts are as people typed them.

struct TicketRequest {
    std::string number;
    std::string type;
    std::string customer;
    std::string opened;  // "" for today
    std::string unit;
    std::string responsible;
    std::string stage;  // "" for the first of its type
    std::vector<std::string> fields;
};
// Opens the ticket. The same request again answers with the ticket that is there; another one with its number is
// refused.
Answer open_ticket(FilingRun& run, const TicketRequest& request);

// What a gate said to a verb, for its exit status: refused, nothing has changed and the answer holds the findings only.
struct GateResult {
    Answer answer;  // the ticket, and the findings that did not stop it
    Verdict verdict = Verdict::allowed;
    std::vector<std::string> others;  // what else stands in the way: "document 3 (contract) at gate own: not reviewed"
};
// Enters a stage on `at` (a day or an instant; "" now). Leaving stages out and going back take a reason. The last stage
// ends the ticket: entering it is closing it.
GateResult enter_stage(FilingRun& run, const std::string& number, const std::string& stage, const std::string& at);
// Closes the ticket and enters the last stage of its type, when the close gate lets it.
GateResult close_ticket(FilingRun& run, const std::string& number, const std::string& at);
// The answer that closing would get.
GateResult check_close(Archive& archive, const Caller& caller, const std::string& number);
// Takes the closing back, with the caller's reason; the ticket stands at the stage before the last again.
Answer reopen_ticket(FilingRun& run, const std::string& number);

struct TicketFilter {
    std::string customer;
    std::string type;
    std::string state;  // open, closed or ""
};
// By number of their opening; those outside the caller's circle are left out.
void list_tickets(Archive& archive, const Caller& caller, const TicketFilter& filter, RecordSink& sink);

}  // namespace arc

#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"

#include <string>

namespace arc {

// What a customer agreed to, as somebody recorded it.
struct ConsentRequest {
    std::string customer;
    std::string person;    // whom; "": anybody with the right
    std::string given;     // day; "": today
    std::string until;     // day; "": for good
    std::string evidence;  // a document of the archive, or words: who heard it
};
Answer add_consent(FilingRun& run, const ConsentRequest& request);
// It does not hold any more, from today.
Answer withdraw_consent(FilingRun& run, const std::string& number);
// Of one customer, or all with "".
void list_consents(Archive& archive, const Caller& caller, const std::string& customer, RecordSink& sink);

}  // namespace arc

#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

// Verbs on customers (arc-file(1)). Texts are as people typed them; fields are "name=value": name, class, kind, unit,
// address, legal_entity, status, number, and the profile's fields. Nothing is overwritten: each change is a dated row.

struct CustomerRequest {
    std::string number;
    std::vector<std::string> fields;
    std::string opened;       // "" for today
    std::string responsible;  // "" for whom the profile's rules choose, if any
};
// The entry gate: the number's form, every field's check and what is required. The class comes by the profile's rules.
// The same request again answers with the customer that is there.
Answer open_customer(FilingRun& run, const CustomerRequest& request);
// What is true from a day on ("" for today). A new number does not hide the old one.
Answer change_customer(FilingRun& run, const std::string& number, const std::vector<std::string>& fields,
                       const std::string& since);
Answer assign_customer(FilingRun& run, const std::string& number, const std::string& person);
// No longer served from that day on: the profile's first closed status. Takes a reason.
Answer close_customer(FilingRun& run, const std::string& number, const std::string& at);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "model/customer.hpp"
#include "model/document.hpp"
#include "model/holding.hpp"
#include "model/page.hpp"
#include "model/thing.hpp"
#include "model/ticket.hpp"
#include "model/value.hpp"

#include <string>

namespace arc {

// Records of things as verbs of the paper side answer with them (arc-records(5)). Private values are masked.
Record ticket_record(Archive& archive, const Ticket& ticket);
Record customer_record(Archive& archive, const Customer& customer);
// The pipe's document record, and all else that the catalog has of it.
Record whole_document_record(Archive& archive, const Document& document);
Record waiver_record(Archive& archive, const Waiver& waiver);
// A page with where it is filed.
Record filed_page_record(Archive& archive, std::int64_t page);

// The number of what "ticket:12" names, for people; the text itself where there is no such thing.
std::string number_of_subject(Archive& archive, const std::string& subject);

}  // namespace arc

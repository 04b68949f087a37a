#pragma once

#include "jobs/archive.hpp"
#include "model/batch.hpp"
#include "model/customer.hpp"
#include "model/document.hpp"
#include "model/holding.hpp"
#include "model/organisation.hpp"
#include "model/page.hpp"
#include "model/thing.hpp"
#include "model/ticket.hpp"

#include <string>
#include <vector>

namespace arc {

// What people call things on command lines (resolve_thing); Faults say where there is none or more than one.
Ticket named_ticket(Archive& archive, const std::string& text);
Customer named_customer(Archive& archive, const std::string& text);
Document named_document(Archive& archive, const std::string& text);
SeriesNode named_series(Archive& archive, const std::string& text);
Person named_person(Archive& archive, const std::string& text);  // whose account was not closed
Unit named_unit(Archive& archive, const std::string& text);
Batch named_batch(Archive& archive, const std::string& text);
Place named_place(Archive& archive, const std::string& text);
Box named_box(Archive& archive, const std::string& text);
Volume named_volume(Archive& archive, const std::string& text);
// A ticket, a customer or a series.
Thing named_subject(Archive& archive, const std::string& text);
// Pages, in the order given: an id, page:ID, BATCH/SEQ, or BATCH/FROM-TO for all from one to another.
std::vector<Page> named_pages(Archive& archive, const std::vector<std::string>& texts);

// "ticket 330…", "document 12 (contract)": how messages speak of them.
std::string name_of(const Ticket& ticket);
std::string name_of(const Customer& customer);
std::string name_of(const Document& document);
std::string name_of(const Page& page);

}  // namespace arc

#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

// Verbs on documents (arc-file(1)). Texts are as people typed them; Faults say what is wrong, and then nothing has
// changed. The answer is the documents that changed.

struct DocumentRequest {
    std::string type;
    std::string ticket;  // exactly one of ticket, customer, series
    std::string customer;
    std::string series;
    std::vector<std::string> fields;  // "title=…", "date=…", "sheets=2", "number=…", the profile's fields
};

// A document that is expected, or present on paper without images.
Answer register_document(FilingRun& run, const DocumentRequest& request);
// What came late (补录): a new document with the caller's reason, also under a closed ticket; never in place of an
// older one. Pages, if any, come from the work list.
Answer supplement_document(FilingRun& run, const DocumentRequest& request, const std::vector<std::string>& pages);
// The pages from one on become a document of their own, of the same or another type.
Answer split_document(FilingRun& run, const std::string& document, const std::string& page, const std::string& type);
// All pages go behind those of another document of the same ticket; the emptied one stays, withdrawn.
Answer merge_documents(FilingRun& run, const std::string& document, const std::string& into);
// The document with its pages to another ticket, customer or series. Number and retention rule stay as they are; the
// rule counts from what it belongs to now.
Answer move_document(FilingRun& run, const std::string& document, const DocumentRequest& to);
// No longer valid, with the caller's reason; the row and its pages stay.
Answer withdraw_document(FilingRun& run, const std::string& document);
// "field=value" texts, and "type=…" for one filed under the wrong type.
Answer set_document(FilingRun& run, const std::string& document, const std::vector<std::string>& entries);

}  // namespace arc

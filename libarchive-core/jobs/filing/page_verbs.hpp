#pragma once

#include "jobs/filing/filing_run.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Verbs on pages (arc-file(1)). Texts are as people typed them. Each is all or nothing: a page that may not go stops
// the verb with a Fault and nothing has changed. The answer is the documents that changed.

// Where pages are put: a document, or a type under a ticket, customer or series. There the only registered document of
// the type that has no page yet takes them, else a new one.
struct PageTarget {
    std::string document;
    std::string ticket;
    std::string customer;
    std::string series;
    std::string type;
};

// Pages of the work list into a document, from position `at` on, else behind its last page. Pages already there stay.
Answer assign_pages(FilingRun& run, const std::vector<std::string>& pages, const PageTarget& target,
                    std::optional<int> at);
// Pages of documents into another one, or to another position of their own.
Answer move_pages(FilingRun& run, const std::vector<std::string>& pages, const std::string& document,
                  std::optional<int> at);
// Pages that belong to nothing: out of their document, or off the work list; kept, with the caller's reason. The answer
// is the pages.
Answer drop_pages(FilingRun& run, const std::vector<std::string>& pages);
// A better scan in place of an older one, which is kept as replaced. The new one comes from the work list or from the
// same document.
Answer replace_page(FilingRun& run, const std::string& page, const std::string& by);
// All pages of a document in the order given; without any, in the order they were captured.
Answer reorder_pages(FilingRun& run, const std::string& document, const std::vector<std::string>& pages);

}  // namespace arc

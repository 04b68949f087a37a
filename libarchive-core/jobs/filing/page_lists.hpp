#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/page.hpp"
#include "rules/page_order.hpp"

#include <string>
#include <vector>

namespace arc {

// The ids of these pages, in order.
PageOrder ids_of(const std::vector<Page>& pages);
// The order of a document's pages as the catalog has it.
PageOrder order_of(Db& db, std::int64_t document);
// Makes this the document's order: pages that are new to it come from wherever they were. Pages of the old order that
// are not named are left to the caller, who places them elsewhere.
void write_order(const FilingRun& run, std::int64_t document, const PageOrder& order);
// Fault (refused) unless the page may be filed: it is in no document, has not been replaced, its batch still counts.
void need_free(const FilingRun& run, const Page& page);
// Problems where a document's declared sheets and sides are not what its images prove, and where it has become too
// thick for its place; the event and index are told.
void finish_document(const FilingRun& run, std::int64_t document);

}  // namespace arc

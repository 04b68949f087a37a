#pragma once

#include "jobs/export/catalogue.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <vector>

namespace arc {

// What the lists are made with.
struct CatalogueRun {
    Archive& archive;
    const Caller& caller;
    const CatalogueRequest& request;
    Reporter& reporter;
    ThingRecords records;
    ThingPapers papers;
    Day today;
};

// The documents that the request is about and the caller may see: withdrawn and destroyed ones are left out.
std::vector<std::int64_t> listed_documents(CatalogueRun& run);
// The volumes, or boxes, that hold one of them, or all there are.
std::vector<Thing> listed_holders(CatalogueRun& run, ThingKind kind);

// A line for each document, with these columns.
ListSheet papers_sheet(CatalogueRun& run, CatalogueKind kind, const std::vector<FormColumn>& columns,
                       const std::vector<std::int64_t>& documents);

std::vector<ListSheet> item_sheets(CatalogueRun& run);
std::vector<ListSheet> open_sheets(CatalogueRun& run);
std::vector<ListSheet> ledger_sheets(CatalogueRun& run);
std::vector<ListSheet> volume_sheets(CatalogueRun& run);
std::vector<ListSheet> inner_sheets(CatalogueRun& run, CatalogueKind kind);
std::vector<ListSheet> box_sheets(CatalogueRun& run);
std::vector<ListSheet> spine_sheets(CatalogueRun& run);
std::vector<ListSheet> destroyed_sheets(CatalogueRun& run);
std::vector<ListSheet> customer_sheets(CatalogueRun& run);
std::vector<ListSheet> chronicle_sheets(CatalogueRun& run);
std::vector<ListSheet> fonds_sheets(CatalogueRun& run);
std::vector<ListSheet> service_sheets(CatalogueRun& run);
std::vector<ListSheet> subject_sheets(CatalogueRun& run);
std::vector<ListSheet> summary_sheets(CatalogueRun& run);

}  // namespace arc

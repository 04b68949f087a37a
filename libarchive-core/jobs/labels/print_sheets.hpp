#pragma once

#include "jobs/change.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <string>
#include <vector>

namespace arc {

// One thing asked for on the command line.
enum class SheetOf { ticket, customer, volume, document, type, all_required, batch_end, attachment, ignore };
struct WantedSheet {
    SheetOf of = SheetOf::ticket;
    std::string text;  // the number, type or count; "" for the rest
};

struct SheetsRequest {
    std::vector<WantedSheet> sheets;  // in the order of the pages; types belong to the ticket or customer before them
    bool patches = false;             // with the patch codes that the profile uses
};

// Separator sheets as a PDF, a page each. Labels that exist are used again, missing ones are issued; both count as
// printed. Puts a label record for each page; with dry_run nothing is issued and nothing written.
// The same --request key again gives the same pages and changes nothing.
// Faults: usage, not_found (a ticket, type … that is not there), io (the PDF cannot be written; nothing was issued).
void print_sheets(Archive& archive, Operation& operation, const SheetsRequest& request, PdfOutput& output,
                  RecordSink& sink, Reporter& reporter);

}  // namespace arc

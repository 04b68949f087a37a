#pragma once

#include "jobs/change.hpp"
#include "jobs/export/export_scope.hpp"
#include "jobs/export/output_file.hpp"
#include "jobs/reporter.hpp"
#include "model/value.hpp"

#include <string>

namespace arc {

struct PdfExportRequest {
    ExportScope scope;
    std::string watermark;  // words across every page, "" for none
};

// One PDF of the documents' pages, their pictures as they are stored, with an outline: tickets, then documents. Blank
// pages are in it; what is no picture, and was converted to none, is left out, told and counted. The export is an event
// of all documents. Returns the record `pdf`. Faults as documents_in; damaged, io (a captured file).
Record export_pdf(Archive& archive, Operation& operation, const PdfExportRequest& request, OutputFile& output,
                  Reporter& reporter);

}  // namespace arc

#pragma once

#include "jobs/change.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/handover.hpp"
#include "print/list_sheet.hpp"

#include <string>

namespace arc {

// The list on paper (档案移交清单): its code, who gives and who takes, a row a line with the columns of the profile's
// form `handover`, the sums, and a place to sign for each person on either side. `copies` of it one after the other; 0:
// as many as the profile says. Printing is on record. Faults: no such list; an empty one; what print/list_sheet says of
// a form whose columns do not fit.
void print_handover(Archive& archive, Operation& operation, const std::string& list, int copies, PdfOutput& output,
                    RecordSink& sink, Reporter& reporter);

// The list alone. Fault (refused): it is empty.
ListSheet handover_sheet(Archive& archive, const Handover& handover);

}  // namespace arc

#pragma once

#include "jobs/change.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/barcode.hpp"
#include "model/label_code.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

struct LabelsRequest {
    std::optional<LabelKind> kind;    // may be left out where every thing is named by its code
    std::vector<std::string> things;  // numbers, or codes to be printed again
    int count = 0;                    // instead of things: blank numbers, to be bound later
    std::string format = "L7160";
    BarcodeFormat symbology = BarcodeFormat::QRCode;
    int skip = 0;        // positions of the first sheet that are used already
    bool spine = false;  // backs of volumes and boxes (jobs/volumes/holder_facts) instead of stickers
};

// Stickers as a PDF. A thing's label is used again where it has one; each is counted as printed. Puts a label record
// for each; with dry_run nothing is issued and nothing written. The same --request key again gives the same stickers
// and changes nothing. Faults: usage, not_found, refused (a spoiled code), io; nothing was issued then.
void print_labels(Archive& archive, Operation& operation, const LabelsRequest& request, PdfOutput& output,
                  RecordSink& sink, Reporter& reporter);

}  // namespace arc

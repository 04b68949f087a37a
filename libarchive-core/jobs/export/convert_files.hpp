#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

struct ConversionRequest {
    std::string format;      // "": all that the profile does not accept
    std::int64_t limit = 0;  // files at most; 0: all
};

// Makes a TIFF beside each captured image whose format the profile does not accept (write_tiff.hpp), reads it back, and
// keeps it when both show the same; the original stays. Files that have one are passed over, so that the same command
// goes on after a run that was cut off. What cannot be converted without loss is a problem. Records "conversion":
// object, format, result, result_format, bytes, program, lossless, state (made, dry-run).
void convert_files(Archive& archive, Operation& operation, const ConversionRequest& request, Reporter& reporter,
                   RecordSink& sink);

// Keeps `file`, which `program` made elsewhere of the captured file that shows this page, beside it. Faults: refused
// (it has one), as intake for the file.
void attach_conversion(Archive& archive, Operation& operation, const std::string& page, const std::string& file,
                       const std::string& program, RecordSink& sink);

// Takes the converted files of these pages' files away again; the originals stay.
void withdraw_conversions(Archive& archive, Operation& operation, const std::vector<std::string>& pages,
                          RecordSink& sink);

}  // namespace arc

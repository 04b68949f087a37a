#pragma once

#include "base/error.hpp"
#include "jobs/barcodes/page_codes.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <string>
#include <vector>

namespace arc {

struct ReadFilesRequest {
    std::vector<BarcodeFormat> formats;  // empty: all
    Effort effort = Effort::thorough;
    int workers = 2;
};

// Reads the codes of every frame of image files, without an archive: one image record a frame (file, frame, barcodes)
// in the order of the files. A file that cannot be read, or whose decoder died, is a problem; the rest goes on. Status
// 2 when no frame of any file could be read.
ExitStatus read_files(const std::vector<std::string>& files, const ReadFilesRequest& request, Reporter& reporter,
                      RecordSink& sink);

// What somebody who only wants codes read can do about a file; the advice of jobs/intake is for those who take it in.
std::string advice_for(const Error& error);

}  // namespace arc

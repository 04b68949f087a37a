#pragma once

#include "jobs/archive.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

namespace arc {

// What there is of each format, as records "format": format, version, pronom, files, bytes, frames, accepted (by the
// profile), converted, results. Versions are read from the beginning of every file, if asked for.
void list_formats(Archive& archive, bool versions, Reporter& reporter, RecordSink& sink);

}  // namespace arc

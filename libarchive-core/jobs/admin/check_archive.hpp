#pragma once

#include "jobs/archive.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>

namespace arc {

// Whether catalog, journal, objects and index fit together. Every finding is put as a record "finding" with part,
// subject and text; what is odd but sound is a notice. Returns how many findings there are.
std::int64_t check_archive(Archive& archive, RecordSink& sink, Reporter& reporter);

}  // namespace arc

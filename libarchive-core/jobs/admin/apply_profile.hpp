#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>
#include <string>

namespace arc {

enum class Confirmed { no, yes };

// Puts a profile in force: a file, or a shipped one by name. Every mistake in it is a problem, and so is every name in
// use that it lacks; then nothing is applied (Fault, usage or refused). Puts a record "effect" for each difference, for
// names changed in records, and for documents that are due from now on. Where records are touched or documents newly
// due it must be confirmed, else it ends with a Fault (refused). Returns the version in force; the same text again
// changes nothing.
std::int64_t apply_profile(Archive& archive, Operation& operation, const std::string& name, Confirmed confirmed,
                           RecordSink& sink, Reporter& reporter);

// Tells every mistake of a profile as a problem; returns its name where there are none, else "".
std::string check_profile(const std::string& name, Reporter& reporter);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"
#include "print/audit_page.hpp"

#include <cstdint>
#include <string>

namespace arc {

// What the last night wrote down, with its trends; findings and units that the caller's right to audit reaches.
// `most`: findings shown of each code. Fault (not_found): no night was run yet.
AuditPage night_report(Archive& archive, const Caller& caller, std::int64_t most);

// The values of one figure over the nights, as records of kind "figure": about, name, at, value. Names are those that
// `figure` lists when `name` is "": the figures of the last night.
void put_figures(Archive& archive, const std::string& about, const std::string& name, RecordSink& sink);

}  // namespace arc

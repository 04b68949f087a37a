#pragma once

#include "jobs/audit/completeness.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

namespace arc {

enum class ReportDepth { findings, all };

// Prints what stands in the way of completeness as findings, or every requirement and document with its state. Returns
// how many findings there were.
std::int64_t report_completeness(Archive& archive, const Caller& caller, const CompletenessScope& scope,
                                 ReportDepth depth, Reporter& reporter, RecordSink& sink);
// Prints a record for each unit, in the order of the tree, with the figures of the unit and all below it; what belongs
// to no unit comes last. Returns how many findings there are in all.
std::int64_t report_completeness_by_unit(Archive& archive, const Caller& caller, CompletenessScope scope,
                                         Reporter& reporter, RecordSink& sink);

}  // namespace arc

#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/record_sink.hpp"
#include "model/profile.hpp"
#include "model/sample.hpp"

#include <cstdint>
#include <string>

namespace arc {

// The work sheet: a record of kind "sample_item" for each item with the fields that are to be checked.
void put_sample_items(AuditRun& run, std::int64_t sample, RecordSink& sink);

// Error rate with its interval, in all and by stratum, and by field: records of kind "sample_rate".
void put_sample_rates(AuditRun& run, std::int64_t sample, RecordSink& sink);
void put_samples(AuditRun& run, RecordSink& sink);

// Faults: a sample that was never drawn; one that the profile does not declare.
DrawnSample need_sample(Archive& archive, std::int64_t id);
const Sample& need_sample_rule(const Profile& profile, const std::string& name);

}  // namespace arc

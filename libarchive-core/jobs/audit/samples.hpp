#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "model/sample.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// Draws a sample as the profile's `samples` say, stratified by unit, leads first; anybody with the seed draws the same.
// Without a seed the day's is taken: NAME-DAY, so that a repeat on one day gives the sample that is there.
// Faults: a name the profile does not have; nothing to draw from.
DrawnSample draw_sample_of(AuditRun& run, Operation& operation, const std::string& name, const std::string& seed);

// The work sheet: a record of kind "sample_item" for each item with the fields that are to be checked.
void put_sample_items(AuditRun& run, std::int64_t sample, RecordSink& sink);

struct SampleAnswer {
    std::int64_t ordinal = 0;
    std::string outcome;             // right, wrong, unreached
    std::vector<std::string> wrong;  // names of fields
    std::string note;
};
// Enters what was found. The same again changes nothing; another answer replaces the first, the event keeps both. When
// the last item is answered the sample is done. Faults: an unknown item or outcome, a wrong one without field.
void enter_answers(AuditRun& run, Operation& operation, std::int64_t sample, const std::vector<SampleAnswer>& answers);
// Answers as a work sheet in CSV or JSON Lines brings them: columns ordinal, outcome, wrong, note. Fault with the row.
std::vector<SampleAnswer> read_answers(const std::string& file);

// Error rate with its interval, in all and by stratum, and by field: records of kind "sample_rate".
void put_sample_rates(AuditRun& run, std::int64_t sample, RecordSink& sink);
void put_samples(AuditRun& run, RecordSink& sink);
DrawnSample need_sample(Archive& archive, std::int64_t id);

}  // namespace arc

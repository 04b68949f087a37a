#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/record_sink.hpp"

#include <cstdint>
#include <string>

namespace arc {

// A chaser (催办) for each person who has reminders, as a record of kind "message" with to, name, phone, subject and
// text: for whatever sends mail or short messages. `owner`: only this one. Returns how many.
std::int64_t put_messages(AuditRun& run, const AuditScope& scope, const std::string& owner, RecordSink& sink);

}  // namespace arc

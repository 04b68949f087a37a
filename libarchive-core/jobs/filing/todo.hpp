#pragma once

#include "jobs/archive.hpp"
#include "jobs/record_sink.hpp"

#include <string>

namespace arc {

// The work list: runs of pages that nobody filed or that could not be placed, with the reason, the separator before
// them and what to type next; then refused files, then open batches. Of one batch, or of all with "": then also papers
// that were sent back and lists that nobody has taken.
void list_todo(Archive& archive, const std::string& batch, RecordSink& sink);

}  // namespace arc

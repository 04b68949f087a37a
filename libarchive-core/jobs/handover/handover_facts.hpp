#pragma once

#include "jobs/archive.hpp"
#include "jobs/record_sink.hpp"
#include "model/handover.hpp"
#include "model/value.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What findings, reminders and the work list ask about handing over. Reads only.

// A list that was given and that nobody has taken.
struct GivenNotTaken {
    Handover list;
    std::chrono::milliseconds age{};  // since the giving
    std::optional<Instant> due;
    bool late = false;
};
std::vector<GivenNotTaken> given_not_taken(Archive& archive, Instant now);

// Documents of closed tickets whose paper was never handed over, by ticket; false stops.
void for_each_never_handed_over(Archive& archive,
                                const std::function<bool(std::int64_t ticket, std::int64_t document)>& found);

// A finding (A0107) for each document of the ticket whose paper was never handed over.
std::vector<Record> handover_findings(Archive& archive, std::int64_t ticket);

// What the work list says of handing over: papers sent back, lists that were given, lists that are still open.
void list_handover_todo(Archive& archive, RecordSink& sink);

}  // namespace arc

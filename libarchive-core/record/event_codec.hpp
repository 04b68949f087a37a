#pragma once

#include "model/event.hpp"

namespace arc {

// The journal line of an event, without the line end. Neighbouring inserts into one table are written as one block of
// rows; cells that are bytes are written {"x":"hex"}. The exact bytes are hashed and kept: see arc-records(5).
std::string encode_event(const Event& event);
// Reads such a line back; the error says what is wrong with it.
Result<Event> decode_event(std::string_view line);

}  // namespace arc

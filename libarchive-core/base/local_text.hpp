#pragma once

#include "base/zone.hpp"

#include <string>
#include <string_view>

namespace arc {

// Instants as people read them: by the clock of the archive's zone, to the minute, "2026-01-05 23:59". A text that is
// no instant as format_instant writes it (a day, a name) is given back as it is.
std::string local_time(std::string_view text, const Zone& zone);
std::string local_time(Instant at, const Zone& zone);
// The day alone, "2026-01-05".
std::string local_day(std::string_view text, const Zone& zone);

}  // namespace arc

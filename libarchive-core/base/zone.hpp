#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace arc {

// The offset from UTC of a zone that never changes its clocks: +08:00, -03:30, UTC, or one of the names known here
// (Asia/Shanghai, Asia/Hong_Kong, Asia/Tokyo …). Nothing for zones with summer time: days and deadlines are counted
// with one offset, so such an archive states the offset it means.
std::optional<std::chrono::minutes> utc_offset_of(std::string_view zone);

}  // namespace arc

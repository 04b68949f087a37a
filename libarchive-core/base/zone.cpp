#include "base/zone.hpp"

#include "base/say.hpp"

#include <array>
#include <utility>

namespace arc {
namespace {

// Zones without summer time in the tz database, release 2024a.
constexpr std::array<std::pair<std::string_view, int>, 20> fixed_zones{{
    {"UTC", 0},
    {"Etc/UTC", 0},
    {"Asia/Shanghai", 480},
    {"Asia/Chongqing", 480},
    {"Asia/Harbin", 480},
    {"Asia/Urumqi", 360},
    {"Asia/Hong_Kong", 480},
    {"Asia/Macau", 480},
    {"Asia/Taipei", 480},
    {"Asia/Singapore", 480},
    {"Asia/Kuala_Lumpur", 480},
    {"Asia/Manila", 480},
    {"Asia/Tokyo", 540},
    {"Asia/Seoul", 540},
    {"Asia/Bangkok", 420},
    {"Asia/Ho_Chi_Minh", 420},
    {"Asia/Jakarta", 420},
    {"Asia/Kolkata", 330},
    {"Asia/Dubai", 240},
    {"Asia/Ulaanbaatar", 480},
}};

int digit(char c) {
    return c - '0';
}

// +08:00
std::optional<std::chrono::minutes> written_offset(std::string_view text) {
    constexpr std::string_view shape = "+00:00";
    if (text.size() != shape.size() || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    for (const std::size_t at : {1, 2, 4, 5}) {
        if (text[at] < '0' || text[at] > '9') {
            return std::nullopt;
        }
    }
    const int hours = digit(text[1]) * 10 + digit(text[2]);
    const int minutes = digit(text[4]) * 10 + digit(text[5]);
    constexpr int farthest = 14;  // Pacific/Kiritimati
    if (hours > farthest || minutes > 59) {
        return std::nullopt;
    }
    return std::chrono::minutes((text[0] == '-' ? -1 : 1) * (hours * 60 + minutes));
}

}  // namespace

std::optional<std::chrono::minutes> utc_offset_of(std::string_view zone) {
    for (const auto& [name, minutes] : fixed_zones) {
        if (zone == name) {
            return std::chrono::minutes(minutes);
        }
    }
    return written_offset(zone);
}

Result<Zone> Zone::parse(const std::string& name) {
    const std::optional<std::chrono::minutes> offset = utc_offset_of(name);
    if (!offset) {
        return Error{ErrorCode::usage, name, say("not a zone without summer time"),
                     say("write Asia/Shanghai, or the offset as +08:00")};
    }
    Zone zone;
    zone.offset_ = *offset;
    return zone;
}

}  // namespace arc

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arc {

// Every archive knows it: somebody laid a copy beside the original (核对).
inline constexpr std::string_view copy_check = "copy-check";
// And that somebody looked at a reel, disc or plate (状况检查), or copied it to something new (转换).
inline constexpr std::string_view condition_survey = "condition";
inline constexpr std::string_view media_conversion = "conversion";

// 记事: a dated record about something, its kind by profile: a visit, a complaint, a round through a room. It is to do
// until it is done; a mistake is put right by a further entry, and both stay.
struct Entry {
    std::int64_t id = 0;
    std::string kind;
    std::string subject;                 // "customer:3", "place:4", "document:7"
    std::optional<std::int64_t> person;  // whose task it is, or who did it
    std::string made;                    // instant
    std::string due;                     // day, or ""
    std::string done;                    // day; "" while it is to do
    std::string result;
    std::string fields = "{}";             // encoded
    std::optional<std::int64_t> corrects;  // the entry that this one puts right
};

}  // namespace arc

#include "base/zone.hpp"

#include "base/say.hpp"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <mutex>

namespace arc {
namespace {

// libstdc++ 12 has no tz database; the C library's is reached through TZ, one caller at a time.
std::chrono::minutes system_offset(const std::string& zone, Instant at) {
    static std::mutex one_at_a_time;
    const std::lock_guard lock(one_at_a_time);
    const char* before = std::getenv("TZ");
    const std::string kept = before == nullptr ? "" : before;
    setenv("TZ", zone.c_str(), 1);
    tzset();
    const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    std::tm local{};
    localtime_r(&seconds, &local);
    if (before == nullptr) {
        unsetenv("TZ");
    } else {
        setenv("TZ", kept.c_str(), 1);
    }
    tzset();
    return std::chrono::minutes(local.tm_gmtoff / 60);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

Result<Zone> Zone::parse(const std::string& name) {
    Zone zone;
    zone.name_ = name;
    if (name == "UTC" || name == "Z") {
        return zone;
    }
    const bool is_offset = name.size() == 6 && (name[0] == '+' || name[0] == '-') && is_digit(name[1]) && is_digit(name[2]) &&
                           name[3] == ':' && is_digit(name[4]) && is_digit(name[5]);
    if (is_offset) {
        const int minutes = ((name[1] - '0') * 10 + name[2] - '0') * 60 + (name[4] - '0') * 10 + name[5] - '0';
        zone.offset_ = std::chrono::minutes(name[0] == '-' ? -minutes : minutes);
        return zone;
    }
    std::error_code ignored;
    const bool odd = name.empty() || name[0] == '/' || name.find("..") != std::string::npos;
    if (odd || !std::filesystem::is_regular_file(std::filesystem::path("/usr/share/zoneinfo") / name, ignored)) {
        return Error{ErrorCode::usage, name, say("not a time zone of this machine"),
                     say("write Asia/Shanghai or +08:00, or install tzdata")};
    }
    zone.fixed_ = false;
    return zone;
}

std::chrono::minutes Zone::offset_at(Instant at) const {
    return fixed_ ? offset_ : system_offset(name_, at);
}

Instant Zone::start_of(Day day) const {
    const Instant utc_midnight = std::chrono::sys_days(day);
    return utc_midnight - offset_at(utc_midnight);
}

}  // namespace arc

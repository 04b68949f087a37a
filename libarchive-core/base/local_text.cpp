#include "base/local_text.hpp"

#include <optional>

namespace arc {
namespace {

constexpr std::string_view form = "2026-11-21T10:00:00.123Z";
constexpr std::size_t day_length = std::string_view("2026-11-21").size();
constexpr std::size_t minute_length = std::string_view("2026-11-21T10:00").size();

std::optional<Instant> instant_in(std::string_view text) {
    const bool shaped = text.size() == form.size() && text[day_length] == 'T' && text.back() == 'Z';
    if (!shaped) {
        return std::nullopt;
    }
    const Result<Instant> at = parse_instant(text);
    return at ? std::optional(*at) : std::nullopt;
}

}  // namespace

std::string local_time(Instant at, const Zone& zone) {
    std::string text = format_instant(at + zone.offset()).substr(0, minute_length);
    text[day_length] = ' ';
    return text;
}

std::string local_time(std::string_view text, const Zone& zone) {
    const std::optional<Instant> at = instant_in(text);
    return at ? local_time(*at, zone) : std::string(text);
}

std::string local_day(std::string_view text, const Zone& zone) {
    const std::optional<Instant> at = instant_in(text);
    return at ? local_time(*at, zone).substr(0, day_length) : std::string(text);
}

}  // namespace arc

#include "jobs/shelving/place_forecast.hpp"

#include "base/counted.hpp"
#include "base/say.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/shelving/shelves.hpp"
#include "rules/shelf_forecast.hpp"

#include <chrono>
#include <map>

namespace arc {
namespace {

struct ZoneRoom {
    std::int64_t grown = 0;
    std::int64_t free = 0;
    std::int64_t used = 0;
    std::int64_t unmeasured = 0;  // places
};

// The same day of an earlier month, or that month's last day.
Day months_before(Day today, int months) {
    const std::chrono::year_month month = today.year() / today.month() - std::chrono::months(months);
    const Day same = month / today.day();
    return same.ok() ? same : Day(month / std::chrono::last);
}

Record forecast_record(const std::string& zone, bool all, const ZoneRoom& room, int months, Day today) {
    const ShelfForecast forecast = forecast_shelves(room.grown, months, room.free, today);
    std::string words = forecast.full    ? say("full on {}", format_day(*forecast.full))
                        : room.grown > 0 ? say("not full within 100 years")
                                         : say("does not fill up");
    if (room.unmeasured > 0) {
        words += say("; {} not measured", counted(room.unmeasured, "place is", "places are"));
    }
    return {"forecast",
            {{"zone", all ? Value("all") : text_or_null(zone)},
             {"months", months},
             {"grown", room.grown},
             {"per_month", forecast.per_month},
             {"used", room.used},
             {"free", room.free},
             {"full", forecast.full ? Value(format_day(*forecast.full)) : Value()},
             {"text", std::move(words)}}};
}

}  // namespace

Answer forecast_places(Archive& archive, Day today, int months) {
    const Shelves shelves(archive);
    StayTable stays(archive.db());
    std::map<std::string, ZoneRoom> zones;
    for (const ShelfState& state : shelves.states()) {
        ZoneRoom& zone = zones[state.zone];
        zone.used += state.room.used;
        zone.free += state.closed ? 0 : state.room.free().value_or(0);
        zone.unmeasured += !state.closed && !state.room.capacity ? 1 : 0;
    }
    const std::string since = format_instant(archive.zone().start_of(months_before(today, months)));
    for (const Stay& stay : stays.since(since)) {
        const std::int64_t width = width_of(stays.size_of(stay.thing));
        ZoneRoom& zone = zones[shelves.node(stay.place).state.zone];
        zone.grown += stay.since >= since ? width : 0;
        zone.grown -= !stay.until.empty() && stay.until >= since ? width : 0;
    }
    Answer answer;
    ZoneRoom all;
    for (const auto& [name, zone] : zones) {
        answer.push_back(forecast_record(name, false, zone, months, today));
        all.grown += zone.grown;
        all.free += zone.free;
        all.used += zone.used;
        all.unmeasured += zone.unmeasured;
    }
    answer.push_back(forecast_record({}, true, all, months, today));
    return answer;
}

}  // namespace arc

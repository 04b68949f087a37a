#pragma once

#include "model/profile.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// What a room's instruments showed.
struct RoomReading {
    std::optional<double> temperature;  // °C
    std::optional<double> humidity;     // % relative
};

// A reading that something standing there does not bear.
struct ClimateBreach {
    std::string what;     // temperature, humidity
    double value = 0;     // as read
    Range allowed;        // the range that was left
    std::string of_type;  // the document type that asks for it
    bool operator==(const ClimateBreach&) const = default;
};

// The climate that a type asks for; what it does not say its medium does.
Climate climate_of(const Profile& profile, const DocumentType& type);
// The reading held against what all these types ask for, by type.
std::vector<ClimateBreach> check_climate(const Profile& profile, std::span<const std::string> types,
                                         const RoomReading& reading);

}  // namespace arc

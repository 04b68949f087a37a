#include "rules/climate_check.hpp"

namespace arc {
namespace {

void check_one(std::vector<ClimateBreach>& breaches, const char* what, const std::optional<Range>& allowed,
               std::optional<double> value, const std::string& type) {
    if (allowed && value && (*value < allowed->least || *value > allowed->most)) {
        breaches.push_back({what, *value, *allowed, type});
    }
}

}  // namespace

Climate climate_of(const Profile& profile, const DocumentType& type) {
    Climate climate = type.climate;
    if (const Medium* medium = profile.medium(type.medium)) {
        climate.temperature = climate.temperature ? climate.temperature : medium->climate.temperature;
        climate.humidity = climate.humidity ? climate.humidity : medium->climate.humidity;
    }
    return climate;
}

std::vector<ClimateBreach> check_climate(const Profile& profile, std::span<const std::string> types,
                                         const RoomReading& reading) {
    std::vector<ClimateBreach> breaches;
    for (const std::string& name : types) {
        const DocumentType* type = profile.document_type(name);
        if (type == nullptr) {
            continue;
        }
        const Climate climate = climate_of(profile, *type);
        check_one(breaches, "temperature", climate.temperature, reading.temperature, name);
        check_one(breaches, "humidity", climate.humidity, reading.humidity, name);
    }
    return breaches;
}

}  // namespace arc

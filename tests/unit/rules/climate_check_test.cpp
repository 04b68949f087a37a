#include "rules/climate_check.hpp"

#include "rules/media_life.hpp"
#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

const char* const films =
    "document_types:\n"
    "  negative: {medium: film, pages: none, climate: {t: 5-15}}\n"
    "  plate: {medium: film, pages: none}\n"
    "  letter: {}\n"
    "media: {film: {life: 100y, check: 2y, climate: {t: 13-15, rh: 30-40}}, disc: {life: 20y}}\n";

std::vector<std::string> breaches(const std::vector<std::string>& types, RoomReading reading) {
    std::vector<std::string> told;
    for (const ClimateBreach& breach : check_climate(profile_of(films), types, reading)) {
        told.push_back(breach.of_type + " " + breach.what);
    }
    return told;
}

MediumTerms terms(const std::string& medium, MediumFacts facts) {
    const Profile profile = profile_of(films);
    return terms_of(*profile.medium(medium), WorkCalendar(CalendarRules{}), facts);
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("a type's own climate comes before that of its medium") {
    CHECK(breaches({"negative", "plate"}, {10, {}}) == Told{"plate temperature"});
    CHECK(breaches({"negative", "plate"}, {14, 45}) == Told{"negative humidity", "plate humidity"});
    CHECK(breaches({"negative", "plate"}, {13, 40}) == Told{});
}

TEST_CASE("what asks for no climate bears every one") {
    CHECK(breaches({"letter"}, {50, 99}) == Told{});
    CHECK(breaches({"negative"}, {}) == Told{});
}

TEST_CASE("a copy begins the life of a medium anew") {
    CHECK(terms("disc", {day("2001-05-01"), {}, {}}) == MediumTerms{day("2021-05-01"), {}});
    CHECK(terms("disc", {day("2001-05-01"), day("2019-01-01"), {}}) == MediumTerms{day("2039-01-01"), {}});
}

TEST_CASE("a medium is looked at so long after it was made, copied or last looked at") {
    CHECK(terms("film", {day("1980-01-01"), {}, {}}).look_by == day("1982-01-01"));
    CHECK(terms("film", {day("1980-01-01"), {}, day("2026-03-01")}).look_by == day("2028-03-01"));
    CHECK(terms("film", {day("1980-01-01"), day("2026-03-02"), day("2026-03-01")}).look_by == day("2028-03-02"));
}

#pragma once

#include "rules/calendar.hpp"

#include <optional>

namespace arc {

// What is known of one thing that is not on paper: a reel, a disc, a plate.
struct MediumFacts {
    Day made;                      // its own day, else that of its registration
    std::optional<Day> converted;  // when it was last copied to something new
    std::optional<Day> looked_at;  // when somebody last read it or surveyed its condition
};

// By when it must be copied (a copy begins its life anew) and by when it must be looked at; nothing where the medium
// sets no term.
struct MediumTerms {
    std::optional<Day> copy_by;
    std::optional<Day> look_by;
    bool operator==(const MediumTerms&) const = default;
};
MediumTerms terms_of(const Medium& medium, const WorkCalendar& calendar, const MediumFacts& facts);

}  // namespace arc

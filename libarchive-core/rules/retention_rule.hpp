#pragma once

#include "base/calendar_text.hpp"
#include "model/profile.hpp"
#include "rules/calendar.hpp"
#include "rules/condition.hpp"

#include <optional>
#include <string>

namespace arc {

// How long a document is kept, as its row stores it when it is filed; only an appraisal changes it.
struct FiledRetention {
    std::string rule;  // "permanent", "5y from customer.closed", "D30 30y from year.end 2026-12-31"; "" for none
    std::optional<Day> until;  // the last day, once its start is known
    bool operator==(const FiledRetention&) const = default;
};

// Of the profile's rules that hold for the document the longest; where none holds, the period that its type starts
// with, counted from the end of the year of the document. `look_up` gives the document's fields and milestones
// (document.date, document.registered, ticket.closed …).
FiledRetention retention_of(const Profile& profile, const DocumentType& type, const WorkCalendar& calendar,
                            const FieldLookup& look_up);

}  // namespace arc

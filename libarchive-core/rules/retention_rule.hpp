#pragma once

#include "base/calendar_text.hpp"
#include "model/profile.hpp"
#include "rules/calendar.hpp"
#include "rules/condition.hpp"

#include <optional>
#include <string>

namespace arc {

// How long a document is kept, as its row stores it when it is filed; only an appraisal changes the rule.
struct FiledRetention {
    std::string rule;          // what to_text(StoredRetention) gives; "" for none
    std::optional<Day> until;  // the last day, once its start is known
    bool operator==(const FiledRetention&) const = default;
};

// The text of a rule as documents keep it:
//   "5y from customer.closed (customer.class: high)"      its start is still to come
//   "D30 30y from year.end 2026-12-31"                     by a period with a name, with its start
//   "Y permanent (document.type: contract)"
//   "until 2040-12-31 by appraisal 3", "permanent by appraisal 3"
struct StoredRetention {
    std::string period;  // "D30"; "" without
    bool permanent = false;
    Duration keep;               // unless permanent or appraised
    std::string from;            // the milestone it counts from
    std::optional<Day> start;    // once that has come
    std::string when;            // the condition under which the rule held; "" where it always does
    std::int64_t appraisal = 0;  // the number of the appraisal that set it
    std::optional<Day> until;    // as an appraisal said
    bool operator==(const StoredRetention&) const = default;
};
std::string to_text(const StoredRetention& stored);
// Nothing for texts of another form, such as a period's name alone.
std::optional<StoredRetention> read_stored_retention(std::string_view text);

// Of the profile's rules that hold for the document the longest; where none holds, its period (document.period: what
// its place in the series says, else its type), counted from the end of the year of the document. `look_up` gives the
// document's fields and milestones (document.date, document.registered, ticket.closed …).
FiledRetention retention_of(const Profile& profile, const DocumentType& type, const WorkCalendar& calendar,
                            const FieldLookup& look_up);
// By a period with a name, counted from the end of the document's year: how old catalogues give it.
FiledRetention retention_of(const RetentionPeriod& period, const WorkCalendar& calendar, const FieldLookup& look_up);
// The same rule when the moment it counts from has come, moved, or was taken back. Nothing where no rule counts from a
// moment: permanent ones, what an appraisal set, texts of another form.
std::optional<FiledRetention> restarted(std::string_view stored, const WorkCalendar& calendar,
                                        const FieldLookup& look_up);

}  // namespace arc

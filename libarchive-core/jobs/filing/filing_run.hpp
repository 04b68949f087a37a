#pragma once

#include "jobs/change.hpp"
#include "jobs/filing/answers.hpp"
#include "jobs/filing/new_document.hpp"
#include "jobs/reporter.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What every verb of the paper side works with: the change it makes, who makes it, and where words go.
struct FilingRun {
    Change& change;
    const Caller& caller;
    Reporter& reporter;

    Archive& archive() const { return change.archive(); }
    Db& db() const { return change.db(); }
    // The calendar day of now in the archive's zone.
    Day today() const;
};

// One verb from its typed words to its answer (answer_once).
Answer run_filing(Archive& archive, Operation& operation, Reporter& reporter,
                  const std::function<Answer(FilingRun&)>& verb);

// Faults --------------------------------------------------------------------------------------------------------------
// usage: the verb takes a reason and none was given.
void need_reason(const FilingRun& run, const std::string& subject);
// usage: not a day, or one that is still to come. "" gives today.
Day past_day(const FilingRun& run, const std::string& text);
// refused: the ticket is closed; only what is late may be added to it.
void need_open_ticket(const FilingRun& run, const DocumentOwner& owner);
// refused: lacks the right to file there, is withdrawn or destroyed, or its ticket is closed.
void need_open_document(const FilingRun& run, const Document& document);

// The ticket, customer or series that exactly one of the three texts names.
DocumentOwner named_owner(Archive& archive, const std::string& ticket, const std::string& customer,
                          const std::string& series);

// The `fields` cell of a row with this field set; "" takes it away. A private value is kept apart and stands there as
// its keyed hash; the same value again keeps the hash it has.
std::string with_field(Change& change, const std::string& fields, const Field& field, const std::string& value);

}  // namespace arc

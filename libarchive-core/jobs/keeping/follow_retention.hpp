#pragma once

#include "jobs/change.hpp"
#include "model/document.hpp"
#include "model/thing.hpp"

namespace arc {

// How long a document that is about to be stored is kept, by the profile in force: its rule with its start.
void begin_retention(Archive& archive, Document& document);
// The same by a period that somebody names; false when the profile has none of that name.
bool begin_retention(Archive& archive, Document& document, const std::string& period);

// After a moment came, moved or was taken back from which terms count: the documents of the customer, of the ticket, or
// the document itself get their last day anew, by the rule they were filed under. One that no rule held for is asked
// again: the rule of its type may wait for just this moment. What an appraisal set stays. Every document that changes
// is named in the event.
void follow_retention(Change& change, Thing of);

}  // namespace arc

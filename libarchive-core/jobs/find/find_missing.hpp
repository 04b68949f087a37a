#pragma once

#include "jobs/find/find_answer.hpp"
#include "jobs/find/resolve_query.hpp"
#include "jobs/find/thing_record.hpp"

#include <functional>
#include <unordered_set>
#include <vector>

namespace arc {

struct MissingQuestion {
    const ResolvedQuery* query = nullptr;
    QueryState state = QueryState::missing;
    bool negates = false;             // some terms say what must not hold
    const FindKey* after = nullptr;   // where the page before ended, or null
    std::function<bool(Thing)> fits;  // what the filter cannot tell of a ticket or customer
};

// Answers is:missing (with findings) and is:waived (with requirements) among what the other terms find: of the tickets
// that fulfil them and the customers, with the tickets of customers that have the words.
void find_missing(Archive& archive, const Caller& caller, const MissingQuestion& question, FindAnswer& answer,
                  ThingRecords& records, RecordSink& sink);

// Those of the tickets or customers of which nothing is missing, and nothing waived where that is asked; of customers
// their tickets count too. Who may not audit them is told none.
std::unordered_set<std::int64_t> without_state(Archive& archive, const Caller& caller, ThingKind kind,
                                               const std::vector<std::int64_t>& ids, QueryState state);

}  // namespace arc

#pragma once

#include "catalog/find_filter.hpp"
#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// Where in an answer a thing stands, by its own row and not by counting: what others add or change before it moves
// nothing. Answers are in the order of these keys.
struct FindKey {
    // What is written so comes before what only sounds so.
    enum class Match { written, sounds };
    Match match = Match::written;
    ThingKind kind = ThingKind::customer;
    std::int64_t run = 0;     // of the statements that answer a kind; a unit, a place, or the place in a list
    std::vector<Cell> order;  // what the statement is sorted by, the id last
    std::int64_t part = 0;    // of what is told of one thing: from 1; 0 without parts
    std::int64_t id() const;
};
// "document/0/=2021-05-06/4711", for people to hand back; error: usage.
std::string to_text(const FindKey& key);
Result<FindKey> parse_find_key(std::string_view text);

// Finds things by a filter, streaming in the order of the key that drives the search (mostly the id), so that a limit
// ends it early. Every path goes through an index; arc-find's speed rests on that.
class FindQuery {
public:
    using Found = std::function<bool(const FindKey& key)>;
    explicit FindQuery(Db& db) : db_(&db) {}

    // Whether things of this kind can fulfil the filter: it speaks of them, and not only of what they belong to.
    static bool answers(ThingKind kind, const FindFilter& filter);
    // Calls for each thing of the kind that fulfils the filter, once, behind `after` where that is of this kind and
    // match; false stops. Returns false when stopped.
    bool for_each(ThingKind kind, const FindFilter& filter, FindKey::Match match, const FindKey* after,
                  const Found& found);
    // All of the kind from the beginning, what is written so before what sounds so.
    bool for_each(ThingKind kind, const FindFilter& filter, const std::function<bool(std::int64_t id)>& found);
    // The pages of the work list: those that could not be placed first, then those that nobody filed, by batch.
    void for_each_unfiled(const std::function<bool(std::int64_t page)>& found);

    // Whether a field of the records of a kind is a column that for_each_value reads.
    static bool has_column(ThingKind kind, std::string_view field);
    // The value of such a column for each thing of the kind that fulfils the filter. False, and nothing told, where
    // several statements may find the same thing.
    bool for_each_value(ThingKind kind, const FindFilter& filter, std::string_view field,
                        const std::function<void(std::string value)>& found);

    // Codes of units, persons, places, boxes, volumes and series from this beginning on, in their order, at most so
    // many.
    std::vector<std::string> codes_from(ThingKind kind, const std::string& begin, std::int64_t most);

    // The SQL that for_each would run: tests look at its plan.
    std::vector<std::string> statements(ThingKind kind, const FindFilter& filter);

private:
    Db* db_;
};

}  // namespace arc

#pragma once

#include "catalog/find_query.hpp"

#include <string>
#include <vector>

namespace arc {

// One statement that finds things of a kind: SELECT order FROM from WHERE where ORDER BY order.
struct FindRun {
    std::int64_t number = 0;  // runs go up; see FindKey
    std::string from;
    std::string where;
    std::vector<Cell> binds;
    std::vector<std::string> order;  // columns; the id of the thing is the last
    bool sorted = true;              // else in the order of the index, which is the same
    std::string sql() const;
};

// The statements of one kind: what drives them, and what else must hold. `apart`: no thing is found by two of them.
struct FindRuns {
    std::vector<FindRun> runs;
    bool apart = true;
};
FindRuns runs_of(ThingKind kind, const FindFilter& filter, FindKey::Match match);

// The expression for the search index that all words and facts of a filter make together; "" where nothing sounds so.
std::string search_expression(const FindFilter& filter, FindKey::Match match);
// The same for one word, written or sounding so.
std::string any_of(const IndexWord& word);

}  // namespace arc

#pragma once

#include "catalog/find_filter.hpp"
#include "model/event.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A condition of SQL about one row of a kind, with what is bound in it. The row has the alias of its kind: c customer,
// t ticket, d document, v volume, b box, p place, s series, n person.
struct RowCondition {
    std::string sql;
    std::vector<Cell> binds;
};

// The alias of a kind's row.
std::string_view alias_of(ThingKind kind);
// "?, ?, ?"
std::string marks(std::size_t count);

// The conditions that things of a kind must fulfil, one for each thing asked: of `never` those of which none may hold.
// What the kind cannot be asked is left out.
std::vector<RowCondition> row_conditions(ThingKind kind, const AskedColumns& asked, const FindFilter& filter);

// Whether a state can be asked of a kind.
bool has_state(ThingKind kind, ThingState state);

// A quality gate found a fault that is not made good; withdrawn and destroyed documents too.
inline constexpr std::string_view failed_document_sql =
    "d.id IN (SELECT r.document FROM review AS r WHERE r.outcome = 'failed' AND r.mended IS NULL)";

}  // namespace arc

#pragma once

#include "catalog/find_query.hpp"

#include <string_view>

namespace arc {

// What must hold of the document d for it to be in this state, as SQL.
std::string_view condition_sql(DocumentState state);
// A quality gate found a fault that is not made good; withdrawn and destroyed ones too.
inline constexpr std::string_view failed_document_sql =
    "d.id IN (SELECT r.document FROM review AS r WHERE r.outcome = 'failed' AND r.mended IS NULL)";

}  // namespace arc

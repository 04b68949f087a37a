#include "catalog/document_state.hpp"

#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 6> conditions{
    "1",
    "d.withdrawn IS NULL AND d.destroyed IS NULL AND (d.paper = 'here' OR (d.paper IS NULL AND (d.sheets > 0 OR "
    "d.sides "
    "> 0))) AND NOT EXISTS (SELECT 1 FROM page AS g WHERE g.document = d.id AND g.role = 'content')",
    "d.withdrawn IS NULL AND d.destroyed IS NULL AND (d.paper IS NULL OR d.paper <> 'here') AND EXISTS (SELECT 1 FROM "
    "page AS g WHERE g.document = d.id AND g.role = 'content')",
    "d.withdrawn IS NULL AND d.destroyed IS NULL AND d.paper = 'here' AND EXISTS (SELECT 1 FROM page AS g WHERE "
    "g.document = d.id AND g.role = 'content')",
    "d.withdrawn IS NULL AND d.destroyed IS NULL AND d.secrecy > 0",
    "d.withdrawn IS NULL AND d.destroyed IS NULL AND d.id IN (SELECT r.document FROM review AS r WHERE r.outcome = "
    "'failed' AND r.mended IS NULL)"};

}  // namespace

std::string_view condition_sql(DocumentState state) {
    return conditions.at(static_cast<std::size_t>(state));
}

}  // namespace arc

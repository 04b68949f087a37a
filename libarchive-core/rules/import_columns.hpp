#pragma once

#include "model/profile.hpp"
#include "rules/import_rows.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// The lists that `arc-admin import` takes.
enum class ImportTable { customers, tickets, stages, units, people, places, boxes, volumes, series, documents };

std::string_view to_text(ImportTable table);
std::span<const ImportTable> all_import_tables();

// The columns such a list may have: the fixed ones and the profile's fields. Headings may be the name, the profile's
// titles, what `imports` maps, or the usual Chinese words. No heading fits two columns.
std::vector<ColumnRule> import_columns(const Profile& profile, ImportTable table);

// The rule of a field as the profile declares it.
ColumnRule column_of_field(const Profile& profile, const Field& field);

}  // namespace arc

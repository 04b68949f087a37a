#include "tools/common/record_cells.hpp"

#include "base/local_text.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace arc {

std::string cell_text(const Value* value) {
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (const std::string* text = value->as_text()) {
        return *text;
    }
    if (const std::int64_t* whole = value->as_int()) {
        return std::to_string(*whole);
    }
    if (const double* number = value->as_double()) {
        // Four digits are enough of a measure; of a large one its whole part is never cut.
        constexpr double large = 1000;
        return std::abs(*number) >= large ? fmt::format("{:.0f}", *number) : fmt::format("{:.4g}", *number);
    }
    if (const bool* flag = value->as_bool()) {
        return *flag ? "yes" : "no";
    }
    std::vector<std::string> parts;
    if (const List* list = value->as_list()) {
        for (const Value& item : *list) {
            parts.push_back(cell_text(&item));
        }
    } else if (const Object* object = value->as_object()) {
        for (const auto& [name, member] : *object) {
            parts.push_back(name + "=" + cell_text(&member));
        }
    }
    return join(parts, " ");
}

std::vector<std::string> record_cells(const Record& record, const std::vector<ViewColumn>& columns, const Zone* zone) {
    std::vector<std::string> cells;
    for (const ViewColumn& column : columns) {
        const auto field = std::ranges::find(record.fields, column.field, &Object::value_type::first);
        std::string cell = field == record.fields.end() ? std::string() : cell_text(&field->second);
        cells.push_back(zone != nullptr ? local_time(cell, *zone) : std::move(cell));
    }
    return cells;
}

}  // namespace arc

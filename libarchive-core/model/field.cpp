#include "model/field.hpp"

#include <algorithm>

namespace arc {

std::string_view to_text(FieldType type) {
    switch (type) {
        case FieldType::text:
            return "text";
        case FieldType::number:
            return "number";
        case FieldType::date:
            return "date";
        case FieldType::boolean:
            return "bool";
        case FieldType::one_of:
            return "one_of";
    }
    return "text";
}

const Field* find_field(const std::vector<Field>& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace arc

#include "jobs/find/thing_record.hpp"

#include <string>

namespace arc {

Record brief_row(const Record& record) {
    const Value fields(record.fields);
    const auto first_of = [&](std::initializer_list<std::string_view> names) {
        for (const std::string_view name : names) {
            if (const Value* value = fields.find(name); value != nullptr && !value->is_null()) {
                return *value;
            }
        }
        return Value();
    };
    Value number = first_of({"number", "code", "batch"});
    if (number.is_null() || record.kind == "page") {
        const std::int64_t id = fields.int_of("id");
        number = id == 0 ? Value() : Value("#" + std::to_string(id));
    }
    const Value type = first_of({"type", "document_type", "class", "kind"});
    return {"row",
            {{"kind", record.kind},
             {"number", number},
             {"title", first_of({"name", "title", "type_title", "source", "text"})},
             {"type", type},
             {"date", first_of({"date", "opened"})},
             {"customer", first_of({"customer_name", "customer"})},
             {"ticket", first_of({"ticket"})},
             {"unit", first_of({"unit"})},
             {"state", first_of({"state", "withdrawn", "status", "stage", "role", "volume", "box", "place"})}}};
}

}  // namespace arc

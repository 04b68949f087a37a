#include "model/value.hpp"

namespace arc {

const Value* Value::find(std::string_view name) const {
    const Object* object = as_object();
    if (object == nullptr) {
        return nullptr;
    }
    for (const auto& [key, value] : *object) {
        if (key == name) {
            return &value;
        }
    }
    return nullptr;
}

std::string Value::text_of(std::string_view name, std::string fallback) const {
    const Value* member = find(name);
    const std::string* text = member == nullptr ? nullptr : member->as_text();
    return text == nullptr ? std::move(fallback) : *text;
}

std::int64_t Value::int_of(std::string_view name, std::int64_t fallback) const {
    const Value* member = find(name);
    const std::int64_t* number = member == nullptr ? nullptr : member->as_int();
    return number == nullptr ? fallback : *number;
}

double Value::number_of(std::string_view name, double fallback) const {
    const Value* member = find(name);
    if (member == nullptr) {
        return fallback;
    }
    if (const double* number = member->as_double()) {
        return *number;
    }
    const std::int64_t* whole = member->as_int();
    return whole == nullptr ? fallback : static_cast<double>(*whole);
}

bool Value::flag_of(std::string_view name) const {
    const Value* member = find(name);
    const bool* flag = member == nullptr ? nullptr : member->as_bool();
    return flag != nullptr && *flag;
}

const List& Value::list_of(std::string_view name) const {
    static const List none;
    const Value* member = find(name);
    const List* list = member == nullptr ? nullptr : member->as_list();
    return list == nullptr ? none : *list;
}

Value text_or_null(std::string_view text) {
    return text.empty() ? Value() : Value(text);
}

}  // namespace arc

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace arc {

class Value;
using List = std::vector<Value>;
// Members in the order they were put; names are unique.
using Object = std::vector<std::pair<std::string, Value>>;

// What a record's field can hold. Only record/ knows how it is written down (JSON).
class Value {
public:
    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value) : content_(value) {}
    Value(int value) : content_(std::int64_t{value}) {}
    Value(std::int64_t value) : content_(value) {}
    Value(double value) : content_(value) {}
    Value(std::string value) : content_(std::move(value)) {}
    Value(std::string_view value) : content_(std::string(value)) {}
    Value(const char* value) : content_(std::string(value)) {}
    Value(List value) : content_(std::move(value)) {}
    Value(Object value) : content_(std::move(value)) {}

    bool is_null() const { return std::holds_alternative<std::monostate>(content_); }
    // Null when the value is of another type.
    const bool* as_bool() const { return std::get_if<bool>(&content_); }
    const std::int64_t* as_int() const { return std::get_if<std::int64_t>(&content_); }
    const double* as_double() const { return std::get_if<double>(&content_); }
    const std::string* as_text() const { return std::get_if<std::string>(&content_); }
    const List* as_list() const { return std::get_if<List>(&content_); }
    const Object* as_object() const { return std::get_if<Object>(&content_); }
    // The member of an object, or null when this is no object or has none of that name.
    const Value* find(std::string_view name) const;
    // Shorthands for reading records: the member as that type, or the fallback when missing or of another type.
    std::string text_of(std::string_view name, std::string fallback = {}) const;
    std::int64_t int_of(std::string_view name, std::int64_t fallback = 0) const;
    double number_of(std::string_view name, double fallback = 0) const;  // whole numbers too
    bool flag_of(std::string_view name) const;
    const List& list_of(std::string_view name) const;  // empty when missing

    bool operator==(const Value&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Object> content_;
};

// Null for an empty text: how optional texts stand in records.
Value text_or_null(std::string_view text);

// One line of a pipe: its kind and its fields, without "record", "v" and "archive", which the codec adds and checks.
struct Record {
    std::string kind;
    Object fields;
    bool operator==(const Record&) const = default;
};

}  // namespace arc

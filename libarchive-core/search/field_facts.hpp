#pragma once

#include "model/condition.hpp"
#include "model/field.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What the search index knows of a value of the profile's field beside its words, as fact tokens: of a choice or yes/no
// the value, of a date its year and month, of a number its size (how many digits, and the first of them). A range is
// then the alternatives of a few dozen tokens, and the rows that they leave are compared exactly. Text has none.
std::vector<std::string> field_facts(std::string_view name, FieldType type, std::string_view value);

// One value of a query for such a field, as parse_field_test reads it; of a date also years and months: 2024,
// 2023-05.., <2024. Error: usage.
Result<FieldTest> read_field_test(FieldType type, const std::string& text);

// Tokens one of which everything that passes the test has; nothing where the index cannot tell (unequal, any value,
// stars, text, a range too long).
std::optional<std::vector<std::string>> facts_of_test(std::string_view name, FieldType type, const FieldTest& test);

}  // namespace arc

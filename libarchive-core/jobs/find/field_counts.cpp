#include "jobs/find/field_counts.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string text_of(const Value& value) {
    if (const std::string* text = value.as_text()) {
        return *text;
    }
    if (const std::int64_t* whole = value.as_int()) {
        return std::to_string(*whole);
    }
    if (const bool* flag = value.as_bool()) {
        return *flag ? "true" : "false";
    }
    return {};
}

}  // namespace

std::string field_text(const Record& record, std::string_view field) {
    if (field == "kind") {
        return record.kind;
    }
    const Value fields(record.fields);
    const Value* own = fields.find(field);
    const Value* more = fields.find("fields");
    const Value* value = own != nullptr ? own : more == nullptr ? nullptr : more->find(field);
    return value == nullptr ? std::string() : text_of(*value);
}

FieldCounts::FieldCounts(const std::string& field) : field_(field) {
    constexpr std::pair<std::string_view, std::size_t> parts[] = {{".year", 4}, {".month", 7}};
    for (const auto& [part, digits] : parts) {
        if (field_.ends_with(part)) {
            field_.erase(field_.size() - part.size());
            digits_ = digits;
        }
    }
}

void FieldCounts::put(const Record& record) {
    ++counts_[field_text(record, field_).substr(0, digits_)];
}

std::vector<std::pair<std::string, std::int64_t>> FieldCounts::most_first() const {
    std::vector<std::pair<std::string, std::int64_t>> rows(counts_.begin(), counts_.end());
    std::ranges::stable_sort(rows, std::greater{}, [](const auto& row) { return row.second; });
    return rows;
}

}  // namespace arc

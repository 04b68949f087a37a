#pragma once

#include "jobs/record_sink.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// A field of a record, or of the profile's fields in it, as a text; "" where it has none. "kind" is the record's kind.
std::string field_text(const Record& record, std::string_view field);

// How many of the records put have each value of a field; of a date its year or month with FIELD.year, FIELD.month.
class FieldCounts final : public RecordSink {
public:
    explicit FieldCounts(const std::string& field);
    void put(const Record& record) override;
    void flush() override {}
    const std::string& field() const { return field_; }
    // Equal counts by value.
    std::vector<std::pair<std::string, std::int64_t>> most_first() const;

private:
    std::string field_;
    std::size_t digits_ = std::string::npos;
    std::map<std::string, std::int64_t> counts_;
};

}  // namespace arc

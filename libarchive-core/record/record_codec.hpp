#pragma once

#include "base/result.hpp"
#include "model/value.hpp"

#include <string>
#include <string_view>

namespace arc {

// A record of a pipe as one line, without the line end: "record", "v" and "archive" first (arc-records(5)).
std::string encode_record(const Record& record, std::string_view archive);

struct ReadRecord {
    Record record;        // fields without record, v and archive
    std::string archive;  // "" when the line has none (arc-barcode read)
};
// Errors: not JSON, not an object, no "record", a version this program does not know.
Result<ReadRecord> decode_record(std::string_view line);

// The texts by name that a catalog row keeps in one cell: customer and document fields.
std::string encode_fields(const std::vector<std::pair<std::string, std::string>>& fields);
std::vector<std::pair<std::string, std::string>> decode_fields(std::string_view text);

}  // namespace arc

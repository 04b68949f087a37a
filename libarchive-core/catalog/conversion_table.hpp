#pragma once

#include "catalog/object_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// A captured file and the same in another format.
struct Conversion {
    std::int64_t object = 0;  // the original, which stays
    std::int64_t result = 0;
    std::string made;  // instant
    std::string program;
    bool lossless = false;
};

// Captured files of one format, with what became of them.
struct FormatStock {
    std::string format;
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t frames = 0;
    std::int64_t converted = 0;  // of these files, have another format beside them
    std::int64_t results = 0;    // of these files, were made by conversion
};

class ConversionTable {
public:
    explicit ConversionTable(Db& db) : db_(&db) {}
    void add(const Conversion& conversion);
    std::optional<Conversion> of(std::int64_t object);
    // Those whose result is this object.
    std::vector<Conversion> to(std::int64_t result);
    void remove(std::int64_t object);
    // Objects of that format that stand and have no conversion, behind `after` by id, at most `most`. Results of
    // conversions are not among them.
    std::vector<StoredObject> unconverted(const std::string& format, std::int64_t after, std::int64_t most);
    // Formats of all files that are there.
    std::vector<FormatStock> stock();
    // All files that are there, by id.
    std::vector<StoredObject> files(std::int64_t after, std::int64_t most);

private:
    Db* db_;
};

}  // namespace arc

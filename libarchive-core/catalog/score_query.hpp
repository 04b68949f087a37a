#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// What happened since a moment, for scores.
class ScoreQuery {
public:
    explicit ScoreQuery(Db& db) : db_(&db) {}

    struct Reviewed {
        std::int64_t document = 0;
        bool passed = false;
    };
    std::vector<Reviewed> reviews_since(const std::string& instant);
    struct Answered {
        std::string subject;
        bool right = false;
    };
    // Items of samples that were answered, unreached ones left out.
    std::vector<Answered> samples_since(const std::string& instant);
    // Subjects of entries of a kind that were done on or after a day.
    std::vector<std::string> entries_since(const std::string& kind, const std::string& day);

private:
    Db* db_;
};

}  // namespace arc

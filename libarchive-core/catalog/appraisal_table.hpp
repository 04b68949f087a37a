#pragma once

#include "catalog/sqlite.hpp"
#include "model/appraisal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

class AppraisalTable {
public:
    explicit AppraisalTable(Db& db) : db_(&db) {}
    // A number for an appraisal that is about to be added.
    std::int64_t next_id();
    // With its appraisers; appraisal.id must be one that next_id gave.
    void add(const Appraisal& appraisal);
    std::vector<Appraisal> of_document(std::int64_t document);  // oldest first
    // The last one of this aspect.
    std::optional<Appraisal> last(std::int64_t document, const std::string& aspect);

private:
    std::vector<Appraisal> all_of(Statement& rows);
    Db* db_;
};

}  // namespace arc

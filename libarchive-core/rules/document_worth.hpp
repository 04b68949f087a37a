#pragma once

#include "rules/completeness.hpp"

#include <string>

namespace arc {

// What a document on file is worth for a requirement: present, waived, empty, short of pages, unfit or provisional;
// missing where its waiver has ended. With words for people unless present.
struct DocumentWorth {
    DocumentStatus status = DocumentStatus::present;
    std::string reason;
    bool operator==(const DocumentWorth&) const = default;
};

DocumentWorth judge_document(const DocumentOnFile& document, const Requirement& requirement,
                             const CompletenessRules& rules);

}  // namespace arc

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// 鉴定: what a group judged about one aspect of a document.
struct Appraisal {
    std::int64_t id = 0;
    std::int64_t document = 0;
    std::string aspect;   // keep, open, digitise, declassify, or another of the profile's
    std::string verdict;  // keep, transfer, destroy; an access state; yes, no; a secrecy level
    std::string until;    // day until which it holds, "permanent", or ""
    std::string reason;
    std::string at;  // instant
    std::vector<std::int64_t> appraisers;
};

}  // namespace arc

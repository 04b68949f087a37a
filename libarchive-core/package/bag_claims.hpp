#pragma once

#include "package/bag_check.hpp"
#include "package/bag_text.hpp"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arc {

// What one manifest says of a file.
struct BagClaim {
    std::string manifest;
    ChecksumAlgorithm algorithm = ChecksumAlgorithm::sha256;
    std::string digest;
};

// What a bag says of itself in its tag files: read before anything of its payload is.
struct BagClaims {
    BagVersion version;
    std::map<const PackedFile*, std::vector<BagClaim>> files;
    std::vector<std::pair<std::string, std::set<std::string>>> manifests;  // of the payload, and the paths they list
    std::map<std::string, std::string> missing;                            // paths that are not there, and where named
    std::set<std::string> to_fetch;                                        // of these, what fetch.txt names
};

// Reads declaration, manifests, bag-info and fetch.txt. Tells version, algorithms, info, problems and warnings in the
// report. Nothing when the declaration cannot be read.
std::optional<BagClaims> read_bag_claims(PackageSource& source, BagReport& report);

}  // namespace arc

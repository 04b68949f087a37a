#pragma once

#include "package/bag_text.hpp"
#include "package/package_source.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What a bag is found to be (RFC 8493 section 3): valid when there is no problem.
struct BagReport {
    bool is_bag = true;                   // false: neither bagit.txt nor a manifest; nothing else was looked at
    bool readable = true;                 // false: something could not be read, so that it is not known to be valid
    std::optional<BagVersion> version;    // as it declares
    std::vector<std::string> algorithms;  // of the payload manifests
    std::int64_t files = 0;               // of the payload
    std::int64_t bytes = 0;
    std::vector<Error> problems;  // subject: the file in the bag
    std::vector<Error> warnings;  // odd, but no reason to refuse it
    BagInfo info;

    bool valid() const { return is_bag && readable && problems.empty(); }
};

struct BagCheckSettings {
    int threads = 1;
    // Files looked at and to be looked at.
    std::function<void(std::int64_t done, std::int64_t total)> progress;
};

// Judges a bag of version 0.93 to 1.0: declared rightly, complete, every checksum of every manifest and tag manifest
// fitting. Nothing is downloaded: what fetch.txt names and is not there is missing.
BagReport check_bag(PackageSource& source, const BagCheckSettings& settings);

}  // namespace arc

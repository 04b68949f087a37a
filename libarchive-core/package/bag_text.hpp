#pragma once

#include "base/checksum.hpp"
#include "base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// The texts of a BagIt package (RFC 8493 and the drafts from 0.93 on): read with all that their writers got wrong,
// written by the letter.

struct BagVersion {
    int major = 1;
    int minor = 0;
    auto operator<=>(const BagVersion&) const = default;
};
inline constexpr BagVersion bag_version_1{1, 0};
std::string to_text(BagVersion version);

// bagit.txt.
struct BagDeclaration {
    BagVersion version;
    std::string encoding = "UTF-8";     // of the other tag files
    std::vector<std::string> warnings;  // what is odd about it and no error
};
// Errors (damaged): not the two lines that the RFC wants, a byte-order mark, a version that nobody published.
Result<BagDeclaration> read_bag_declaration(std::string_view bytes);

// A line of a manifest, tag manifest or fetch.txt.
struct BagLine {
    int number = 0;      // from 1
    std::string digest;  // lower case; of fetch.txt the address
    std::string path;    // decoded
    bool starred = false;
};
// Lines that are none are told with `complain` as they are met.
using BagComplaint = std::pair<int, std::string>;  // line, what
std::vector<BagLine> read_bag_manifest(std::string_view text, BagVersion version, std::vector<BagComplaint>& errors);
std::vector<BagLine> read_bag_fetch(std::string_view text, BagVersion version, std::vector<BagComplaint>& errors);

// bag-info.txt: labels and values in order, long lines joined.
using BagInfo = std::vector<std::pair<std::string, std::string>>;
BagInfo read_bag_info(std::string_view text, BagVersion version, std::vector<BagComplaint>& errors);

// The algorithm in "manifest-sha256.txt", with the prefix "manifest-" or "tagmanifest-"; nothing for other names.
std::optional<std::string> algorithm_in_name(std::string_view file, std::string_view prefix);

// Why a path must not be followed, "" for a good one: absolute, "..", "~", drive letters, UNC.
std::string unsafe_path_reason(std::string_view path);

// In the declared encoding, to UTF-8. Errors (damaged): an encoding nobody knows, bytes that are not of it.
Result<std::string> to_utf8_from(const std::string& encoding, std::string_view bytes);

// For writing version 1.0. Line ends and % are percent-encoded, nothing else.
std::string encode_bag_path(std::string_view path);
std::string bag_declaration_text();
std::string bag_info_text(const BagInfo& info);
std::string manifest_line(std::string_view digest, std::string_view path);

}  // namespace arc

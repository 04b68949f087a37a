#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>

namespace arc {

// What a file says of its own format, for inventories and packages.
struct FormatVersion {
    std::string format;   // as the catalog names it: "tiff", "pdf"; "" where it is not known
    std::string name;     // "TIFF", "JPEG (JFIF)", "PDF"; "" where it is not known
    std::string version;  // "6.0", "1.01"; "" where it does not say
    std::string pronom;   // key in the PRONOM registry, "fmt/353"; "" where several fit
    bool operator==(const FormatVersion&) const = default;
};

// By the first bytes of the file. Errors: io.
Result<FormatVersion> format_version_of(const std::filesystem::path& file);

}  // namespace arc

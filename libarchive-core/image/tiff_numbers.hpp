#pragma once

#include "image/image_impl.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// Numbers of a TIFF file in its byte order, and how it writes offsets.
class TiffNumbers {
public:
    // Reads the first bytes of the file, which must be those of a TIFF.
    explicit TiffNumbers(const InputFile& file);

    bool little() const { return little_; }
    bool big() const { return big_; }                   // BigTIFF: version 43
    int offset_bytes() const { return big_ ? 8 : 4; }   // of an offset, and of a value that stands in its entry
    int count_bytes() const { return big_ ? 8 : 2; }    // of the number of entries
    int entry_bytes() const { return big_ ? 20 : 12; }  // of one entry
    int header_bytes() const { return big_ ? 16 : 8; }
    // 1, 2, 4 or 8 bytes at an offset; nothing when they are not in the file.
    std::optional<std::uint64_t> at(std::uint64_t offset, int bytes) const;
    // A number as the file would write it.
    std::string text(std::uint64_t value, int bytes) const;
    // Where the first directory begins.
    std::optional<std::uint64_t> first_directory() const { return at(big_ ? 8 : 4, offset_bytes()); }

private:
    const InputFile* file_;
    bool little_ = false;
    bool big_ = false;
};

}  // namespace arc

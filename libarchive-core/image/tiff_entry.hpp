#pragma once

#include "image/image_impl.hpp"
#include "image/tiff_numbers.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// Types of values that are made anew.
constexpr std::uint16_t tiff_ascii = 2;
constexpr std::uint16_t tiff_short = 3;
constexpr std::uint16_t tiff_long = 4;
constexpr std::uint16_t tiff_ifd = 13;  // the offset of a directory
constexpr std::uint16_t tiff_long8 = 16;
constexpr std::uint16_t tiff_ifd8 = 18;

// Bytes of one value of a type; 0 for types that TIFF does not define.
std::uint64_t tiff_bytes_of(std::uint16_t type);

// An entry of a directory as it stands in a file, or as it is to be written.
struct TiffEntry {
    std::uint32_t tag = 0;
    std::uint16_t type = 0;
    std::uint64_t count = 0;
    std::uint64_t from = 0;  // of the value, in the file
    std::string own;         // the value instead, when not empty

    std::uint64_t bytes() const { return own.empty() ? count * tiff_bytes_of(type) : own.size(); }
};

// All entries of a directory but those of unknown types and those whose value lies outside the file. Error: damaged.
Result<std::vector<TiffEntry>> read_tiff_entries(const InputFile& file, const TiffNumbers& numbers,
                                                 std::uint64_t directory);
// The whole numbers of an entry, 1024 at most; none for other types.
std::vector<std::uint64_t> tiff_values(const TiffNumbers& numbers, const TiffEntry& entry);

}  // namespace arc

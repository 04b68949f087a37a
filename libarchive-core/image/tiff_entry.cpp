#include "image/tiff_entry.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// Where an entry's value stands, or nothing when it cannot be used.
std::optional<TiffEntry> usable(TiffEntry entry, std::uint64_t offset, std::uint64_t field_bytes,
                                std::uint64_t file_bytes) {
    if (tiff_bytes_of(entry.type) == 0 || entry.count == 0 || entry.count > file_bytes) {
        return std::nullopt;
    }
    entry.from = entry.bytes() > field_bytes ? offset : entry.from;
    const bool inside = entry.from <= file_bytes && entry.bytes() <= file_bytes - entry.from;
    return inside ? std::optional(std::move(entry)) : std::nullopt;
}

}  // namespace

std::uint64_t tiff_bytes_of(std::uint16_t type) {
    constexpr std::array<std::uint8_t, 19> bytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    return type < bytes.size() ? bytes[type] : 0;
}

Result<std::vector<TiffEntry>> read_tiff_entries(const InputFile& file, const TiffNumbers& numbers,
                                                 std::uint64_t directory) {
    const auto broken = [&] { return Error{ErrorCode::damaged, file.subject(), say("a directory is cut off"), {}}; };
    const std::optional<std::uint64_t> count = numbers.at(directory, numbers.count_bytes());
    if (!count || *count == 0 || *count > 0xffff) {
        return broken();
    }
    std::vector<TiffEntry> entries;
    const int field_bytes = numbers.offset_bytes();
    std::uint64_t at = directory + static_cast<std::uint64_t>(numbers.count_bytes());
    for (std::uint64_t i = 0; i < *count; ++i, at += static_cast<std::uint64_t>(numbers.entry_bytes())) {
        const auto tag = numbers.at(at, 2);
        const auto type = numbers.at(at + 2, 2);
        const auto values = numbers.at(at + 4, field_bytes);
        const std::uint64_t field = at + 4 + static_cast<std::uint64_t>(field_bytes);
        const auto offset = numbers.at(field, field_bytes);
        if (!tag || !type || !values || !offset) {
            return broken();
        }
        TiffEntry entry{static_cast<std::uint32_t>(*tag), static_cast<std::uint16_t>(*type), *values, field, {}};
        if (std::optional<TiffEntry> found = usable(std::move(entry), *offset, static_cast<std::uint64_t>(field_bytes),
                                                    static_cast<std::uint64_t>(file.size()))) {
            entries.push_back(*std::move(found));
        }
    }
    return entries;
}

std::vector<std::uint64_t> tiff_values(const TiffNumbers& numbers, const TiffEntry& entry) {
    constexpr std::uint64_t most = 1024;
    constexpr std::array whole{tiff_short, tiff_long, tiff_ifd, tiff_long8, tiff_ifd8};
    std::vector<std::uint64_t> values;
    const auto each = static_cast<int>(tiff_bytes_of(entry.type));
    const bool readable = std::ranges::count(whole, entry.type) > 0;
    for (std::uint64_t i = 0; readable && i < std::min(entry.count, most); ++i) {
        values.push_back(numbers.at(entry.from + i * static_cast<std::uint64_t>(each), each).value_or(0));
    }
    return values;
}

}  // namespace arc

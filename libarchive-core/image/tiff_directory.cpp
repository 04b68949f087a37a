#include "image/tiff_directory.hpp"

#include "base/say.hpp"

#include <array>
#include <unordered_set>

namespace arc {
namespace {

// Numbers of a TIFF file in its byte order.
class TiffNumbers {
public:
    TiffNumbers(const InputFile& file, bool little) : file_(file), little_(little) {}

    // 2, 4 or 8 bytes at an offset; nothing when they are not in the file.
    std::optional<std::uint64_t> at(std::uint64_t offset, int bytes) const {
        std::array<std::uint8_t, 8> buffer{};
        const auto count = static_cast<std::size_t>(bytes);
        if (offset > static_cast<std::uint64_t>(file_.size()) ||
            file_.read_at(static_cast<std::int64_t>(offset), std::span(buffer).first(count)) != count) {
            return std::nullopt;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            value = value << 8 | buffer[little_ ? count - 1 - i : i];
        }
        return value;
    }

private:
    const InputFile& file_;
    bool little_;
};

Error broken(const InputFile& file, std::string what) {
    return {ErrorCode::damaged, file.subject(), std::move(what), say("scan the page again")};
}

// The offset of the directory after the one at `offset`, 0 after the last.
std::optional<std::uint64_t> next_directory(const TiffNumbers& numbers, std::uint64_t offset, bool big) {
    const std::optional<std::uint64_t> entries = numbers.at(offset, big ? 8 : 2);
    if (!entries || *entries == 0 || *entries > 0xffff) {
        return std::nullopt;
    }
    return numbers.at(offset + (big ? 8 + 20 * *entries : 2 + 12 * *entries), big ? 8 : 4);
}

}  // namespace

Result<std::vector<std::uint64_t>> tiff_directories(const InputFile& file, int max_frames) {
    std::array<std::uint8_t, 4> magic{};
    file.read_at(0, magic);
    const bool little = magic[0] == 'I';
    const bool big = magic[little ? 2 : 3] == 43;
    const TiffNumbers numbers(file, little);
    std::vector<std::uint64_t> offsets;
    std::unordered_set<std::uint64_t> seen;
    std::optional<std::uint64_t> offset = numbers.at(big ? 8 : 4, big ? 8 : 4);
    while (offset && *offset != 0) {
        if (!seen.insert(*offset).second) {
            return broken(file, say("the chain of pages runs in a circle after page {}", offsets.size()));
        }
        if (offsets.size() == static_cast<std::size_t>(max_frames)) {
            return Error{ErrorCode::limit, file.subject(), say("more than {} pages in one file", max_frames),
                         say("split the file")};
        }
        offsets.push_back(*offset);
        offset = next_directory(numbers, *offset, big);
    }
    if (!offset) {
        return broken(file, say("the description of page {} lies outside the file or is cut off", offsets.size()));
    }
    if (offsets.empty()) {
        return broken(file, say("the file holds no page"));
    }
    return offsets;
}

}  // namespace arc

#include "image/tiff_directory.hpp"

#include "base/say.hpp"
#include "image/tiff_numbers.hpp"

#include <unordered_set>

namespace arc {
namespace {

Error broken(const InputFile& file, std::string what) {
    return {ErrorCode::damaged, file.subject(), std::move(what), say("scan the page again")};
}

// The offset of the directory after the one at `offset`, 0 after the last.
std::optional<std::uint64_t> next_directory(const TiffNumbers& numbers, std::uint64_t offset) {
    const std::optional<std::uint64_t> entries = numbers.at(offset, numbers.count_bytes());
    if (!entries || *entries == 0 || *entries > 0xffff) {
        return std::nullopt;
    }
    const auto own = static_cast<std::uint64_t>(numbers.count_bytes());
    return numbers.at(offset + own + static_cast<std::uint64_t>(numbers.entry_bytes()) * *entries,
                      numbers.offset_bytes());
}

}  // namespace

Result<std::vector<std::uint64_t>> tiff_directories(const InputFile& file, int max_frames) {
    const TiffNumbers numbers(file);
    std::vector<std::uint64_t> offsets;
    std::unordered_set<std::uint64_t> seen;
    std::optional<std::uint64_t> offset = numbers.first_directory();
    while (offset && *offset != 0) {
        if (!seen.insert(*offset).second) {
            return broken(file, say("the chain of pages runs in a circle after page {}", offsets.size()));
        }
        if (offsets.size() == static_cast<std::size_t>(max_frames)) {
            return Error{ErrorCode::limit, file.subject(), say("more than {} pages in one file", max_frames),
                         say("split the file")};
        }
        offsets.push_back(*offset);
        offset = next_directory(numbers, *offset);
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

#include "image/tiff_copy.hpp"

#include "base/say.hpp"
#include "image/tiff_entry.hpp"
#include "image/tiff_handle.hpp"
#include "image/tiff_numbers.hpp"

#include <tiffio.h>

#include <algorithm>
#include <map>
#include <utility>

namespace arc {
namespace {

constexpr std::uint32_t image_history = 37395;
constexpr std::uint32_t global_parameters = 400;  // a directory, RFC 2301

bool names_directories(std::uint32_t tag) {
    return tag == TIFFTAG_SUBIFD || tag == TIFFTAG_EXIFIFD || tag == TIFFTAG_GPSIFD ||
           tag == TIFFTAG_INTEROPERABILITYIFD || tag == global_parameters;
}

class TiffCopy {
public:
    TiffCopy(const InputFile& file, std::string origin)
        : file_(&file), numbers_(file), origin_(std::move(origin)), most_(2 * static_cast<std::uint64_t>(file.size())) {
        constexpr std::uint64_t small = 1 << 16;  // origin and rewritten arrays of a small file
        most_ += small;
    }

    Result<CopyPlan> run(std::uint64_t directory) {
        Result<std::unique_ptr<TiffHandle>> handle = TiffHandle::open(*file_, TiffHandle::Strips::as_stored);
        if (!handle) {
            return handle.error();
        }
        handle_ = std::move(*handle);
        plan_.add(header(0));
        const Result<std::uint64_t> first = copy_directory(directory, Level{0, 0});
        if (!first) {
            return first.error();
        }
        plan_.rewrite_first(header(*first));
        return std::move(plan_);
    }

private:
    struct Level {
        int depth = 0;
        std::uint64_t next = 0;  // the directory after it, in the copy
    };

    Error broken(std::string what) const { return {ErrorCode::damaged, file_->subject(), std::move(what), {}}; }

    std::string header(std::uint64_t first) const {
        std::string text = numbers_.little() ? "II" : "MM";
        if (numbers_.big()) {
            text += numbers_.text(43, 2) + numbers_.text(8, 2) + numbers_.text(0, 2);
        } else {
            text += numbers_.text(42, 2);
        }
        return text + numbers_.text(first, numbers_.offset_bytes());
    }

    // An entry whose value is a list of offsets or counts.
    TiffEntry list_entry(std::uint32_t tag, const std::vector<std::uint64_t>& values) const {
        TiffEntry entry{tag, numbers_.big() ? tiff_long8 : tiff_long, values.size(), 0, {}};
        for (const std::uint64_t value : values) {
            entry.own += numbers_.text(value, numbers_.offset_bytes());
        }
        return entry;
    }

    // Copying ---------------------------------------------------------------------------------------------------------

    // The same bytes are kept once however often they are named.
    Result<std::uint64_t> copy_range(std::uint64_t from, std::uint64_t bytes) {
        const auto size = static_cast<std::uint64_t>(file_->size());
        if (from > size || bytes > size - from) {
            return broken(say("a part lies outside the file"));
        }
        const auto [known, fresh] = copied_.try_emplace({from, bytes}, 0);
        if (fresh) {
            plan_.align();
            known->second = plan_.copy(from, bytes);
        }
        if (plan_.size() > most_) {
            return Error{ErrorCode::limit, file_->subject(), say("parts of the file overlap without end"), {}};
        }
        return known->second;
    }

    // Strips or tiles. libtiff says where they are: it mends counts that are missing or wrong as decoding does.
    Result<Done> copy_picture(std::uint64_t directory, bool tiled, std::vector<TiffEntry>& entries) {
        if (!handle_->select(directory)) {
            return broken(say("the page's description cannot be read: {}", handle_->error()));
        }
        TIFF* tiff = handle_->get();
        const std::uint32_t count = tiled ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
        std::vector<std::uint64_t> offsets;
        std::vector<std::uint64_t> lengths;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t from = TIFFGetStrileOffset(tiff, i);
            const std::uint64_t length = TIFFGetStrileByteCount(tiff, i);
            const Result<std::uint64_t> at =
                from == 0 && length == 0 ? Result<std::uint64_t>(0) : copy_range(from, length);
            if (!at) {
                return at.error();
            }
            offsets.push_back(*at);
            lengths.push_back(length);
        }
        entries.push_back(list_entry(tiled ? TIFFTAG_TILEOFFSETS : TIFFTAG_STRIPOFFSETS, offsets));
        entries.push_back(list_entry(tiled ? TIFFTAG_TILEBYTECOUNTS : TIFFTAG_STRIPBYTECOUNTS, lengths));
        return Done{};
    }

    // Those that cannot be read are left out; an entry without any goes.
    void copy_directories(const TiffEntry& entry, int depth, std::vector<TiffEntry>& entries) {
        std::vector<std::uint64_t> offsets;
        for (const std::uint64_t directory : tiff_values(numbers_, entry)) {
            if (const Result<std::uint64_t> at = copy_chain(directory, depth + 1); at) {
                offsets.push_back(*at);
            }
        }
        if (offsets.empty()) {
            return;
        }
        TiffEntry copy = list_entry(entry.tag, offsets);
        if (entry.type == tiff_ifd || entry.type == tiff_ifd8) {
            copy.type = numbers_.big() ? tiff_ifd8 : tiff_ifd;
        }
        entries.push_back(std::move(copy));
    }

    // A directory with those that follow it, last one first.
    Result<std::uint64_t> copy_chain(std::uint64_t directory, int depth) {
        constexpr int deepest = 3;
        constexpr int most_directories = 64;
        if (depth > deepest || ++directories_ > most_directories) {
            return broken(say("too many directories hang below the page"));
        }
        const std::optional<std::uint64_t> count = numbers_.at(directory, numbers_.count_bytes());
        const std::uint64_t next_field = directory + static_cast<std::uint64_t>(numbers_.count_bytes()) +
                                         static_cast<std::uint64_t>(numbers_.entry_bytes()) * count.value_or(0);
        const std::uint64_t next = numbers_.at(next_field, numbers_.offset_bytes()).value_or(0);
        std::uint64_t after = 0;
        if (next != 0 && count.value_or(0) <= 0xffff) {
            const Result<std::uint64_t> at = copy_chain(next, depth);
            after = at ? *at : 0;
        }
        return copy_directory(directory, Level{depth, after});
    }

    // Old-style JPEG (TIFF 6.0 section 22): offsets of quantisation tables of 64 bytes, and of Huffman tables, which
    // are 16 counts and as many values as they add up to.
    Result<Done> copy_tables(const TiffEntry& entry, std::vector<TiffEntry>& entries) {
        std::vector<std::uint64_t> offsets;
        for (const std::uint64_t table : tiff_values(numbers_, entry)) {
            std::uint64_t bytes = 64;
            if (entry.tag != TIFFTAG_JPEGQTABLES) {
                bytes = 16;
                for (std::uint64_t i = 0; i < 16; ++i) {
                    bytes += numbers_.at(table + i, 1).value_or(0);
                }
            }
            const Result<std::uint64_t> at = copy_range(table, bytes);
            if (!at) {
                return at.error();
            }
            offsets.push_back(*at);
        }
        entries.push_back(list_entry(entry.tag, offsets));
        return Done{};
    }

    Result<Done> copy_jpeg_stream(const TiffEntry& entry, const std::vector<TiffEntry>& all,
                                  std::vector<TiffEntry>& entries) {
        const std::uint64_t from = tiff_values(numbers_, entry).empty() ? 0 : tiff_values(numbers_, entry).front();
        const auto length_entry = std::ranges::find(all, TIFFTAG_JPEGIFBYTECOUNT, &TiffEntry::tag);
        std::uint64_t length = length_entry == all.end() || tiff_values(numbers_, *length_entry).empty()
                                   ? 0
                                   : tiff_values(numbers_, *length_entry).front();
        const auto size = static_cast<std::uint64_t>(file_->size());
        if (from == 0 || from >= size) {
            return Done{};
        }
        length = length == 0 || length > size - from ? size - from : length;
        const Result<std::uint64_t> at = copy_range(from, length);
        if (!at) {
            return at.error();
        }
        entries.push_back(list_entry(entry.tag, {*at}));
        return Done{};
    }

    Result<Done> copy_entry(const TiffEntry& entry, const std::vector<TiffEntry>& all, int depth,
                            std::vector<TiffEntry>& copies) {
        switch (entry.tag) {
            case TIFFTAG_STRIPOFFSETS:
            case TIFFTAG_STRIPBYTECOUNTS:
            case TIFFTAG_TILEOFFSETS:
            case TIFFTAG_TILEBYTECOUNTS:
            case TIFFTAG_FREEOFFSETS:
            case TIFFTAG_FREEBYTECOUNTS:
                return Done{};
            case TIFFTAG_JPEGQTABLES:
            case TIFFTAG_JPEGDCTABLES:
            case TIFFTAG_JPEGACTABLES:
                return copy_tables(entry, copies);
            case TIFFTAG_JPEGIFOFFSET:
                return copy_jpeg_stream(entry, all, copies);
            default:
                break;
        }
        if (names_directories(entry.tag)) {
            copy_directories(entry, depth, copies);
        } else {
            copies.push_back(entry);
        }
        return Done{};
    }

    std::string text_of(const TiffEntry& entry) const {
        std::string text(static_cast<std::size_t>(entry.bytes()), '\0');
        file_->read_at(static_cast<std::int64_t>(entry.from),
                       std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size()));
        return text.substr(0, text.find('\0'));
    }

    void record_origin(std::vector<TiffEntry>& entries) const {
        const auto known = std::ranges::find(entries, image_history, &TiffEntry::tag);
        std::string text = origin_;
        if (known != entries.end()) {
            text = text_of(*known) + "\n" + text;
            entries.erase(known);
        }
        text.push_back('\0');
        const std::uint64_t count = text.size();
        entries.push_back({image_history, tiff_ascii, count, 0, std::move(text)});
    }

    Result<std::uint64_t> copy_directory(std::uint64_t directory, Level level) {
        const Result<std::vector<TiffEntry>> entries = read_tiff_entries(*file_, numbers_, directory);
        if (!entries) {
            return entries.error();
        }
        const auto has = [&](std::uint32_t tag) { return std::ranges::count(*entries, tag, &TiffEntry::tag) > 0; };
        std::vector<TiffEntry> copies;
        if (has(TIFFTAG_STRIPOFFSETS) || has(TIFFTAG_TILEOFFSETS)) {
            if (const Result<Done> done = copy_picture(directory, has(TIFFTAG_TILEOFFSETS), copies); !done) {
                return done.error();
            }
        }
        for (const TiffEntry& entry : *entries) {
            if (const Result<Done> done = copy_entry(entry, *entries, level.depth, copies); !done) {
                return done.error();
            }
        }
        if (level.depth == 0 && !origin_.empty()) {
            record_origin(copies);
        }
        return write_directory(std::move(copies), level.next);
    }

    std::uint64_t write_directory(std::vector<TiffEntry> entries, std::uint64_t next) {
        std::ranges::stable_sort(entries, {}, &TiffEntry::tag);
        const int offset_bytes = numbers_.offset_bytes();
        std::string text = numbers_.text(entries.size(), numbers_.count_bytes());
        for (TiffEntry& entry : entries) {
            text +=
                numbers_.text(entry.tag, 2) + numbers_.text(entry.type, 2) + numbers_.text(entry.count, offset_bytes);
            const std::uint64_t bytes = entry.bytes();
            if (bytes > static_cast<std::uint64_t>(offset_bytes)) {
                plan_.align();
                text += numbers_.text(
                    entry.own.empty() ? plan_.copy(entry.from, bytes) : plan_.add(std::move(entry.own)), offset_bytes);
                continue;
            }
            std::string value = entry.own;
            for (std::uint64_t i = 0; entry.own.empty() && i < bytes; ++i) {
                value += static_cast<char>(numbers_.at(entry.from + i, 1).value_or(0));
            }
            value.resize(static_cast<std::size_t>(offset_bytes), '\0');
            text += value;
        }
        text += numbers_.text(next, offset_bytes);
        plan_.align();
        return plan_.add(std::move(text));
    }

    const InputFile* file_;
    TiffNumbers numbers_;
    std::string origin_;
    std::uint64_t most_;
    std::unique_ptr<TiffHandle> handle_;
    CopyPlan plan_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> copied_;
    int directories_ = 0;
};

}  // namespace

Result<CopyPlan> plan_tiff_copy(const InputFile& file, std::uint64_t directory, const std::string& origin) {
    return TiffCopy(file, origin).run(directory);
}

}  // namespace arc

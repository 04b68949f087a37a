#include "jobs/export/export_plan.hpp"

#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/object_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "image/copy_frame.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace arc {
namespace {

struct FormatRow {
    std::string_view format;
    std::string_view ending;
    std::string_view media_type;
};
constexpr std::array format_rows{
    FormatRow{"tiff", ".tif", "image/tiff"},    FormatRow{"jpeg", ".jpg", "image/jpeg"},
    FormatRow{"png", ".png", "image/png"},      FormatRow{"pnm", ".pnm", "image/x-portable-anymap"},
    FormatRow{"bmp", ".bmp", "image/bmp"},      FormatRow{"dib", ".dib", "image/bmp"},
    FormatRow{"pdf", ".pdf", "application/pdf"}};

const FormatRow& row_of(std::string_view format) {
    static constexpr FormatRow other{"", ".bin", "application/octet-stream"};
    const auto row = std::ranges::find(format_rows, format, &FormatRow::format);
    return row == format_rows.end() ? other : *row;
}

std::string owner_folder(Archive& archive, const Document& document) {
    std::string owner;
    if (document.ticket) {
        owner = TicketTable(archive.db()).find(*document.ticket)->number;
    } else if (document.customer) {
        owner = CustomerTable(archive.db()).find(*document.customer)->number;
    } else if (const auto series = SeriesTable(archive.db()).find(document.series.value_or(0))) {
        owner = series->code;
    }
    return safe_name(owner);
}

Result<FrameCopy> frame_of(const Archive& archive, const ExportedFile& file) {
    const std::string origin = fmt::format("frame {} of sha256:{}", file.frame + 1, file.object.hex());
    return FrameCopy::plan(archive.paths().object(file.object), file.frame, origin);
}

// Whether all frames of the file are pages of these, each once.
bool is_all_of(const StoredObject& object, const std::vector<int>& frames) {
    const std::set<int> shown(frames.begin(), frames.end());
    return shown.size() == frames.size() && static_cast<int>(shown.size()) == object.frames;
}

std::vector<ExportedFile> files_of(Archive& archive, const std::vector<Page>& pages, const std::string& folder) {
    ObjectTable objects(archive.db());
    std::map<Digest, std::vector<int>> frames;
    for (const Page& page : pages) {
        frames[page.object].push_back(page.frame);
    }
    std::map<Digest, std::size_t> whole;
    std::vector<ExportedFile> files;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Page& page = pages[i];
        if (const auto known = whole.find(page.object); known != whole.end()) {
            files[known->second].pages.push_back(i);
            continue;
        }
        const StoredObject object = objects.find(page.object).value();
        ExportedFile file;
        file.object = page.object;
        file.format = object.format;
        file.frame = page.frame;
        file.pages = {i};
        // The same page twice in a document: each leaves as a frame, or, of a file of one frame, as the file itself.
        file.whole = object.frames <= 1 || is_all_of(object, frames[page.object]);
        if (file.whole && object.frames > 1) {
            whole.emplace(page.object, files.size());
        }
        file.path = fmt::format("{}/{:04}{}", folder, i + 1, ending_of(object.format));
        file.bytes = file.whole ? object.bytes : frame_of(archive, file).value_or_throw().size();
        files.push_back(std::move(file));
    }
    return files;
}

// "0001.bmp" becomes "0001-converted.tif".
std::vector<ConvertedFile> converted_of(Archive& archive, const std::vector<ExportedFile>& files) {
    std::vector<ConvertedFile> converted;
    ObjectTable objects(archive.db());
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::optional<Conversion> conversion =
            files[i].whole ? ConversionTable(archive.db()).of(objects.find(files[i].object)->id) : std::nullopt;
        const std::optional<StoredObject> result = conversion ? objects.find(conversion->result) : std::nullopt;
        if (!result || !result->destroyed.empty()) {
            continue;
        }
        ExportedFile file;
        file.path = files[i].path.substr(0, files[i].path.rfind('.')) + "-converted" + ending_of(result->format);
        file.object = result->digest;
        file.format = result->format;
        file.bytes = result->bytes;
        file.pages = files[i].pages;
        converted.push_back({std::move(file), i, *conversion});
    }
    return converted;
}

}  // namespace

std::string safe_name(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string safe;
    for (const char c : text.substr(0, longest)) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        safe += plain ? c : '_';
    }
    // Not hidden, and no ending dot, which Windows drops.
    for (const std::size_t edge : {std::size_t{0}, safe.size() - 1}) {
        if (!safe.empty() && safe[edge] == '.') {
            safe[edge] = '_';
        }
    }
    return safe.empty() ? "_" : safe;
}

std::string ending_of(std::string_view format) {
    return std::string(row_of(format).ending);
}

std::string media_type_of(std::string_view format) {
    return std::string(row_of(format).media_type);
}

std::vector<ExportedDocument> plan_files(Archive& archive, const std::vector<std::int64_t>& documents,
                                         const std::string& folder) {
    DocumentTable table(archive.db());
    PageTable pages(archive.db());
    std::vector<ExportedDocument> planned;
    for (const std::int64_t id : documents) {
        ExportedDocument one;
        one.document = table.find(id).value();
        one.pages = pages.of_document(id);
        const std::string below = fmt::format("{}/{}/d{:06}-{}", folder, owner_folder(archive, one.document), id,
                                              safe_name(one.document.type));
        one.files = files_of(archive, one.pages, below);
        one.converted = converted_of(archive, one.files);
        planned.push_back(std::move(one));
    }
    return planned;
}

PackageItem package_item(const Archive& archive, const ExportedFile& file) {
    PackageItem item{file.path, file.bytes, {}, {}};
    if (file.whole) {
        const std::filesystem::path path = archive.paths().object(file.object);
        item.known = file.object;
        item.open = [path] { return read_plain_file(path); };
        return item;
    }
    item.open = [&archive, file]() -> Result<ByteSource> {
        Result<FrameCopy> copy = frame_of(archive, file);
        if (!copy) {
            return copy.error();
        }
        const auto held = std::make_shared<FrameCopy>(std::move(copy.value()));
        return ByteSource([held](std::span<char> buffer) { return held->read(buffer); });
    };
    return item;
}

}  // namespace arc

#pragma once

#include "catalog/conversion_table.hpp"
#include "jobs/archive.hpp"
#include "jobs/export/package_writer.hpp"
#include "model/document.hpp"
#include "model/page.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// One file that leaves: a captured file as it is when every frame of it is a page of the same document, else one frame
// of it as a file of its own, so that nobody's pages leave with another's (design.md section 3).
struct ExportedFile {
    std::string path;    // in the package, below its folder of documents
    Digest object;       // the captured file
    std::string format;  // "tiff"
    bool whole = true;
    int frame = 0;                   // of the captured file, where not whole
    std::int64_t bytes = 0;          // of the file that leaves
    std::vector<std::size_t> pages;  // of its document, by their place in `pages`
};

// What a whole captured file was converted to: it leaves beside it.
struct ConvertedFile {
    ExportedFile file;
    std::size_t of = 0;  // its original, by its place in `files`
    Conversion conversion;
};

struct ExportedDocument {
    Document document;
    std::vector<Page> pages;
    std::vector<ExportedFile> files;
    std::vector<ConvertedFile> converted;
};

// The files of these documents with their names: FOLDER/OWNER/d000012-TYPE/0001.tif. Names are of letters, digits, dot,
// dash and underscore, differ also where case does not count, and stay the same from one export to the next. Faults:
// damaged, io (a captured file that cannot be read).
std::vector<ExportedDocument> plan_files(Archive& archive, const std::vector<std::int64_t>& documents,
                                         const std::string& folder);

// Such a file for a package.
PackageItem package_item(const Archive& archive, const ExportedFile& file);

// The text as a part of a file name that is safe on any medium.
std::string safe_name(std::string_view text);
// ".tif": for a format of the catalog.
std::string ending_of(std::string_view format);
// "image/tiff"; application/octet-stream for what is no image.
std::string media_type_of(std::string_view format);

}  // namespace arc

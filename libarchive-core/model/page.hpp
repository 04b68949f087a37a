#pragma once

#include "base/digest.hpp"
#include "model/barcode.hpp"
#include "model/page_look.hpp"
#include "model/raster.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What a page is to the archive. The texts are in the catalog: never rename.
enum class PageRole {
    fresh,      // "new": taken, not filed yet
    content,    // belongs to a document
    separator,  // a sheet of ours that starts something; kept, belongs to nothing
    back,       // the other side of a separator in a duplex batch
    ignored,    // between ignore sheets, or on a sheet that says so
    unplaced,   // on the work list, with a reason
    replaced,   // an older scan of a document's page; kept
    dropped,    // taken out of its document by a person, with a reason; kept
    destroyed,  // gone with its document; only the row is left
};

std::string_view to_text(PageRole role);
PageRole parse_page_role(std::string_view text);

// One image side: the smallest managed thing (design.md section 2).
struct Page {
    std::int64_t id = 0;
    std::int64_t batch = 0;
    std::string batch_code;
    std::int64_t seq = 0;  // place in its batch, from 1
    Digest object;
    std::int64_t object_bytes = 0;
    int frame = 0;                               // in its object, from 0
    std::string source;                          // the path it came from; bytes that are not UTF-8 as \xNN
    std::optional<std::int64_t> source_written;  // of a file of an inbox: when it was last written, ns since 1970
    FrameLook look;
    std::optional<std::int64_t> duplicate_of;  // the first page with the same object and frame
    std::vector<Rect> regions;                 // where codes may be
    std::string codes_read;                    // "" until barcodes were looked for, then the effort
    std::vector<Barcode> barcodes;
    PageRole role = PageRole::fresh;
    std::int64_t document = 0;  // 0 when it belongs to none
    int position = 0;           // in its document, from 1
    std::string reason;         // why it is where it is, for unplaced, dropped, replaced
};

}  // namespace arc

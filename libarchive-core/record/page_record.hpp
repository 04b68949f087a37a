#pragma once

#include "base/result.hpp"
#include "model/page.hpp"
#include "model/raster.hpp"
#include "model/value.hpp"

#include <string>
#include <vector>

namespace arc {

// The page record of the pipe (design.md section 5, arc-records(5)).
// `outcome`: new (taken now), known (taken by an earlier run), copy (the same bytes as another page).
Record page_record(const Page& page, const std::string& outcome);
// Reads it back; fields that a filter does not need (bytes, mode) may be missing.
Result<Page> read_page_record(const Record& record);

// Areas as they stand in page records and workers' answers: [x,y,width,height].
Value rects_value(const std::vector<Rect>& areas);
// Error (usage): what is no area of a page, such as one with sides below 0 or beyond the numbers of Rect.
Result<std::vector<Rect>> read_rects_value(const List& areas);

// A code as it stands in page and image records.
Value barcode_value(const Barcode& code);
Result<Barcode> read_barcode_value(const Value& value);

}  // namespace arc

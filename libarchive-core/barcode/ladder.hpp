#pragma once

#include "base/result.hpp"
#include "model/barcode.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// How long to try. Which rungs each climbs: ladder.cpp.
enum class Effort {
    quick,     // the regions as they are, once
    normal,    // all rungs on regions; the whole page where design.md section 7 says so
    thorough,  // all rungs on the whole page too
};

// When the page is also tried as a whole, beyond the regions that were marked on it.
enum class WholePage {
    when_needed,  // a region stayed unread, the image is small, or the effort is thorough
    always,       // the caller has a reason: first page of a batch, too many pages without a code
};

// The pixels of an upright page's area, both sides divided by `reduce` (1, 2, 4 or 8).
using GraySource = std::function<Result<GrayImage>(Rect area, int reduce)>;

// A page to be read: its size, where codes may be (find_regions), and how to get at its pixels.
struct CodePage {
    int width = 0;
    int height = 0;
    double dpi = 0;  // 0 where the file does not say
    std::vector<Rect> regions;
    GraySource gray;
};

struct CodeRequest {
    std::span<const BarcodeFormat> formats;  // empty: all
    Effort effort = Effort::normal;
    WholePage whole_page = WholePage::when_needed;
    // Pages of up to so many pixels are always tried as a whole (design.md section 7). A4 at 200 dpi has 3.9 million.
    std::int64_t small_page = 4'000'000;
    // Called before and after each attempt with the rung it is on, as Barcode::attempt spells it: for measuring.
    std::function<void(const std::string& attempt, bool begins)> watch{};
};

struct CodeReading {
    std::vector<Barcode> codes;  // in reading order, each once; the same text at two places is two codes
    std::vector<Rect> unread;    // regions in which nothing could be read
};

// Reads the codes of a page. Errors are those of `gray`.
Result<CodeReading> read_codes(const CodePage& page, const CodeRequest& request);

}  // namespace arc

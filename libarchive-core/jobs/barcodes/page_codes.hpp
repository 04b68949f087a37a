#pragma once

#include "barcode/ladder.hpp"
#include "base/result.hpp"
#include "image/image_file.hpp"
#include "model/barcode.hpp"
#include "model/raster.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arc {

// The name under which arc-barcode's workers are started: --worker codes.
inline constexpr const char* codes_worker = "codes";

// One frame whose codes are wanted.
struct PageCodesRequest {
    std::filesystem::path path;
    int frame = 0;
    double dpi = 0;             // 0: what the file says
    bool find_regions = false;  // else `regions` are known from intake
    std::vector<Rect> regions;
    std::vector<BarcodeFormat> formats;  // empty: all, patch codes too
    Effort effort = Effort::normal;
    WholePage whole_page = WholePage::when_needed;
    ImageLimits limits;
};

struct PageCodes {
    std::vector<Barcode> codes;  // in reading order
    int unread = 0;              // regions in which nothing could be read
    int frames = 1;              // of the file
    int width = 0;
    int height = 0;
};

// Decodes the frame once and reads its codes: ours and ZXing's. Runs inside a worker.
Result<PageCodes> read_page_codes(const PageCodesRequest& request);

// The same across a worker's pipe.
std::string encode_codes_request(const PageCodesRequest& request);
std::string answer_codes_request(const std::string& request);
Result<PageCodes> read_codes_answer(const std::string& answer);

}  // namespace arc

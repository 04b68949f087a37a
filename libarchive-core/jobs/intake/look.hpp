#pragma once

#include "base/result.hpp"
#include "image/image_file.hpp"
#include "model/page_look.hpp"
#include "model/raster.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arc {

struct LookedFrame {
    FrameLook look;
    std::vector<Rect> regions;  // where barcodes may be
};

// What one look at a whole file tells: every frame was decoded once.
struct FileLook {
    std::string format;  // "tiff", "jpeg" …, or the name given to an opaque file
    std::vector<LookedFrame> frames;
};

// Decodes every frame of the file, measures it and marks barcode regions. Runs inside a worker: the decoders are not
// ours and the file may be hostile.
Result<FileLook> look_at_file(const std::filesystem::path& path, const ImageLimits& limits);

// The same across a worker's pipe: what is asked, the worker's answer, and reading that answer.
std::string look_request(const std::filesystem::path& path, const ImageLimits& limits);
std::string answer_look_request(const std::string& request);
Result<FileLook> read_look_answer(const std::string& answer);

}  // namespace arc

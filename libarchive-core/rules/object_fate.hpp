#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace arc {

// A page that shows a frame of a stored file, and whether the page goes.
struct FrameUse {
    std::int64_t object = 0;
    int frame = 0;
    std::int64_t page = 0;
    bool goes = false;
};

// A frame that somebody still needs, with the pages that show it.
struct KeptFrame {
    int frame = 0;
    std::vector<std::int64_t> pages;
    bool operator==(const KeptFrame&) const = default;
};

// What becomes of a stored file when some of the pages it holds go.
struct ObjectFate {
    std::int64_t object = 0;
    bool leaves = false;          // some frame is needed by nobody, so the file goes
    std::vector<KeptFrame> kept;  // by frame: when the file goes, each must be stored as a file of its own before
    bool operator==(const ObjectFate&) const = default;
};

// A frame is kept when any page that stays shows it. `frames` is how many the file has; a frame without a page is kept
// by nobody.
ObjectFate fate_of(std::int64_t object, int frames, std::span<const FrameUse> uses);

}  // namespace arc

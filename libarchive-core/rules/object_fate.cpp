#include "rules/object_fate.hpp"

#include <map>

namespace arc {

ObjectFate fate_of(std::int64_t object, int frames, std::span<const FrameUse> uses) {
    std::map<int, KeptFrame> by_frame;
    std::map<int, bool> kept;
    for (const FrameUse& use : uses) {
        KeptFrame& frame = by_frame[use.frame];
        frame.frame = use.frame;
        if (!use.goes) {
            frame.pages.push_back(use.page);
            kept[use.frame] = true;
        }
    }
    ObjectFate fate{object, static_cast<int>(kept.size()) < frames, {}};
    for (auto& [number, frame] : by_frame) {
        if (kept.contains(number)) {
            fate.kept.push_back(std::move(frame));
        }
    }
    return fate;
}

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/shelving/shelves.hpp"
#include "jobs/shelving/shelving_plan.hpp"
#include "model/holding.hpp"
#include "model/stay.hpp"
#include "model/value.hpp"

#include <string>

namespace arc {

// Records of what holds paper, and of where paper stands (arc-records(5)).
Record place_record(Archive& archive, const Place& place);
// With what stands at it and below, and `tree`: its name behind blanks that show its depth.
Record place_record(Archive& archive, const PlaceNode& node);
Record box_record(Archive& archive, const Box& box);
Record volume_record(Archive& archive, const Volume& volume);
Record stay_record(Archive& archive, const Stay& stay);
// from: where it is now; to: "place:R1-2" or "box:H000001"; box "new" for one that is yet to be opened.
Record move_record(Archive& archive, const ShelfMove& move, const std::string& from);

// What a box, volume or document is called, in Chinese: "供用电合同 2026年补充协议".
std::string title_of(Archive& archive, Thing thing);
// "place:R1-2 position 3", "box:H000001", "volume:2026-00001 item 4"; "" where nothing holds it.
std::string holder_text(Archive& archive, Thing thing);
// The same for printed lists, which are Chinese: "R1-2 位置 3", "盒 H000001", "卷 2026-00001 第 4 件".
std::string for_print(std::string names);

}  // namespace arc

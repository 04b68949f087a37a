#pragma once

#include "jobs/archive.hpp"
#include "model/handover.hpp"
#include "model/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// The list named by its code, its label or handover:NUMBER. Faults: not_found, usage.
Handover named_handover(Archive& archive, const std::string& text);

// The last moment at which a given list may be taken in time; none without a limit.
std::optional<Instant> taking_due(const Archive& archive, const Handover& handover);

// The list: who, when, how much; `now` decides what is late.
Record handover_record(Archive& archive, const Handover& handover, Instant now);
// One line of it, with what people call the thing.
Record handover_item_record(Archive& archive, const Handover& handover, const HandoverItem& item);
// The list and those of its lines that are named, in the order of the list.
std::vector<Record> handover_with(Archive& archive, const Handover& handover, const std::vector<Thing>& things,
                                  Instant now);
// The list and all its lines.
std::vector<Record> whole_handover(Archive& archive, const Handover& handover, Instant now);

// "given by 张三 to 李四 on 2026-01-05, list ARCH…": where a thing stands between its keepers, for people; "" when it
// never was on a list.
std::string handover_words(Archive& archive, Thing thing);
// Where the list itself stands: "given by 张三 on 2026-01-05, not taken yet".
std::string list_words(Archive& archive, std::int64_t handover);
// handover_words for each list that the thing was on, newest first.
List handovers_of(Archive& archive, Thing thing);

// The names of those who signed on that side, "张三, 李四"; else of whom the list names; "" for nobody.
std::string signer_names(Archive& archive, const Handover& handover, HandoverSide side);

}  // namespace arc

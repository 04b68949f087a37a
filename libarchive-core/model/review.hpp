#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// A lot is refused or taken as a whole by its sample. The texts are in the catalog: never rename.
enum class LotState { open, accepted, rejected };
std::string_view to_text(LotState state);
LotState parse_lot_state(std::string_view text);

// Documents that pass through one gate together, and the sample that was drawn of them.
struct ReviewLot {
    std::int64_t id = 0;
    std::string gate;
    std::optional<std::int64_t> batch;
    std::int64_t size = 0;
    std::int64_t sample = 0;
    std::string seed;
    std::int64_t reject = 1;  // so many failures refuse the lot
    std::string drawn;        // instant
    LotState state = LotState::open;
};

// What one person found at one gate, about a document or one page of it.
struct Review {
    std::int64_t id = 0;
    std::string gate;
    std::optional<std::int64_t> lot;
    std::int64_t document = 0;
    std::optional<std::int64_t> page;  // none: the whole document
    bool passed = false;
    std::string reason;  // why it failed
    std::int64_t person = 0;
    std::string at;      // instant
    std::string mended;  // instant when a failure was made good, or ""
};

}  // namespace arc

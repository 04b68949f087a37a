#include "rules/declared_count.hpp"

#include "base/say.hpp"

namespace arc {

std::optional<std::string> count_difference(const DocumentCount& count) {
    const std::int64_t all = count.imaged + count.blank;
    if (all == 0) {
        return std::nullopt;
    }
    if (count.sides && *count.sides != count.imaged) {
        return say("{} sides declared, {} imaged", *count.sides, count.imaged);
    }
    if (count.sheets && (all < *count.sheets || all > *count.sheets * 2)) {
        return say("{} sheets declared, {} sides imaged", *count.sheets, all);
    }
    return std::nullopt;
}

}  // namespace arc

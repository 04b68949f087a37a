#pragma once

#include "model/sample.hpp"

#include <string_view>

namespace arc {

enum class StockVerdict {
    there,      // where it should stand
    missing,    // not met, and not lent
    misplaced,  // met at another place than it should stand, or where nothing of the kind was expected
    unknown,    // a code that nobody knows
    lent,       // not met, because it is out on loan
    lent_here,  // on loan, and met all the same
};
std::string_view to_text(StockVerdict verdict);

// What lies in a box counts as there wherever its box was met: only its own place can be wrong.
StockVerdict judge_stock(const StocktakeItem& item);

}  // namespace arc

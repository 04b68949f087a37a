#include "rules/stock_verdict.hpp"

namespace arc {

std::string_view to_text(StockVerdict verdict) {
    switch (verdict) {
        case StockVerdict::there:
            return "there";
        case StockVerdict::missing:
            return "missing";
        case StockVerdict::misplaced:
            return "misplaced";
        case StockVerdict::unknown:
            return "unknown";
        case StockVerdict::lent:
            return "lent";
        case StockVerdict::lent_here:
            return "lent-here";
    }
    return "there";
}

StockVerdict judge_stock(const StocktakeItem& item) {
    if (item.thing.starts_with('?')) {
        return StockVerdict::unknown;
    }
    if (item.found.empty()) {
        return item.lent ? StockVerdict::lent : StockVerdict::missing;
    }
    if (item.lent) {
        return StockVerdict::lent_here;
    }
    const bool in_holder = item.expected.starts_with("box:") || item.expected.starts_with("volume:");
    return item.found == item.expected || in_holder ? StockVerdict::there : StockVerdict::misplaced;
}

}  // namespace arc

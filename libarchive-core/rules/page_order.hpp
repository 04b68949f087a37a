#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace arc {

// The pages of one document by their ids, in order; positions are 1..n, so an order has no gaps by itself. Every
// function gives the new order or says why not (refused: a page is not where it should be; usage: a position or list
// that makes no sense). No page is ever lost or doubled.
using PageOrder = std::vector<std::int64_t>;

// The pages, in the order given, from position `at` on (1..n+1); without it behind the last.
Result<PageOrder> with_inserted(const PageOrder& order, std::span<const std::int64_t> pages, std::optional<int> at);
Result<PageOrder> without_pages(const PageOrder& order, std::span<const std::int64_t> pages);
// Pages of the order taken out and put back at `at`, a position among those that stay; without it behind the last.
Result<PageOrder> with_moved(const PageOrder& order, std::span<const std::int64_t> pages, std::optional<int> at);
// Exactly the same pages in another order.
Result<PageOrder> reordered(const PageOrder& order, std::span<const std::int64_t> wanted);
// `by` stands where `old` stood. `by` may be a page of the same order (a second scan that was filed behind): then it
// leaves its own position.
Result<PageOrder> with_replaced(const PageOrder& order, std::int64_t old, std::int64_t by);

struct PartedOrder {
    PageOrder kept;
    PageOrder parted;  // from the page on
    bool operator==(const PartedOrder&) const = default;
};
// Both parts have pages: the first page cannot part the order.
Result<PartedOrder> parted_at(const PageOrder& order, std::int64_t page);

}  // namespace arc

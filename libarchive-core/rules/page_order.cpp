#include "rules/page_order.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <unordered_set>

namespace arc {
namespace {

using PageSet = std::unordered_set<std::int64_t>;

std::string name_of(std::int64_t page) {
    return say("page {}", page);
}

// The pages as a set, unless one is named twice.
Result<PageSet> each_once(std::span<const std::int64_t> pages) {
    PageSet set;
    for (const std::int64_t page : pages) {
        if (!set.insert(page).second) {
            return Error{ErrorCode::usage, name_of(page), say("named twice"), {}};
        }
    }
    return set;
}

Result<PageSet> each_once_and_in(const PageOrder& order, std::span<const std::int64_t> pages) {
    Result<PageSet> set = each_once(pages);
    const PageSet known(order.begin(), order.end());
    for (const std::int64_t page : pages) {
        if (set.ok() && !known.contains(page)) {
            return Error{ErrorCode::refused, name_of(page), say("not in this document"), {}};
        }
    }
    return set;
}

PageOrder rest_of(const PageOrder& order, const PageSet& taken) {
    PageOrder rest;
    std::ranges::copy_if(order, std::back_inserter(rest), [&](std::int64_t page) { return !taken.contains(page); });
    return rest;
}

}  // namespace

Result<PageOrder> with_inserted(const PageOrder& order, std::span<const std::int64_t> pages, std::optional<int> at) {
    const Result<PageSet> set = each_once(pages);
    if (!set) {
        return set.error();
    }
    for (const std::int64_t page : order) {
        if (set->contains(page)) {
            return Error{ErrorCode::refused, name_of(page), say("already in this document"), {}};
        }
    }
    const int behind = static_cast<int>(order.size()) + 1;
    const int position = at.value_or(behind);
    if (position < 1 || position > behind) {
        return Error{ErrorCode::usage, say("position {}", position), say("the document has {} pages", order.size()),
                     say("give 1 to {}", behind)};
    }
    PageOrder next = order;
    next.insert(next.begin() + (position - 1), pages.begin(), pages.end());
    return next;
}

Result<PageOrder> without_pages(const PageOrder& order, std::span<const std::int64_t> pages) {
    const Result<PageSet> taken = each_once_and_in(order, pages);
    return taken ? Result<PageOrder>(rest_of(order, *taken)) : taken.error();
}

Result<PageOrder> with_moved(const PageOrder& order, std::span<const std::int64_t> pages, std::optional<int> at) {
    const Result<PageOrder> rest = without_pages(order, pages);
    return rest ? with_inserted(*rest, pages, at) : rest;
}

Result<PageOrder> reordered(const PageOrder& order, std::span<const std::int64_t> wanted) {
    const Result<PageSet> set = each_once_and_in(order, wanted);
    if (!set) {
        return set.error();
    }
    if (const PageOrder forgotten = rest_of(order, *set); !forgotten.empty()) {
        return Error{ErrorCode::usage, name_of(forgotten.front()), say("not named"),
                     say("name each of the {} pages once", order.size())};
    }
    return PageOrder(wanted.begin(), wanted.end());
}

Result<PageOrder> with_replaced(const PageOrder& order, std::int64_t old, std::int64_t by) {
    if (old == by) {
        return Error{ErrorCode::usage, name_of(old), say("cannot replace itself"), {}};
    }
    if (std::ranges::count(order, old) == 0) {
        return Error{ErrorCode::refused, name_of(old), say("not in this document"), {}};
    }
    PageOrder next = rest_of(order, {by});
    std::ranges::replace(next, old, by);
    return next;
}

Result<PartedOrder> parted_at(const PageOrder& order, std::int64_t page) {
    const auto found = std::ranges::find(order, page);
    if (found == order.end()) {
        return Error{ErrorCode::refused, name_of(page), say("not in this document"), {}};
    }
    if (found == order.begin()) {
        return Error{ErrorCode::refused, name_of(page), say("the document already starts there"), {}};
    }
    return PartedOrder{PageOrder(order.begin(), found), PageOrder(found, order.end())};
}

}  // namespace arc

#include "rules/page_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace arc;

namespace {

PageOrder pages_from(std::int64_t first, int count) {
    PageOrder order;
    for (int i = 0; i < count; ++i) {
        order.push_back(first + i);
    }
    return order;
}

PageOrder some_of(PageOrder pages, std::mt19937& random) {
    std::ranges::shuffle(pages, random);
    pages.resize(std::uniform_int_distribution<std::size_t>(0, pages.size())(random));
    return pages;
}

PageOrder sorted(PageOrder pages) {
    std::ranges::sort(pages);
    return pages;
}

PageOrder together(PageOrder a, const PageOrder& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

// What is left of the order without the pages keeps its own order.
bool keeps_order(const PageOrder& before, const PageOrder& after) {
    PageOrder common;
    std::ranges::copy_if(before, std::back_inserter(common),
                         [&](std::int64_t page) { return std::ranges::count(after, page) != 0; });
    PageOrder left;
    std::ranges::copy_if(after, std::back_inserter(left),
                         [&](std::int64_t page) { return std::ranges::count(before, page) != 0; });
    return common == left;
}

}  // namespace

TEST_CASE("pages put in, taken out and moved are never lost or doubled, and the others keep their order") {
    std::mt19937 random(1);
    for (int round = 0; round < 500; ++round) {
        const PageOrder order = pages_from(1, static_cast<int>(random() % 8));
        const PageOrder more = some_of(pages_from(100, 5), random);
        const int at = std::uniform_int_distribution(1, static_cast<int>(order.size()) + 1)(random);
        const PageOrder longer = with_inserted(order, more, at).value_or_throw();
        CHECK(sorted(longer) == sorted(together(order, more)));
        CHECK(keeps_order(order, longer));
        CHECK(PageOrder(longer.begin() + at - 1, longer.begin() + at - 1 + std::ssize(more)) == more);
        CHECK(without_pages(longer, more).value_or_throw() == order);

        const PageOrder some = some_of(order, random);
        const PageOrder rest = without_pages(order, some).value_or_throw();
        CHECK(keeps_order(order, rest));
        CHECK(sorted(together(rest, some)) == order);
        const PageOrder moved = with_moved(order, some, std::nullopt).value_or_throw();
        CHECK(moved == together(rest, some));
    }
}

TEST_CASE("parts of an order put together again are the order") {
    for (int count = 2; count < 6; ++count) {
        const PageOrder order = pages_from(1, count);
        for (const std::int64_t page : PageOrder(order.begin() + 1, order.end())) {
            const PartedOrder parts = parted_at(order, page).value_or_throw();
            CHECK(parts.parted.front() == page);
            CHECK_FALSE(parts.kept.empty());
            CHECK(together(parts.kept, parts.parted) == order);
        }
    }
}

TEST_CASE("a second scan stands where the first stood, also when it was filed behind it") {
    CHECK(with_replaced({1, 2, 3}, 2, 9).value_or_throw() == PageOrder{1, 9, 3});
    CHECK(with_replaced({1, 2, 3}, 1, 3).value_or_throw() == PageOrder{3, 2});
    CHECK_FALSE(with_replaced({1, 2}, 2, 2).ok());
    CHECK_FALSE(with_replaced({1, 2}, 3, 4).ok());
}

TEST_CASE("an order is taken only when it names each page once") {
    CHECK(reordered({1, 2, 3}, PageOrder{3, 1, 2}).value_or_throw() == PageOrder{3, 1, 2});
    CHECK(reordered({1, 2, 3}, PageOrder{3, 1}).error().message() == "page 2: not named; name each of the 3 pages once");
    CHECK(reordered({1, 2}, PageOrder{1, 2, 2}).error().message() == "page 2: named twice");
    CHECK(reordered({1, 2}, PageOrder{1, 2, 3}).error().message() == "page 3: not in this document");
}

TEST_CASE("what makes no sense is refused with the reason") {
    CHECK(with_inserted({1, 2}, PageOrder{2}, std::nullopt).error().message() == "page 2: already in this document");
    CHECK(with_inserted({1, 2}, PageOrder{3}, 4).error().message() ==
          "position 4: the document has 2 pages; give 1 to 3");
    CHECK(with_inserted({1, 2}, PageOrder{3}, 0).error().code == ErrorCode::usage);
    CHECK(with_inserted({}, PageOrder{3, 3}, 1).error().message() == "page 3: named twice");
    CHECK(without_pages({1, 2}, PageOrder{3}).error().code == ErrorCode::refused);
    CHECK(parted_at({1, 2}, 1).error().message() == "page 1: the document already starts there");
    CHECK(parted_at({1, 2}, 3).error().code == ErrorCode::refused);
}

#include "rules/codeless_pages.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <random>

using namespace arc;

TEST_CASE("a page is tried whole after more pages without code than any document has, and again after as many") {
    CodelessPages pages;
    pages.start_batch();
    int tries = 0;
    for (int page = 0; page < 100; ++page) {
        if (pages.are_too_many(9)) {
            ++tries;
            pages.put_waiting(true);
            pages.answer(false);
        } else {
            pages.put(false);
        }
    }
    CHECK(tries == 9);  // the 11th, 22nd … 99th
}

TEST_CASE("a code found late ends the count where it stands") {
    CodelessPages pages;
    pages.start_batch();
    for (int page = 0; page < 5; ++page) {
        pages.put(false);
    }
    pages.put_waiting(false);
    pages.put(false);
    pages.put(false);
    CHECK_FALSE(pages.are_too_many(2));
    SUBCASE("with a code, two pages follow it") {
        pages.answer(true);
        CHECK(pages.are_too_many(1));
        CHECK_FALSE(pages.are_too_many(2));
    }
    SUBCASE("without, eight have none") {
        pages.answer(false);
        CHECK(pages.are_too_many(7));
        CHECK_FALSE(pages.are_too_many(8));
    }
}

TEST_CASE("an answer of the batch before does not count in this one") {
    CodelessPages pages;
    pages.start_batch();
    pages.put(false);
    pages.put_waiting(false);
    pages.start_batch();
    pages.put_waiting(true);
    pages.answer(false);
    pages.answer(false);
    CHECK_FALSE(pages.are_too_many(0));
}

// Whatever is awaited how long: never more tries than if every answer came at once, and once all have come the count is
// the same.
TEST_CASE("late answers make no try too many") {
    constexpr int longest = 6;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        std::mt19937 chance(seed);
        CodelessPages late;
        std::deque<bool> awaited;
        int codeless = 0;  // since the last code or whole page, all answers known
        for (int page = 0; page < 400; ++page) {
            const bool has_code = chance() % 9 == 0;
            const bool whole = late.are_too_many(longest);
            CHECK((!whole || codeless > longest));
            if (whole || chance() % 3 == 0) {
                late.put_waiting(whole);
                awaited.push_back(has_code);
            } else {
                late.put(has_code);
            }
            codeless = has_code || whole ? 0 : codeless + 1;
            while (!awaited.empty() && chance() % 4 == 0) {
                late.answer(awaited.front());
                awaited.pop_front();
            }
        }
        for (const bool has_code : awaited) {
            late.answer(has_code);
        }
        CHECK(late.are_too_many(codeless - 1));
        CHECK_FALSE(late.are_too_many(codeless));
    }
}

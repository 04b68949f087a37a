#pragma once

#include "unit/jobs/page_office.hpp"

#include "jobs/filing/document_verbs.hpp"
#include "jobs/filing/page_verbs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <set>

namespace arc {

// Where every page is, kept as simply as can be.
struct PageModel {
    std::map<std::int64_t, PageOrder> documents;
    std::set<std::int64_t> loose;  // on the work list, or dropped
    std::set<std::int64_t> replaced;
    std::set<std::int64_t> withdrawn;

    std::int64_t holder(std::int64_t page) const {
        for (const auto& [document, pages] : documents) {
            if (std::ranges::count(pages, page) != 0) {
                return document;
            }
        }
        return 0;
    }
    bool all_loose(const PageOrder& pages) const {
        return std::ranges::all_of(pages, [&](std::int64_t page) { return loose.contains(page); });
    }
    bool all_held(const PageOrder& pages) const {
        return std::ranges::all_of(pages, [&](std::int64_t page) { return holder(page) != 0; });
    }
    void take(std::int64_t page) {
        loose.erase(page);
        for (auto& [document, pages] : documents) {
            std::erase(pages, page);
        }
    }
};

// Random verbs with random, often senseless, arguments; the model says which must be refused.
class PageDice {
public:
    PageDice(PageOffice& office, unsigned seed) : office_(office), random_(seed) {
        for (std::int64_t page = 1; page <= pages_in_batch; ++page) {
            model.loose.insert(page);
        }
        for (const char* type : {"paper", "deed", "paper"}) {
            model.documents[office.register_one(type)] = {};
        }
    }

    void roll() {
        switch (random_() % 8) {
            case 0:
            case 1:
                return assign();
            case 2:
                return move();
            case 3:
                return drop();
            case 4:
                return replace();
            case 5:
                return reorder();
            case 6:
                return split();
            default:
                return merge();
        }
    }
    void compare() {
        std::set<std::int64_t> seen;
        for (const auto& [document, pages] : model.documents) {
            const std::vector<Page> filed = PageTable(office_.db()).of_document(document);
            CHECK(ids_of(filed) == pages);
            for (std::size_t i = 0; i < filed.size(); ++i) {
                CHECK(filed[i].position == static_cast<int>(i) + 1);
                CHECK(seen.insert(filed[i].id).second);
            }
        }
        for (std::int64_t page = 1; page <= pages_in_batch; ++page) {
            const Page found = PageTable(office_.db()).find(page).value();
            CHECK((found.role == PageRole::content) == seen.contains(page));
            CHECK((found.role == PageRole::replaced) == model.replaced.contains(page));
            CHECK((found.document == 0) == model.loose.contains(page));
        }
    }

    PageModel model;

private:
    std::int64_t any_page() { return std::uniform_int_distribution<std::int64_t>(1, pages_in_batch)(random_); }
    PageOrder some_pages() {
        PageOrder pages;
        for (unsigned i = 0; i <= random_() % 3; ++i) {
            if (const std::int64_t page = any_page(); std::ranges::count(pages, page) == 0) {
                pages.push_back(page);
            }
        }
        return pages;
    }
    std::int64_t any_document() {
        auto at = model.documents.begin();
        std::advance(at, random_() % model.documents.size());
        return at->first;
    }
    bool open(std::int64_t document) const { return !model.withdrawn.contains(document); }
    void expect(bool done, bool should) { CHECK(done == should); }

    void assign() {
        const PageOrder pages = some_pages();
        const std::int64_t document = any_document();
        const bool may = open(document) && model.all_loose(pages);
        const bool repeat = open(document) && std::ranges::all_of(pages, [&](std::int64_t page) {
                                return model.loose.contains(page) || model.holder(page) == document;
                            });
        const bool done = office_.does([&](FilingRun& run) {
            return assign_pages(run, texts(pages), {text(document), {}, {}, {}, {}}, std::nullopt);
        });
        expect(done, may || repeat);
        for (const std::int64_t page : pages) {
            if (done && model.loose.erase(page) != 0) {
                model.documents[document].push_back(page);
            }
        }
    }
    void move() {
        const PageOrder pages = some_pages();
        const std::int64_t document = any_document();
        const bool may = open(document) && model.all_held(pages) &&
                         std::ranges::all_of(pages, [&](std::int64_t page) { return open(model.holder(page)); });
        const bool stay = std::ranges::all_of(pages, [&](std::int64_t page) { return model.holder(page) == document; });
        expect(office_.does([&](FilingRun& run) { return move_pages(run, texts(pages), text(document), {}); }), may);
        for (const std::int64_t page : pages) {
            if (may && !stay) {
                model.take(page);
                model.documents[document].push_back(page);
            }
        }
    }
    void drop() {
        const PageOrder pages = some_pages();
        const bool may = std::ranges::all_of(pages, [&](std::int64_t page) {
            return model.loose.contains(page) || (model.holder(page) != 0 && open(model.holder(page)));
        });
        expect(office_.does([&](FilingRun& run) { return drop_pages(run, texts(pages)); }), may);
        for (const std::int64_t page : pages) {
            if (may) {
                model.take(page);
                model.loose.insert(page);
            }
        }
    }
    void replace() {
        const std::int64_t old = any_page();
        const std::int64_t by = any_page();
        const std::int64_t document = model.holder(old);
        const bool by_fits = model.loose.contains(by) || (document != 0 && model.holder(by) == document);
        const bool may = old != by && document != 0 && open(document) && by_fits;
        const bool repeat = model.replaced.contains(old);
        const bool done = office_.does([&](FilingRun& run) { return replace_page(run, text(old), text(by)); });
        if (!repeat) {
            expect(done, may);
        }
        if (may) {
            model.take(by);
            std::ranges::replace(model.documents[document], old, by);
            model.replaced.insert(old);
        }
    }
    void reorder() {
        const std::int64_t document = any_document();
        PageOrder pages = model.documents[document];
        std::ranges::shuffle(pages, random_);
        const bool may = open(document) && !pages.empty();
        if (pages.empty()) {
            return;
        }
        expect(office_.does([&](FilingRun& run) { return reorder_pages(run, text(document), texts(pages)); }), may);
        if (may) {
            model.documents[document] = pages;
        }
    }
    void split() {
        const std::int64_t document = any_document();
        const std::int64_t page = any_page();
        PageOrder& pages = model.documents[document];
        const auto at = std::ranges::find(pages, page);
        const bool may = open(document) && at != pages.end() && at != pages.begin();
        std::int64_t made = 0;
        const bool done = office_.does([&](FilingRun& run) {
            const Answer answer = split_document(run, text(document), text(page), {});
            made = Value(answer.back().fields).int_of("id");
            return answer;
        });
        expect(done, may);
        if (may) {
            const PageOrder parted(at, pages.end());
            pages.erase(at, pages.end());
            model.documents[made] = parted;
        }
    }
    void merge() {
        const std::int64_t document = any_document();
        const std::int64_t into = any_document();
        const bool may = document != into && open(document) && open(into);
        const bool done =
            office_.does([&](FilingRun& run) { return merge_documents(run, text(document), text(into)); });
        if (open(document)) {
            expect(done, may);
        }
        if (may) {
            PageOrder& tail = model.documents[document];
            PageOrder& target = model.documents[into];
            target.insert(target.end(), tail.begin(), tail.end());
            tail.clear();
        }
        if (may) {
            model.withdrawn.insert(document);
        }
    }

    PageOffice& office_;
    std::mt19937 random_;
};

}  // namespace arc

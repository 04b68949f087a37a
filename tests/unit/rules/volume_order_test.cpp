#include "rules/volume_order.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace arc;

namespace {

VolumePaper paper(std::int64_t id, const std::string& dated, const std::string& number, int listed,
                  std::int64_t sheets = 1) {
    VolumePaper one;
    one.document = id;
    one.dated = dated;
    one.number = number;
    one.registered = "2026-01-0" + std::to_string(id);
    one.listed = listed;
    one.sheets = sheets;
    one.sides = sheets;
    return one;
}

std::vector<std::int64_t> ordered(InnerOrder order) {
    std::vector<VolumePaper> papers{paper(1, "2025-03-01", "A-10", 2), paper(2, "", "", 0), paper(3, "2024", "A-2", 1),
                                    paper(4, "2025-03-01", "A-1", 1)};
    put_in_order(papers, order);
    std::vector<std::int64_t> ids;
    for (const VolumePaper& one : papers) {
        ids.push_back(one.document);
    }
    return ids;
}

}  // namespace

TEST_CASE("a paper behind page 1 shows that pages run through the volume, whatever the rule says") {
    std::vector<VolumePaper> papers{paper(1, "", "", 0, 8), paper(2, "", "", 0, 3), paper(3, "", "", 0, 9)};
    CHECK_FALSE(has_numbered_papers(papers));
    CHECK(numbering_in_use(papers, PageNumbering::document) == PageNumbering::document);
    papers[0].first_page = 1;
    CHECK(has_numbered_papers(papers));
    CHECK(numbering_in_use(papers, PageNumbering::document) == PageNumbering::document);
    papers[1].first_page = 9;
    CHECK(numbering_in_use(papers, PageNumbering::document) == PageNumbering::volume);
    CHECK(last_page(papers, PageNumbering::volume) == 11);
    CHECK(last_page(papers, PageNumbering::document) == 11);
    papers[1].sides.reset();
    CHECK_FALSE(last_page(papers, PageNumbering::volume));
}

TEST_CASE("the order inside a volume is the profile's; the undated and unnumbered stand last") {
    CHECK(ordered(InnerOrder::date_ascending) == std::vector<std::int64_t>{3, 1, 4, 2});
    CHECK(ordered(InnerOrder::date_descending) == std::vector<std::int64_t>{1, 4, 3, 2});
    CHECK(ordered(InnerOrder::listed) == std::vector<std::int64_t>{2, 3, 4, 1});
    CHECK(ordered(InnerOrder::number) == std::vector<std::int64_t>{4, 3, 1, 2});
    CHECK(ordered(InnerOrder::arrival) == std::vector<std::int64_t>{1, 2, 3, 4});
}

TEST_CASE("a volume takes as many papers as its rule allows, and one always") {
    const std::vector<VolumePaper> papers{paper(1, "", "", 0, 80), paper(2, "", "", 0, 80), paper(3, "", "", 0, 80)};
    VolumeRule rule;
    CHECK(papers_that_fit(papers, rule, 0, 0) == 3);
    rule.max_sheets = 200;
    CHECK(papers_that_fit(papers, rule, 0, 0) == 2);
    CHECK(papers_that_fit(papers, rule, 5, 130) == 0);
    rule.max_sheets = 50;
    CHECK(papers_that_fit(papers, rule, 0, 0) == 1);
    rule.max_sheets = 0;
    rule.max_documents = 2;
    CHECK(papers_that_fit(papers, rule, 1, 0) == 1);
}

TEST_CASE("pages run through the volume, or start anew with each document") {
    std::vector<VolumePaper> papers{paper(1, "", "", 0, 3), paper(2, "", "", 0, 2), paper(3, "", "", 0, 1)};
    papers[1].sides.reset();
    CHECK(first_pages(papers, PageNumbering::volume, 1) == std::vector<std::int64_t>{1, 4, 4});
    CHECK(first_pages(papers, PageNumbering::document, 1) == std::vector<std::int64_t>{1, 1, 1});
    CHECK(first_pages(papers, PageNumbering::volume, 38) == std::vector<std::int64_t>{38, 41, 41});
}

#pragma once

#include "model/place_rules.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// A document as the order in a volume sees it.
struct VolumePaper {
    std::int64_t document = 0;
    std::string dated;       // day or year; "" for none
    std::string number;      // 档号
    std::string registered;  // instant
    int listed = 0;          // its place in the annexed list of its ticket's type; behind all others without one
    std::int64_t sheets = 0;
    std::optional<std::int64_t> sides;       // nothing where nobody counted them
    std::optional<std::int64_t> first_page;  // that it has already: from a catalogue, or from an earlier binding
};

// Into the order that the profile asks for; what is equal stays in the order of registering. Papers without a date
// or number stand behind the others.
void put_in_order(std::vector<VolumePaper>& papers, InnerOrder order);

// How many of the papers, taken from the front, go into a volume that has so many documents and sheets already. At
// least one goes into an empty volume, however thick it is.
std::size_t papers_that_fit(std::span<const VolumePaper> papers, const VolumeRule& rule, std::int64_t documents,
                            std::int64_t sheets);

bool has_numbered_papers(std::span<const VolumePaper> papers);

// How the pages of a volume are numbered in fact: through it where a paper begins behind page 1, for that number is
// stamped on the paper, whatever the rule of today says; else as its rule says.
PageNumbering numbering_in_use(std::span<const VolumePaper> papers, PageNumbering ruled);

// The last page that papers with a first page reach: through the volume, or all their pages together where each is
// numbered by itself. Nothing where one of them was not counted.
std::optional<std::int64_t> last_page(std::span<const VolumePaper> papers, PageNumbering numbering);

// The page on which each starts, counted from `next` on: through the volume, or 1 for each where its rule numbers each
// document by itself. Sides that nobody counted are 0.
std::vector<std::int64_t> first_pages(std::span<const VolumePaper> papers, PageNumbering numbering, std::int64_t next);

}  // namespace arc

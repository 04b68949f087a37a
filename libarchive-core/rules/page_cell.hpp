#pragma once

#include <string_view>

namespace arc {

// The page numbers that a cell of a legacy catalogue holds.
struct PageCell {
    bool readable = false;
    bool full_width = false;  // some digit or mark was full-width
    int first = 0;            // from 1
    int second = 0;           // of a range its other end; 0: a single number
    bool operator==(const PageCell&) const = default;
};

// Reads "5", "0005", "第5页", "1-5", "0001～0005", "1至5", in full width too. Numbers are 1 to 999,999.
PageCell read_page_cell(std::string_view text);

}  // namespace arc

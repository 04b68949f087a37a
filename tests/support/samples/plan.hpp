#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arc_tests {

enum class Side { sheet, page, blank, back };
enum class Format { g4, grey, colour };

// One image side to be made. back is the empty side of the paper before it, which shines through.
struct PlannedSide {
    Side side = Side::page;
    int sheet = 0;       // which of the sheets, from 1; of a page: the sticker on it, 0 for none
    std::string title;   // what the page is headed: 用电申请书
    std::string name;    // whom it is about
    std::string number;  // the ticket or customer number printed on it
    int part = 1;        // page of its document
    int parts = 1;
    Format format = Format::g4;
    bool same_file = false;  // a further frame of the file before it (g4 only)
};

// Reads a plan: tab-separated lines "side sheet title name number part format", "-" or nothing where a field does not
// apply, # for comments. part is 2/3; format is g4, grey, colour or more (a further frame of the g4 file before it).
// Throws std::runtime_error naming file and line.
std::vector<PlannedSide> read_plan(const std::string& path);

std::string_view name_of(Side side);
std::string_view name_of(Format format);

}  // namespace arc_tests

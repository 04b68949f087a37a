#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A 档号 as levels joined by "-", each of parts joined by "·". Both punctuations are read: DA/T 22-2015
// (Z109-WS·2011-Y-BGS-0001) and DA/T 13-2022 (Z109-WS·2011·Y·BGS-0001), and the older ones without a year.
struct CallNumber {
    std::vector<std::vector<std::string>> levels;  // at least two, none empty, no part empty

    // The fields that the number shows; "" where it does not have them. Codes of categories, retention and offices are
    // local (standards: DA/T 13-2022 lets local rules decide), so they are told by place and shape, not by lists.
    std::string fonds;      // first level
    std::string category;   // of the second level what stands before the year: WS, KJ·JJ
    std::string year;       // four digits, 1800-2099
    std::string retention;  // Y, D30, D10, C, D, 永久, 长期, 短期, 30年 as written, capitals
    std::string unit;       // 机构(问题)
    std::string volume;     // what else stands before the item: 案卷号 or 组号, several joined by "-"
    std::string item;       // last level
    bool operator==(const CallNumber&) const = default;
};

// Reads a 档号 in either punctuation. Dots of every kind (· . ・ • ． ﹒) and dashes (- － — – −) are folded,
// full-width letters and digits too, lower case becomes upper, blanks go. Error (usage): fewer than two levels, an
// empty part.
Result<CallNumber> parse_call_number(std::string_view text);

// With "-" between levels and U+00B7 inside them, parts as they were read.
std::string to_text(const CallNumber& number);

// The same for all spellings of one number: both punctuations, and numbers with or without leading zeros.
// For lookups only: two numbers that differ in punctuation alone share it.
std::string comparison_key(const CallNumber& number);

}  // namespace arc

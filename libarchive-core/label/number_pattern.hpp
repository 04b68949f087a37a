#pragma once

#include "base/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// The pattern of a profile's numbering rule, such as "{fonds}-YW·{year}-{retention}-{unit}-{seq:5}": text to copy and
// fields in braces. A width (1-9) means a number, padded with zeros.
class NumberPattern {
public:
    using Fields = std::map<std::string, std::string, std::less<>>;

    // Error (usage): a brace left open, a field without a name or met twice, a width that is no digit from 1 to 9.
    static Result<NumberPattern> parse(std::string_view pattern);

    std::vector<std::string> field_names() const;
    // Fields that the pattern does not name are not used. Error (usage): a field is missing or empty, or is not a
    // number that fits its width; a number is never cut and never grows wider.
    Result<std::string> fill(const Fields& fields) const;
    // The fields of a number made by this pattern, in whatever punctuation it is written; none when it does not fit.
    std::optional<Fields> read(std::string_view number) const;

private:
    struct Piece {
        std::string before;  // text to copy
        std::string field;   // "" in the last piece, which is text only
        int width = 0;       // 0: as it is
    };

    std::string pattern_;
    std::vector<Piece> pieces_;
};

}  // namespace arc

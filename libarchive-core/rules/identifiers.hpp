#pragma once

#include "base/calendar_text.hpp"
#include "model/identifier_kind.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arc {

enum class IdentifierVerdict {
    good,
    doubtful,  // genuine ones like this exist (standards of 1.9 say warn); to be looked at, never refused
    wrong,     // cannot be such a number: wrong length, a letter where none can stand, no such day
    misfit,    // of the right form, but the check character of a resident id does not fit: taken, for it stands so on
               // some paper, and found by audits until it is put right
};

struct IdentifierCheck {
    IdentifierVerdict verdict = IdentifierVerdict::good;
    std::string words;  // why it is doubtful or wrong, or a remark on a good one; may be empty. Never holds the number
    std::string
        normalised;  // half-width capitals without blanks; 15-digit ids as 18; 0573-82651234; as folded if wrong
    bool operator==(const IdentifierCheck&) const = default;
};

IdentifierCheck check_identifier(IdentifierKind kind, std::string_view text);

// The number for people without the right to see it: first 6 and last 2 characters, of phones the last 4; of short
// ones the last 2 only, of those up to 4 nothing.
std::string mask_identifier(IdentifierKind kind, std::string_view text);

// The last day of a resident ID card issued on this day to a person born on that one: 5 years below 16, 10 below 26,
// 20 below 46, none (长期) from 46. A card issued on 29 February ends on the last of February.
std::optional<Day> id_card_valid_until(Day born, Day issued);

}  // namespace arc

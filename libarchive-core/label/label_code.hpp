#pragma once

#include "base/result.hpp"
#include "model/label_code.hpp"

#include <string>
#include <string_view>

namespace arc {

// The check character of digits and capitals: ISO 7064 MOD 37,36. It betrays every wrong character, and every swap of
// neighbours except one pair of values per state of its sum (one swap in about 200); swaps_betrayed tells which codes
// are free of such a pair.
char check_character(std::string_view digits_and_capitals);

// True for 2-4 capitals.
bool is_label_namespace(std::string_view text);

// "ARCD000000123Z": namespace, kind letter, nine digits, check character.
std::string format_label_code(const LabelCode& code);

// Reads a code of any namespace, typed or scanned: full-width forms, lower case and blanks are folded.
// Errors: usage (not of this form: a foreign code, or one too short or too long), damaged (the check character does not
// fit).
Result<LabelCode> parse_label_code(std::string_view text);

// The same, and the code must be of this namespace. Further error: refused (a sound code of another archive).
Result<LabelCode> parse_label_code(std::string_view text, std::string_view name_space);

// True when every swap of two different neighbours in the printed code is betrayed. Whoever issues numbers should
// leave out those for which it is false (about one in 17); then no swap goes unseen at all.
bool swaps_betrayed(const LabelCode& code);

}  // namespace arc

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// Without leading and trailing ASCII blanks, tabs and line ends.
std::string_view trim(std::string_view text);
// The pieces between separators; "a,,b" gives three, "" gives one empty piece.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::span<const std::string> pieces, std::string_view separator);
bool is_utf8(std::string_view bytes);
// Unicode NFC; bytes that are not UTF-8 come back unchanged.
std::string to_nfc(std::string_view text);
// For codes typed or scanned: NFKC (full-width digits and letters become ASCII), upper case, no blanks.
std::string fold_code(std::string_view text);
// For comparing words: NFKC, lower case.
std::string fold_words(std::string_view text);
// Columns that the text takes in a terminal: CJK characters two, combining marks none.
int display_width(std::string_view text);
// The text cut or padded with blanks to exactly `columns`; a cut ends in "…".
std::string fit_width(std::string_view text, int columns);
// True when a stands before b in the order people expect of numbered names: p2 before p10.
bool natural_less(std::string_view a, std::string_view b);
// The candidate nearest to what was typed, or "" when none is near (at most a third of its letters differ).
std::string nearest(std::string_view typed, std::span<const std::string> candidates);
// Every byte that is not printable UTF-8 as \xNN, so that hostile names cannot steer a terminal.
std::string printable(std::string_view bytes);
// The code points of UTF-8 text; a broken byte gives U+FFFD.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(std::u32string_view code_points);

}  // namespace arc

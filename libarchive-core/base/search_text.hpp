#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arc {

// Turns text into the tokens of the search index, the same way for what is stored and for what is asked
// (design.md section 4): the trigram tokenizer of SQLite cannot find two-character names, so text is cut here and
// the index is plain FTS5 unicode61.
//  - width and case are folded, NFC (王ＷＥＩ -> 王wei)
//  - of CJK text every character and every pair of neighbours (王小伟 -> 王 王小 小 小伟 伟)
//  - words and numbers whole; of a code with separators the parts and the whole without them (A-12 -> a 12 a12)
std::vector<std::string> index_tokens(std::string_view text);
// The same tokens joined by blanks: what is stored in the index.
std::string index_text(std::string_view text);
// What a query must contain: of CJK text the pairs (the character itself when it stands alone), in order.
// Tokens joined in one phrase of neighbours are not needed: a record that has all pairs is shown.
std::vector<std::string> query_tokens(std::string_view text);
// One token that says "name is value", among the words of a thing or asked together with them, so that the index
// itself finds the few that have both. It begins with a character for private use, which people do not type; who relies
// on the fact alone must compare.
std::string fact_token(std::string_view name, std::string_view value);

}  // namespace arc

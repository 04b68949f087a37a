#pragma once

#include <string>
#include <string_view>

namespace arc {

// A number as typed or printed, with every dot as "." and every dash as "-", full-width forms and lower case folded,
// blanks dropped (standards: both punctuations of DA/T 22-2015 and DA/T 13-2022, and what typists use for them).
std::string fold_punctuation(std::string_view text);

}  // namespace arc

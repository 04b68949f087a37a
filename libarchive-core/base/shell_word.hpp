#pragma once

#include <string>
#include <string_view>

namespace arc {

// The text as one word of a command line that people copy into a POSIX shell: in single quotes unless every character
// is plain.
std::string shell_word(std::string_view text);

}  // namespace arc

#pragma once

#include <fmt/format.h>

#include <string>

namespace arc {

// The one place where words for people are made: every sentence that a user may read is formatted here, so that
// a message catalogue (gettext, zh_CN) needs to be put behind this function only. Extract with xgettext --keyword=say.
template <class... Args>
std::string say(fmt::format_string<Args...> words, Args&&... args) {
    return fmt::format(words, std::forward<Args>(args)...);
}

}  // namespace arc

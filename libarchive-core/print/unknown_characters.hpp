#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// Characters that no font of this machine has. They are printed as boxes with their number inside.
class UnknownCharacters {
public:
    // Each is kept once, with where it was met first: "归档文件目录, line 2: 王".
    void add(char32_t character, std::string_view where);
    bool empty() const { return met_.empty(); }
    // For people: which characters, where, and what to install.
    std::string words() const;

private:
    std::vector<std::pair<char32_t, std::string>> met_;
};

}  // namespace arc

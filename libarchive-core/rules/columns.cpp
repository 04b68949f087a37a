#include "rules/columns.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace arc {

std::string fold_heading(std::string_view heading) {
    std::string folded = fold_words(heading);
    std::erase_if(folded, [](char c) { return std::string_view(" \t\r\n").find(c) != std::string_view::npos; });
    return folded;
}

std::optional<std::size_t> find_column(std::span<const std::string> headings, std::string_view name,
                                       std::span<const std::string> aliases) {
    std::vector<std::string> wanted{fold_heading(name)};
    for (const std::string& alias : aliases) {
        wanted.push_back(fold_heading(alias));
    }
    for (const std::string& folded : wanted) {
        const auto found = std::ranges::find(headings, folded, fold_heading);
        if (found != headings.end()) {
            return static_cast<std::size_t>(found - headings.begin());
        }
    }
    return std::nullopt;
}

}  // namespace arc

#include "model/page.hpp"

#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 9> names{"new",      "content",  "separator", "back",     "ignored",
                                                "unplaced", "replaced", "dropped",   "destroyed"};

}  // namespace

std::string_view to_text(PageRole role) {
    return names[static_cast<std::size_t>(role)];
}

PageRole parse_page_role(std::string_view text) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) {
            return static_cast<PageRole>(i);
        }
    }
    return PageRole::fresh;
}

}  // namespace arc

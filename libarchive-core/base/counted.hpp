#pragma once

#include "base/say.hpp"

#include <concepts>
#include <string>
#include <string_view>

namespace arc {

// "1 document", "3 documents".
template <std::integral Number>
std::string counted(Number count, std::string_view one, std::string_view many) {
    return say("{} {}", count, count == 1 ? one : many);
}

}  // namespace arc

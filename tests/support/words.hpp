#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

namespace arc {

// All of a file; "" where there is none.
inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// What a Fault says; "" without one.
inline std::string words_of(const std::function<void()>& what) {
    try {
        what();
        return {};
    } catch (const Fault& fault) {
        return fault.what();
    }
}

}  // namespace arc

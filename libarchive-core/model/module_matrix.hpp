#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arc {

// A barcode as its symbology defines it: dark and light modules, without quiet zone. A linear code has one row.
struct ModuleMatrix {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> modules;  // row by row, 1 is dark

    ModuleMatrix() = default;
    ModuleMatrix(int w, int h)
        : width(w), height(h), modules(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
    std::uint8_t& at(int x, int y) {
        return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
    bool dark(int x, int y) const {
        return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] !=
               0;
    }
    bool linear() const { return height == 1; }
    bool operator==(const ModuleMatrix&) const = default;
};

}  // namespace arc

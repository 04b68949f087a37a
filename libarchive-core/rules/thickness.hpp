#pragma once

#include <cstdint>
#include <optional>

namespace arc {

// Millimetres of shelf that a thing takes, where nobody has measured it. Office paper of 80 g/m² is 0.1 mm thick; a
// hard cover adds 2 mm (GB/T 9705-2008 knows backs of 10, 15 and 20 mm); a box is 50 mm wide, the widest of
// DA/T 22-2015.
inline constexpr std::int64_t usual_box_width = 50;
inline constexpr std::int64_t cover_width = 2;

// Ten sheets a millimetre, rounded up; at least one.
constexpr std::int64_t width_of_sheets(std::int64_t sheets) {
    return sheets <= 10 ? 1 : (sheets + 9) / 10;
}
constexpr std::int64_t width_of_document(std::int64_t sheets) {
    return width_of_sheets(sheets);
}
constexpr std::int64_t width_of_volume(std::optional<std::int64_t> measured, std::int64_t sheets) {
    return measured ? *measured : width_of_sheets(sheets) + cover_width;
}
constexpr std::int64_t width_of_box(std::optional<std::int64_t> measured) {
    return measured.value_or(usual_box_width);
}

}  // namespace arc

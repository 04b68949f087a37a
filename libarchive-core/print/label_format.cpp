#include "print/labels.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace arc {
namespace {

struct Size {
    double width = 0;
    double height = 0;
};

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value >= 0 && value <= 2000 ? std::optional(value) : std::nullopt;
}

// "63.5x38.1"
std::optional<Size> read_size(std::string_view text) {
    const std::size_t by = text.find('x');
    if (by == std::string_view::npos) {
        return std::nullopt;
    }
    const std::optional<double> width = number(text.substr(0, by));
    const std::optional<double> height = number(text.substr(by + 1));
    return width && height ? std::optional(Size{*width, *height}) : std::nullopt;
}

// "50x30": a page of its own for each sticker.
std::optional<LabelFormat> single_format(std::string_view text) {
    const std::optional<Size> sticker = read_size(text);
    if (!sticker) {
        return std::nullopt;
    }
    return LabelFormat{std::string(text), 1, 1, sticker->width, sticker->height, 0, 0, sticker->width, sticker->height};
}

// "3x7:63.5x38.1+2.5+0"
std::optional<LabelFormat> grid_format(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::vector<std::string> pieces = split(text.substr(colon + 1), '+');
    const std::optional<Size> grid = read_size(text.substr(0, colon));
    const std::optional<Size> sticker = read_size(pieces[0]);
    const std::optional<double> gap_x = pieces.size() == 3 ? number(pieces[1]) : 0;
    const std::optional<double> gap_y = pieces.size() == 3 ? number(pieces[2]) : 0;
    if (!grid || !sticker || !gap_x || !gap_y || pieces.size() == 2 || pieces.size() > 3) {
        return std::nullopt;
    }
    return LabelFormat{std::string(text),
                       static_cast<int>(grid->width),
                       static_cast<int>(grid->height),
                       sticker->width,
                       sticker->height,
                       *gap_x,
                       *gap_y};
}

bool fits_page(const LabelFormat& f) {
    constexpr double rounding = 0.1;
    return f.columns >= 1 && f.rows >= 1 && f.width >= 10 && f.height >= 8 &&
           f.columns * f.width + (f.columns - 1) * f.gap_x <= f.page_width + rounding &&
           f.rows * f.height + (f.rows - 1) * f.gap_y <= f.page_height + rounding;
}

}  // namespace

Area LabelFormat::place(int position) const {
    const double left = (page_width - columns * width - (columns - 1) * gap_x) / 2;
    const double top = (page_height - rows * height - (rows - 1) * gap_y) / 2;
    return {left + position % columns * (width + gap_x), top + position / columns * (height + gap_y), width, height};
}

std::span<const LabelFormat> known_label_formats() {
    static const std::array formats{LabelFormat{"L7160", 3, 7, 63.5, 38.1, 2.5, 0},
                                    LabelFormat{"L7163", 2, 7, 99.1, 38.1, 2.5, 0},
                                    LabelFormat{"L7651", 5, 13, 38.1, 21.2, 2.5, 0}};
    return formats;
}

Result<LabelFormat> parse_label_format(std::string_view text) {
    for (const LabelFormat& format : known_label_formats()) {
        if (fold_words(format.name) == fold_words(trim(text))) {
            return format;
        }
    }
    const std::string folded = fold_words(trim(text));
    const std::optional<LabelFormat> format = grid_format(folded) ? grid_format(folded) : single_format(folded);
    if (!format) {
        return Error{ErrorCode::usage, printable(text), say("not a format of stickers"),
                     say("use L7160, L7163, L7651, COLUMNSxROWS:WIDTHxHEIGHT+GAP+GAP or WIDTHxHEIGHT, in mm")};
    }
    if (!fits_page(*format)) {
        return Error{ErrorCode::usage,
                     printable(text),
                     say("these stickers do not fit the page of {} x {} mm, or are under 10 x 8 mm", format->page_width,
                         format->page_height),
                     {}};
    }
    return *format;
}

}  // namespace arc

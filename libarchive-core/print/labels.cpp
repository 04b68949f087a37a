#include "print/labels.hpp"

#include "base/say.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr int least_dots = 3;
constexpr int most_dots = 8;
constexpr int quiet_linear = 10;
constexpr int quiet_matrix = 4;
constexpr double padding = 1.5;  // stickers are never fed quite straight

// Where code and words of a sticker stand.
struct Layout {
    int dots = 0;
    Area code;
    Area words;
};

Error too_large(const LabelSpec& label, const LabelFormat& format) {
    return {
        ErrorCode::usage, label.code_text,
        say("its code needs more room than a sticker {} has ({} x {} mm)", format.name, format.width, format.height),
        label.code.linear() ? say("use QRCode") : say("use larger stickers")};
}

// Linear codes, and matrix codes of a long shape, lie along the bottom.
bool is_long(const ModuleMatrix& code) {
    return code.linear() || code.width >= 3 * code.height;
}

Layout long_layout(const ModuleMatrix& code, const Area& sticker) {
    Layout layout;
    const int quiet = 2 * (code.linear() ? quiet_linear : quiet_matrix);
    layout.dots = std::min(most_dots, static_cast<int>(sticker.width / ((code.width + quiet) * printer_dot)));
    const double width = code.width * layout.dots * printer_dot;
    const double height =
        code.linear() ? std::max({sticker.height * 0.4, width * 0.15, 6.0}) : code.height * layout.dots * printer_dot;
    layout.code = {sticker.x + (sticker.width - width) / 2, sticker.y + sticker.height - padding - height, width,
                   height};
    layout.words = {sticker.x + padding, sticker.y + padding, sticker.width - 2 * padding,
                    sticker.height - height - 2.5 * padding};
    return layout;
}

// The code at the left, at most as high as the sticker and 38 % as wide; the words beside it.
Layout matrix_layout(const ModuleMatrix& code, const Area& sticker) {
    Layout layout;
    const double by_height = (sticker.height - 2 * padding) / (code.height * printer_dot);
    const double by_width = sticker.width * 0.38 / ((code.width + quiet_matrix) * printer_dot);
    layout.dots = std::min(most_dots, static_cast<int>(std::min(by_height, by_width)));
    const double module = layout.dots * printer_dot;
    const double width = code.width * module;
    const double height = code.height * module;
    const double left = sticker.x + std::max(padding, quiet_matrix * module / 2);
    layout.code = {left, sticker.y + (sticker.height - height) / 2, width, height};
    const double words = left + width + quiet_matrix * module;
    layout.words = {words, sticker.y + padding, sticker.x + sticker.width - padding - words,
                    sticker.height - 2 * padding};
    return layout;
}

Result<Layout> fit(const LabelSpec& label, const LabelFormat& format, const Area& sticker) {
    const Layout layout = is_long(label.code) ? long_layout(label.code, sticker) : matrix_layout(label.code, sticker);
    if (label.code.width == 0 || layout.dots < least_dots || layout.words.height < 3) {
        return too_large(label, format);
    }
    return layout;
}

// The number first in worth: it always has its line at the bottom; title and lines share what is above.
void draw_words(Canvas& canvas, const LabelSpec& label, const Area& box) {
    const double line = std::clamp(box.height / 4.5, 1.9, 4.5);
    const double number_height = line * 1.5;
    canvas.text(label.code_text, {box.x, box.y + box.height - number_height, box.width, number_height},
                {.size = line, .smallest = 1.2, .weight = Weight::bold});
    const double bottom = box.y + box.height - number_height;
    double y = box.y;
    if (!label.title.empty() && bottom - y > line) {
        const int lines = bottom - y > line * 4.2 ? 2 : 1;
        y += canvas.text(label.title, {box.x, y, box.width, bottom - y},
                         {.size = line * 1.15, .smallest = line * 0.7, .lines = lines, .weight = Weight::bold});
    }
    for (const std::string& words : label.lines) {
        if (y + line * 1.2 > bottom) {
            break;
        }
        // A number that is cut is no number: it goes on in a second line where there is room.
        const int lines = bottom - y > line * 1.3 ? 2 : 1;
        y += canvas.text(words, {box.x, y, box.width, bottom - y},
                         {.size = line * 0.85, .smallest = line * 0.5, .lines = lines});
    }
}

Result<Done> draw_label(Canvas& canvas, const LabelSpec& label, const LabelFormat& format, const Area& sticker) {
    const Result<Layout> layout = fit(label, format, sticker);
    if (!layout) {
        return layout.error();
    }
    canvas.begin_part(label.code_text);
    canvas.draw_code(label.code, layout->code.x, layout->code.y, layout->dots, layout->code.height);
    draw_words(canvas, label, layout->words);
    return Done{};
}

}  // namespace

Result<std::string> labels_pdf(std::span<const LabelSpec> labels, const LabelFormat& format, int first,
                               const PdfSettings& settings) {
    if (first < 0 || first >= format.per_page()) {
        return Error{ErrorCode::usage,
                     say("position {}", first + 1),
                     say("a sheet {} has {}", format.name, format.per_page()),
                     {}};
    }
    Canvas canvas = Canvas::pdf(format.page_width, format.page_height, settings);
    int position = first;
    for (const LabelSpec& label : labels) {
        if (position == format.per_page()) {
            canvas.next_page();
            position = 0;
        }
        const Result<Done> drawn = draw_label(canvas, label, format, format.place(position));
        if (!drawn) {
            return drawn.error();
        }
        ++position;
    }
    canvas.next_page();
    return canvas.finish_pdf();
}

Result<GrayImage> label_picture(const LabelSpec& label, const LabelFormat& format, int dpi) {
    Canvas canvas = Canvas::picture(format.width, format.height, dpi);
    const Result<Done> drawn = draw_label(canvas, label, format, {0, 0, format.width, format.height});
    if (!drawn) {
        return drawn.error();
    }
    return canvas.finish_picture();
}

}  // namespace arc

#include "print/holder_sheets.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr double page_width = 210;
constexpr double page_height = 297;
constexpr double edge = 12;
constexpr double line = 0.25;
constexpr double strip_height = page_height - 2 * edge;
constexpr double narrowest = 8;
constexpr double widest = page_width - 2 * edge;
constexpr int quiet_modules = 4;
constexpr int least_dots = 3;
constexpr int most_dots = 6;

void draw_frame(Canvas& canvas, const Area& area) {
    canvas.fill({area.x - line / 2, area.y - line / 2, area.width + line, line});
    canvas.fill({area.x - line / 2, area.y + area.height - line / 2, area.width + line, line});
    canvas.fill({area.x - line / 2, area.y, line, area.height});
    canvas.fill({area.x + area.width - line / 2, area.y, line, area.height});
}

// Words for one character below the other; figures and Latin words stay together.
std::vector<std::string> stacked(const std::string& words) {
    std::vector<std::string> lines(1);
    bool joins = false;
    for (const char32_t c : to_code_points(words)) {
        const std::string one = to_utf8(std::u32string(1, c));
        const bool narrow = c != U' ' && display_width(one) == 1;
        if (!lines.back().empty() && !(joins && narrow)) {
            lines.emplace_back();
        }
        lines.back() += c == U' ' ? std::string() : one;
        joins = narrow;
    }
    return lines;
}

constexpr std::size_t short_number = 8;  // a year, a fonds: never broken

// A long number in the parts that its signs make, each on a line of its own: 2026- and 00012.
std::vector<std::string> parts_of_number(const std::string& number) {
    if (number.size() <= short_number) {
        return {number};
    }
    std::vector<std::string> parts(1);
    for (const char32_t c : to_code_points(number)) {
        parts.back() += to_utf8(std::u32string(1, c));
        if (std::u32string_view(U"-/.·").find(c) != std::u32string_view::npos) {
            parts.emplace_back();
        }
    }
    if (parts.back().empty()) {
        parts.pop_back();
    }
    return parts;
}

// The strip's fields from the top, each with its heading above it and a line below.
class SpineDrawing {
public:
    SpineDrawing(Canvas& canvas, const SpineSheet& spine, double x)
        : canvas_(&canvas), spine_(&spine), box_{x, edge, spine.width, strip_height} {}

    void draw() {
        canvas_->begin_part(spine_->code_text);
        draw_frame(*canvas_, box_);
        const double foot = draw_code();
        double y = box_.y + 2;
        for (const auto& [heading, value] : spine_->fields) {
            if (value.empty()) {
                continue;
            }
            y = draw_field(heading, value, y, foot);
            if (y >= foot) {
                break;
            }
        }
    }

private:
    bool narrow() const { return spine_->width < 25; }

    // Returns where the code begins.
    double draw_code() {
        const double bottom = box_.y + box_.height - 2;
        if (spine_->code.width == 0) {
            return bottom;
        }
        const double room = spine_->width - 1;
        const int dots = std::clamp(static_cast<int>(room / ((spine_->code.width + quiet_modules) * printer_dot)),
                                    least_dots, most_dots);
        const double size = spine_->code.width * dots * printer_dot;
        const double text_height = 3;
        canvas_->text(spine_->code_text, {box_.x + 0.5, bottom - text_height, spine_->width - 1, text_height},
                      {.size = 2.4, .smallest = 0.8, .align = Align::centre});
        const double top = bottom - text_height - 1 - size;
        canvas_->draw_code(spine_->code, box_.x + (spine_->width - size) / 2, top, dots);
        return top - 2;
    }

    double draw_field(const std::string& heading, const std::string& value, double y, double foot) {
        const double width = spine_->width - 2;
        const TextStyle small{.size = 2.8, .smallest = 1.2, .align = Align::centre};
        y += canvas_->text(heading, {box_.x + 1, y, width, 4}, small) + 0.8;
        // Words of a narrow back stand one character below the other; numbers are shrunk, then wrapped.
        const bool words = display_width(value) != static_cast<int>(to_code_points(value).size());
        const std::vector<std::string> lines = !narrow() ? std::vector{value}
                                               : words   ? stacked(value)
                                                         : parts_of_number(value);
        TextStyle style{.size = narrow() ? std::min(6.0, width * 0.7) : 6,
                        .smallest = 2,
                        .align = Align::centre,
                        .weight = Weight::bold};
        if (!words && narrow()) {
            style.smallest = value.size() > short_number && lines.size() == 1 ? std::min(style.size, 3.2) : 1.5;
            style.lines = 4;
            // The parts of one number are of one size.
            for (const std::string& part : lines.size() > 1 ? lines : std::vector<std::string>()) {
                const double taken = canvas_->width_of_text(part, style);
                style.size = taken > width ? std::max(style.smallest, style.size * 0.98 * width / taken) : style.size;
            }
        } else if (words) {
            style.smallest = 4;
            style.lines = 8;
        }
        style.smallest = words && narrow() ? 2 : style.smallest;
        for (const std::string& shown : lines) {
            y += canvas_->text(shown, {box_.x + 1, y, width, std::max(0.0, foot - y)}, style);
        }
        y += 1.5;
        canvas_->fill({box_.x, y, spine_->width, line});
        return y + 2;
    }

    Canvas* canvas_;
    const SpineSheet* spine_;
    Area box_;
};

}  // namespace

void draw_cover(Canvas& canvas, const CoverSheet& cover) {
    canvas.set_page_size(page_width, page_height);
    canvas.begin_part(cover.code_text);
    const double left = 30;
    const double width = page_width - left - 20;
    const TextStyle heading{.size = 5, .smallest = 3};
    canvas.text(cover.fonds, {left, 32, width, 14},
                {.size = 10, .smallest = 5, .align = Align::centre, .weight = Weight::bold});
    canvas.text(cover.category, {left, 52, width, 10}, {.size = 6.5, .smallest = 4, .align = Align::centre});
    canvas.text(cover.title, {left, 88, width, 60},
                {.size = 9, .smallest = 5, .lines = 4, .align = Align::centre, .weight = Weight::bold});
    double y = 165;
    for (const auto& [name, value] : cover.fields) {
        canvas.text(name, {left + 20, y, 32, 8}, heading);
        canvas.text(value, {left + 54, y, width - 74, 8}, heading);
        canvas.fill({left + 52, y + 8, width - 72, line});
        y += 13;
    }
    const double foot = page_height - 42;
    if (cover.code.width > 0) {
        const int dots = 6;
        const double size = cover.code.width * dots * printer_dot;
        constexpr double top = 9;  // above the fonds, whose name may be as wide as the page
        canvas.draw_code(cover.code, page_width - 20 - size, top, dots);
        canvas.text(cover.code_text, {page_width - 20 - size - 10, top + size + 1, size + 10, 4},
                    {.size = 2.6, .smallest = 1.6, .align = Align::right});
    }
    const double share = cover.numbers.empty() ? width : width / static_cast<double>(cover.numbers.size());
    for (std::size_t i = 0; i < cover.numbers.size(); ++i) {
        const Area cell{left + share * static_cast<double>(i), foot, share, 20};
        draw_frame(canvas, cell);
        canvas.fill({cell.x, cell.y + 8, cell.width, line});
        const TextStyle centred{.size = 4.5, .smallest = 2, .align = Align::centre};
        canvas.text(cover.numbers[i].first, {cell.x + 1, cell.y + 1.5, cell.width - 2, 6}, centred);
        canvas.text(cover.numbers[i].second, {cell.x + 1, cell.y + 10.5, cell.width - 2, 8}, centred);
    }
    canvas.next_page();
}

Result<Done> draw_spines(Canvas& canvas, std::span<const SpineSheet> spines) {
    canvas.set_page_size(page_width, page_height);
    double x = edge;
    for (const SpineSheet& spine : spines) {
        if (spine.width < narrowest || spine.width > widest) {
            return Error{ErrorCode::usage, spine.code_text.empty() ? say("spine") : spine.code_text,
                         say("a back of {} mm cannot be printed", spine.width),
                         say("it is {} to {} mm wide", narrowest, widest)};
        }
        if (x + spine.width > page_width - edge) {
            canvas.next_page();
            x = edge;
        }
        SpineDrawing(canvas, spine, x).draw();
        x += spine.width + 4;
    }
    canvas.next_page();
    return Done{};
}

}  // namespace arc

#pragma once

#include "base/calendar_text.hpp"
#include "model/module_matrix.hpp"
#include "model/raster.hpp"
#include "print/unknown_characters.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace arc {

// Millimetres from the upper left of the page.
struct Area {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    bool operator==(const Area&) const = default;
};

enum class Align { left, centre, right };
enum class Weight { regular, bold };

struct TextStyle {
    double size = 4;      // of the letters, mm
    double smallest = 0;  // shrink down to this before cutting; 0: never shrink
    int lines = 1;        // wrap into at most so many, where shrinking does not make one line of it
    Align align = Align::left;
    Weight weight = Weight::regular;
};

// What a PDF says about itself.
struct PdfSettings {
    std::string title;
    Instant created{};
    UnknownCharacters* unknown = nullptr;  // gets the characters that are printed as boxes
};

// All lengths of bars are multiples of this: a dot of a 300-dpi printer (and two of a 600-dpi one), so that printers
// need not round them (standards.md 6.5).
inline constexpr double printer_dot = 25.4 / 300;

// A page to draw on in black, and the only code that knows cairo and pango. Bars are vectors; Chinese is set in Noto
// Sans CJK SC or whatever font has the characters.
class Canvas {
public:
    // A PDF whose pages have this size.
    static Canvas pdf(double width, double height, const PdfSettings& settings);
    // One picture of a page, for tests and previews.
    static Canvas picture(double width, double height, int dpi, UnknownCharacters* unknown = nullptr);
    ~Canvas();
    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;

    void next_page();
    // What the texts that follow belong to ("归档文件目录, line 2"), for the places of unknown characters.
    void begin_part(std::string name);
    // Of the pages from the present one on, before anything is drawn on it; PDF only.
    void set_page_size(double width, double height);
    void fill(const Area& box);
    // The matrix with its upper left at x, y (moved to whole printer dots); a module is `dots` printer dots wide and,
    // in a matrix code, high. Of a linear code `bar_height` is the height.
    void draw_code(const ModuleMatrix& code, double x, double y, int dots, double bar_height = 0);
    // Text inside the box, from its top; what does not fit is shrunk, then ends in "…". Returns the height that it
    // took.
    double text(std::string_view words, const Area& box, const TextStyle& style);

    // The height that text() would take in a box of this width and of any height, in at most style.lines lines.
    double height_of_text(std::string_view words, double width, const TextStyle& style);
    // The width that it would take on one line.
    double width_of_text(std::string_view words, const TextStyle& style);

    // A picture, stretched to the box.
    void draw_picture(const GrayImage& picture, const Area& box);
    // Words slanting over the box again and again, so light that what is below stays readable.
    void watermark(std::string_view words, const Area& box);

    // The bytes of the PDF; the canvas is spent.
    std::string finish_pdf();
    // The picture; the canvas is spent.
    GrayImage finish_picture();
    // The same as the bytes of a PNG file, with grey and colour kept.
    std::string finish_png();

private:
    struct State;
    explicit Canvas(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace arc

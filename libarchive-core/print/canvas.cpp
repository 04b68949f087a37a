#include "print/canvas.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace arc {
namespace {

constexpr double point = 25.4 / 72;  // mm
constexpr double shrink_step = 0.92;

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoFontMap* fonts) const { g_object_unref(fonts); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

template <class T>
using Owned = std::unique_ptr<T, Release>;

cairo_status_t append(void* bytes, const unsigned char* piece, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(piece), length);
    return CAIRO_STATUS_SUCCESS;
}

double snapped(double mm) {
    return std::round(mm / printer_dot) * printer_dot;
}

// Control characters and broken bytes made visible; line ends become blanks.
std::string printable_words(std::string_view words) {
    std::string one_line(words);
    std::ranges::replace_if(
        one_line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return printable(one_line);
}

Owned<PangoFontDescription> font_of(const TextStyle& style, double size) {
    Owned<PangoFontDescription> font(pango_font_description_from_string("Noto Sans CJK SC, sans-serif"));
    pango_font_description_set_weight(font.get(),
                                      style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), size / point * PANGO_SCALE);
    return font;
}

// Layouts are measured in points, the same for every surface.
double height_of(PangoLayout* layout) {
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return height * point / PANGO_SCALE;
}

constexpr double any_height = 10'000;  // mm

// The characters of which pango shows a number in a box.
std::u32string boxed_characters(PangoLayout* layout) {
    std::u32string boxed;
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) {
        return boxed;
    }
    for (const GSList* line = pango_layout_get_lines_readonly(layout); line != nullptr; line = line->next) {
        for (const GSList* run = static_cast<PangoLayoutLine*>(line->data)->runs; run != nullptr; run = run->next) {
            const PangoGlyphString* glyphs = static_cast<PangoLayoutRun*>(run->data)->glyphs;
            for (const PangoGlyphInfo& one : std::span(glyphs->glyphs, static_cast<std::size_t>(glyphs->num_glyphs))) {
                if ((one.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && one.glyph != PANGO_GLYPH_INVALID_INPUT) {
                    boxed += static_cast<char32_t>(one.glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
                }
            }
        }
    }
    return boxed;
}

}  // namespace

struct Canvas::State {
    static PangoAlignment alignment(Align align) {
        switch (align) {
            case Align::centre:
                return PANGO_ALIGN_CENTER;
            case Align::right:
                return PANGO_ALIGN_RIGHT;
            default:
                return PANGO_ALIGN_LEFT;
        }
    }

    std::string bytes;  // of the PDF; must outlive the surface, which writes to it
    Owned<cairo_surface_t> surface;
    Owned<cairo_t> context;
    Owned<PangoFontMap> fonts;  // our own: pango's default one is never released
    Owned<PangoContext> words;
    UnknownCharacters* unknown = nullptr;
    std::string part;

    // From here on one unit is a point.
    void begin(cairo_surface_t* created, double scale) {
        surface.reset(created);
        context.reset(cairo_create(created));
        cairo_scale(context.get(), scale, scale);
        Owned<cairo_font_options_t> options(cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_set_font_options(context.get(), options.get());
        cairo_set_source_rgb(context.get(), 0, 0, 0);
        fonts.reset(pango_cairo_font_map_new());
        words.reset(pango_font_map_create_context(fonts.get()));
        pango_cairo_update_context(context.get(), words.get());
        check();
    }

    void check() const {
        const cairo_status_t status = cairo_status(context.get());
        if (status != CAIRO_STATUS_SUCCESS) {
            throw Fault(ErrorCode::io, say("printing"), cairo_status_to_string(status));
        }
    }

    void add_rectangle(const Area& box) {
        cairo_rectangle(context.get(), box.x / point, box.y / point, box.width / point, box.height / point);
    }

    // The words set at this size in so many lines, cut where the box ends.
    Owned<PangoLayout> set(const std::string& text, const Area& box, const TextStyle& style, int lines, double size) {
        Owned<PangoLayout> layout(pango_layout_new(words.get()));
        pango_layout_set_font_description(layout.get(), font_of(style, size).get());
        pango_layout_set_width(layout.get(), static_cast<int>(box.width / point * PANGO_SCALE));
        pango_layout_set_height(layout.get(), -lines);
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_alignment(layout.get(), alignment(style.align));
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }

    // The largest size that leaves nothing out, or the smallest size with an end of "…".
    Owned<PangoLayout> fit(const std::string& text, const Area& box, const TextStyle& style, int lines) {
        const double smallest = style.smallest > 0 ? style.smallest : style.size;
        double size = style.size;
        Owned<PangoLayout> layout = set(text, box, style, lines, size);
        while (cut(layout.get(), box) && size * shrink_step >= smallest) {
            size *= shrink_step;
            layout = set(text, box, style, lines, size);
        }
        return layout;
    }

    // On one line where that needs no cutting, else in as many as the style allows.
    Owned<PangoLayout> lay_out(std::string_view text, const Area& box, const TextStyle& style) {
        const std::string shown = printable_words(text);
        Owned<PangoLayout> layout = fit(shown, box, style, 1);
        if (style.lines > 1 && cut(layout.get(), box)) {
            layout = fit(shown, box, style, style.lines);
        }
        return layout;
    }

    void show(PangoLayout* layout) {
        pango_cairo_show_layout(context.get(), layout);
        if (unknown == nullptr) {
            return;
        }
        for (const char32_t character : boxed_characters(layout)) {
            unknown->add(character,
                         part.empty() ? pango_layout_get_text(layout) : part + ": " + pango_layout_get_text(layout));
        }
    }

    static bool cut(PangoLayout* layout, const Area& box) {
        return pango_layout_is_ellipsized(layout) || height_of(layout) > box.height;
    }
};

Canvas::Canvas(std::unique_ptr<State> state) : state_(std::move(state)) {
}
Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

Canvas Canvas::pdf(double width, double height, const PdfSettings& settings) {
    auto state = std::make_unique<State>();
    cairo_surface_t* surface =
        cairo_pdf_surface_create_for_stream(append, &state->bytes, width / point, height / point);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, printable_words(settings.title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   (format_instant(settings.created).substr(0, 19) + "Z").c_str());
    state->begin(surface, 1);
    state->unknown = settings.unknown;
    return Canvas(std::move(state));
}

Canvas Canvas::picture(double width, double height, int dpi, UnknownCharacters* unknown) {
    auto state = std::make_unique<State>();
    state->unknown = unknown;
    const auto pixels = [dpi](double mm) { return static_cast<int>(std::round(mm / 25.4 * dpi)); };
    state->begin(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(width), pixels(height)), dpi / 72.0);
    cairo_t* context = state->context.get();
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_set_source_rgb(context, 0, 0, 0);
    return Canvas(std::move(state));
}

void Canvas::next_page() {
    cairo_show_page(state_->context.get());
}

void Canvas::begin_part(std::string name) {
    state_->part = std::move(name);
}

void Canvas::set_page_size(double width, double height) {
    cairo_pdf_surface_set_size(state_->surface.get(), width / point, height / point);
}

void Canvas::fill(const Area& box) {
    state_->add_rectangle(box);
    cairo_fill(state_->context.get());
}

void Canvas::draw_code(const ModuleMatrix& code, double x, double y, int dots, double bar_height) {
    const double module = dots * printer_dot;
    const double height = code.linear() ? bar_height : module;
    const Area origin{snapped(x), snapped(y), 0, 0};
    // One path for all runs: filled one by one, anti-aliasing would leave hairlines between neighbours.
    for (int row = 0; row < code.height; ++row) {
        for (int column = 0; column < code.width;) {
            const int start = column;
            while (column < code.width && code.dark(column, row)) {
                ++column;
            }
            if (column > start) {
                state_->add_rectangle(
                    {origin.x + start * module, origin.y + row * height, (column - start) * module, height});
            } else {
                ++column;
            }
        }
    }
    cairo_fill(state_->context.get());
}

double Canvas::height_of_text(std::string_view words, double width, const TextStyle& style) {
    return height_of(state_->lay_out(words, {0, 0, width, any_height}, style).get());
}

double Canvas::width_of_text(std::string_view words, const TextStyle& style) {
    int width = 0;
    const Area box{0, 0, any_height, any_height};
    TextStyle left = style;
    left.align = Align::left;
    pango_layout_get_size(state_->set(printable_words(words), box, left, 1, style.size).get(), &width, nullptr);
    return width * point / PANGO_SCALE;
}

double Canvas::text(std::string_view words, const Area& box, const TextStyle& style) {
    Owned<PangoLayout> layout = state_->lay_out(words, box, style);
    cairo_t* context = state_->context.get();
    cairo_save(context);
    state_->add_rectangle(box);
    cairo_clip(context);
    cairo_move_to(context, box.x / point, box.y / point);
    state_->show(layout.get());
    cairo_restore(context);
    return std::min(height_of(layout.get()), box.height);
}

void Canvas::draw_picture(const GrayImage& picture, const Area& box) {
    Owned<cairo_surface_t> pixels(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
    unsigned char* to = cairo_image_surface_get_data(pixels.get());
    if (to == nullptr || picture.width == 0 || picture.height == 0) {
        throw Fault(ErrorCode::limit, say("printing"), say("the picture is too large"));
    }
    cairo_surface_flush(pixels.get());
    for (int y = 0; y < picture.height; ++y) {
        unsigned char* row = to + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(pixels.get());
        for (int x = 0; x < picture.width; ++x) {
            std::memset(row + 4 * static_cast<std::ptrdiff_t>(x), picture.row(y)[x], 4);
        }
    }
    cairo_surface_mark_dirty(pixels.get());
    cairo_t* context = state_->context.get();
    cairo_save(context);
    cairo_translate(context, box.x / point, box.y / point);
    cairo_scale(context, box.width / point / picture.width, box.height / point / picture.height);
    cairo_set_source_surface(context, pixels.get(), 0, 0);
    cairo_paint(context);
    cairo_restore(context);
}

void Canvas::watermark(std::string_view words, const Area& box) {
    constexpr double angle = -0.5;  // radians: rises to the right
    constexpr double grey = 0.45;
    constexpr double ink = 0.3;
    const double size = std::clamp(box.width / 22, 2.5, 12.0);
    const TextStyle style{.size = size};
    cairo_t* context = state_->context.get();
    cairo_save(context);
    state_->add_rectangle(box);
    cairo_clip(context);
    cairo_set_source_rgba(context, grey, grey, grey, ink);
    cairo_translate(context, box.x / point, box.y / point);
    cairo_rotate(context, angle);
    Owned<PangoLayout> layout = state_->set(printable_words(words), {0, 0, any_height, size * 2}, style, 1, size);
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    const double step_x = width * point / PANGO_SCALE + 4 * size;
    const double step_y = 7 * size;
    const double reach = box.width + box.height;
    int line = 0;
    for (double y = -box.width; y < reach; y += step_y, ++line) {
        for (double x = -reach + (line % 2) * step_x / 2; x < reach; x += step_x) {
            cairo_move_to(context, x / point, y / point);
            state_->show(layout.get());
        }
    }
    cairo_restore(context);
}

std::string Canvas::finish_pdf() {
    state_->check();
    state_->context.reset();
    cairo_surface_finish(state_->surface.get());
    if (const cairo_status_t status = cairo_surface_status(state_->surface.get()); status != CAIRO_STATUS_SUCCESS) {
        throw Fault(ErrorCode::io, say("printing"), cairo_status_to_string(status));
    }
    return std::move(state_->bytes);
}

std::string Canvas::finish_png() {
    state_->check();
    cairo_surface_flush(state_->surface.get());
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(state_->surface.get(), append, &bytes);
    if (status != CAIRO_STATUS_SUCCESS) {
        throw Fault(ErrorCode::io, say("printing"), cairo_status_to_string(status));
    }
    return bytes;
}

GrayImage Canvas::finish_picture() {
    state_->check();
    cairo_surface_t* surface = state_->surface.get();
    cairo_surface_flush(surface);
    GrayImage picture(cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface));
    const unsigned char* pixels = cairo_image_surface_get_data(surface);
    for (int y = 0; y < picture.height; ++y) {
        const unsigned char* row = pixels + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface);
        for (int x = 0; x < picture.width; ++x) {
            // All ink is black, so that one colour of four bytes tells the grey.
            picture.row(y)[x] = row[4 * x + 1];
        }
    }
    return picture;
}

}  // namespace arc

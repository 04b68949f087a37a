#include "print/sheets.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace arc {
namespace {

constexpr double page_width = 210;
constexpr double page_height = 297;
constexpr double edge = 8;        // what printers leave white, and a little
constexpr double frame_top = 36;  // below the patch bars and what must be clear around them
constexpr double frame_bottom = page_height - frame_top;
constexpr double code_text_height = 10;

constexpr int least_dots = 6;
constexpr int most_dots = 10;
constexpr int quiet_modules = 10;
constexpr int corner_dots = 12;

struct Words {
    std::string_view heading;
    std::string_view rule;
};

Words words_of(SheetKind kind) {
    constexpr std::array<Words, 9> words{
        Words{"业务分隔页", "本页放在该业务的第一份资料之前；本页不归档、不计页，可重复使用。"},
        Words{"资料类型分隔页", "本页放在该份资料之前；本页不归档、不计页，可重复使用。"},
        Words{"件分隔页", "本页放在该件之前；本页不归档、不计页。"},
        Words{"案卷分隔页", "本页放在该卷第一件之前；本页不归档、不计页。"},
        Words{"批次分隔页", "本页放在该批次的最前面；本页不归档、不计页。"},
        Words{"批次结束页", "本页放在该批次的最后；扫描页数与本页不符时，该批次不能关闭。"},
        Words{"附件分隔页", "本页放在附件之前，其后各页为前一份资料的附件；本页不归档、不计页。"},
        Words{"忽略页", "扫描时本页不归档、不计页。"},
        Words{"户分隔页", "本页放在该户的第一份资料之前；本页不归档、不计页，可重复使用。"},
    };
    return words[static_cast<std::size_t>(kind)];
}

// The bars of a patch code in order; "" for formats that are none.
std::string_view patch_bars(BarcodeFormat format) {
    switch (format) {
        case BarcodeFormat::Patch1:
            return "WWNN";
        case BarcodeFormat::Patch2:
            return "WNNW";
        case BarcodeFormat::Patch3:
            return "WNWN";
        case BarcodeFormat::Patch4:
            return "NWWN";
        case BarcodeFormat::Patch6:
            return "NNWW";
        case BarcodeFormat::PatchT:
            return "NWNW";
        default:
            return {};
    }
}

void draw_patch(Canvas& canvas, std::string_view bars) {
    constexpr double narrow = 0.08 * 25.4;
    constexpr double wide = 0.20 * 25.4;
    constexpr double length = 5 * 25.4;
    double depth = edge;
    for (const char bar : bars) {
        const double thick = bar == 'W' ? wide : narrow;
        const double across = (page_width - length) / 2;
        const double along = (page_height - length) / 2;
        canvas.fill({across, depth, length, thick});
        canvas.fill({across, page_height - depth - thick, length, thick});
        canvas.fill({depth, along, thick, length});
        canvas.fill({page_width - depth - thick, along, thick, length});
        depth += thick + narrow;
    }
}

// Where the linear code stands and how large it is.
struct Bars {
    int dots = 0;
    double width = 0;  // without quiet zones
    double height = 0;
};

Result<Bars> fit_bars(const SheetSpec& sheet, const ModuleMatrix& code) {
    if (!code.linear() || code.width == 0) {
        return Error{ErrorCode::usage, sheet.code_text, say("a separator sheet needs two linear codes"), {}};
    }
    const double room = page_width - 2 * (sheet.patch ? frame_top : edge);
    const int dots = std::min(most_dots, static_cast<int>(room / ((code.width + 2 * quiet_modules) * printer_dot)));
    if (dots < least_dots) {
        return Error{ErrorCode::usage, sheet.code_text, say("too long for the bars of a separator sheet"),
                     say("use a code of our own, or leave out the patch code")};
    }
    const double width = code.width * dots * printer_dot;
    return Bars{dots, width, std::max(24.0, width * 0.16)};
}

void draw_bars(Canvas& canvas, const SheetSpec& sheet, const ModuleMatrix& code, const Bars& bars, double y) {
    canvas.draw_code(code, (page_width - bars.width) / 2, y, bars.dots, bars.height);
    canvas.text(sheet.code_text, {frame_top, y + bars.height + 1, page_width - 2 * frame_top, code_text_height},
                {.size = 6.5, .smallest = 3, .align = Align::centre, .weight = Weight::bold});
}

// Upper right and lower left: staples and stamps are put into the upper left.
void draw_corners(Canvas& canvas, const ModuleMatrix& square) {
    const int dots = std::clamp(static_cast<int>(22.0 / (square.width * printer_dot)), 3, corner_dots);
    const double width = square.width * dots * printer_dot;
    const double height = square.height * dots * printer_dot;
    canvas.draw_code(square, page_width - edge - 2 - width, edge + 2, dots);
    canvas.draw_code(square, edge + 2, page_height - edge - 2 - height, dots);
}

void draw_words(Canvas& canvas, const SheetSpec& sheet, double top, double bottom) {
    constexpr double left = frame_top;
    constexpr double width = page_width - 2 * frame_top;
    constexpr double rule_height = 14;
    const Words words = words_of(sheet.kind);
    const auto centred = [&](std::string_view text, double at, double height, const TextStyle& style) {
        return canvas.text(text, {left, at, width, std::min(height, bottom - rule_height - at)}, style);
    };
    double y = top;
    y += centred(words.heading, y, 12, {.size = 8, .align = Align::centre}) + 5;
    if (!sheet.title.empty()) {
        y += centred(sheet.title, y, 54,
                     {.size = 16, .smallest = 9, .lines = 2, .align = Align::centre, .weight = Weight::bold}) +
             4;
    }
    if (sheet.pages) {
        y += centred(say("本批共 {} 页", *sheet.pages), y, 26,
                     {.size = 15, .smallest = 8, .align = Align::centre, .weight = Weight::bold}) +
             4;
    }
    for (const std::string& line : sheet.lines) {
        if (y + 9 > bottom - rule_height) {
            break;
        }
        y += centred(line, y, 9, {.size = 6, .smallest = 4, .align = Align::centre}) + 1;
    }
    canvas.text(words.rule, {left, bottom - rule_height, width, rule_height},
                {.size = 4, .smallest = 3, .lines = 2, .align = Align::centre});
}

Result<Done> draw_sheet(Canvas& canvas, const SheetSpec& sheet) {
    if (sheet.patch && patch_bars(*sheet.patch).empty()) {
        return Error{ErrorCode::usage, sheet.code_text, say("{} is no patch code", to_text(*sheet.patch)), {}};
    }
    const Result<Bars> top = fit_bars(sheet, sheet.top);
    const Result<Bars> bottom = fit_bars(sheet, sheet.bottom);
    if (!top || !bottom) {
        return top ? bottom.error() : top.error();
    }
    canvas.begin_part(sheet.code_text);
    if (sheet.patch) {
        draw_patch(canvas, patch_bars(*sheet.patch));
    }
    if (sheet.square.width > 0) {
        draw_corners(canvas, sheet.square);
    }
    const double bottom_bars = frame_bottom - bottom->height - code_text_height - 1;
    draw_bars(canvas, sheet, sheet.top, *top, frame_top);
    draw_bars(canvas, sheet, sheet.bottom, *bottom, bottom_bars);
    draw_words(canvas, sheet, frame_top + top->height + code_text_height + 12, bottom_bars - 4);
    return Done{};
}

}  // namespace

Result<std::string> sheets_pdf(std::span<const SheetSpec> sheets, const PdfSettings& settings) {
    Canvas canvas = Canvas::pdf(page_width, page_height, settings);
    for (const SheetSpec& sheet : sheets) {
        const Result<Done> drawn = draw_sheet(canvas, sheet);
        if (!drawn) {
            return drawn.error();
        }
        canvas.next_page();
    }
    return canvas.finish_pdf();
}

Result<GrayImage> sheet_picture(const SheetSpec& sheet, int dpi) {
    Canvas canvas = Canvas::picture(page_width, page_height, dpi);
    const Result<Done> drawn = draw_sheet(canvas, sheet);
    if (!drawn) {
        return drawn.error();
    }
    return canvas.finish_picture();
}

}  // namespace arc

#include "support/samples/draw_page.hpp"

#include <pango/pangocairo.h>

#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <string>

namespace arc_tests {
namespace {

constexpr std::array surnames = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"};
constexpr std::array towns = {"城关镇", "东风街道", "柳河乡", "新华路", "解放大街", "向阳村", "红旗镇", "开发区"};
constexpr std::array clauses = {
    "供电方以 50 赫兹交流电，按合同约定的电压等级和容量向用电方供电。",
    "用电计量装置安装在产权分界点，由供电方负责校验，用电方应妥善保护，不得擅自启封、移动。",
    "用电方应按期交纳电费；逾期未交的，自逾期之日起按规定计收违约金。",
    "供电设施计划检修需要停电时，供电方应提前七日通知用电方。",
    "用电方变更用电容量、用途或者更名过户，应当事先向供电方办理手续。",
    "因不可抗力造成停电的，双方应及时通知对方并采取措施减少损失。",
    "双方发生争议的，应协商解决；协商不成的，可向供电设施所在地人民法院提起诉讼。",
    "本合同自双方签字盖章之日起生效，有效期三年；期满双方无异议的，自动延续。",
    "本合同未尽事宜，按国家有关法律、法规和规章执行。",
};
constexpr std::array rows = {"户名",     "户号",     "用电地址", "联系电话", "证件号码", "行业分类",
                             "用电类别", "申请容量", "电压等级", "业务类型", "经办人",   "受理意见"};

template <std::size_t n>
const char* any(const std::array<const char*, n>& list, Chance& chance) {
    return list[static_cast<std::size_t>(chance.below(static_cast<int>(n)))];
}

std::string digits(int count, Chance& chance) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += static_cast<char>('0' + chance.below(10));
    }
    return text;
}

std::string date(Chance& chance) {
    return std::to_string(2005 + chance.below(17)) + " 年 " + std::to_string(1 + chance.below(12)) + " 月 " +
           std::to_string(1 + chance.below(28)) + " 日";
}

enum class Face { song, hei };

// Writes text with its upper left corner at x, y (mm), broken at width (mm, 0: not at all); the height it took, in mm.
double write(cairo_t* paper, double x, double y, double size, const std::string& text, double width = 0,
             Face face = Face::song) {
    const std::unique_ptr<PangoLayout, void (*)(void*)> layout(pango_cairo_create_layout(paper), g_object_unref);
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        pango_font_description_from_string(face == Face::song ? "Noto Serif CJK SC" : "Noto Sans CJK SC Bold"),
        pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), mm(size) * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.c_str(), -1);
    if (width > 0) {
        pango_layout_set_width(layout.get(), static_cast<int>(mm(width) * PANGO_SCALE));
        pango_layout_set_line_spacing(layout.get(), 1.3F);
    }
    cairo_move_to(paper, mm(x), mm(y));
    pango_cairo_show_layout(paper, layout.get());
    int height = 0;
    pango_layout_get_pixel_size(layout.get(), nullptr, &height);
    return height * 25.4 / 300;
}

void centre(cairo_t* paper, double y, double size, const std::string& text) {
    // Every letter of a heading is as wide as it is high.
    const double width = size * static_cast<double>(g_utf8_strlen(text.c_str(), -1));
    write(paper, 105 - width / 2, y, size, text, 0, Face::hei);
}

void box(cairo_t* paper, double x, double y, double width, double height, double line = 0.3) {
    cairo_set_line_width(paper, mm(line));
    cairo_rectangle(paper, mm(x), mm(y), mm(width), mm(height));
    cairo_stroke(paper);
}

// A round red seal: ring, star, and the body's name set along the ring.
void seal(cairo_t* paper, double x, double y, const std::string& body, Chance& chance) {
    constexpr double pi = std::numbers::pi;
    cairo_save(paper);
    cairo_translate(paper, mm(x), mm(y));
    cairo_rotate(paper, chance.between(-0.3, 0.3));
    cairo_set_source_rgba(paper, 0.82, 0.1, 0.12, chance.between(0.65, 0.9));
    cairo_set_line_width(paper, mm(1));
    cairo_new_path(paper);
    cairo_arc(paper, 0, 0, mm(19), 0, 2 * pi);
    cairo_stroke(paper);
    for (int i = 0; i < 5; ++i) {
        const double angle = -pi / 2 + i * 4 * pi / 5;
        cairo_line_to(paper, mm(6) * std::cos(angle), mm(6) * std::sin(angle));
    }
    cairo_fill(paper);
    const auto letters = g_utf8_strlen(body.c_str(), -1);
    const char* at = body.c_str();
    for (int i = 0; i < letters; ++i) {
        const char* after = g_utf8_next_char(at);
        cairo_save(paper);
        cairo_rotate(paper, (i - (static_cast<double>(letters) - 1) / 2) * 1.6 * pi / static_cast<double>(letters));
        write(paper, -2.2, -17.5, 4.4, std::string(at, after));
        cairo_restore(paper);
        at = after;
    }
    cairo_restore(paper);
}

// A signature: a few joined strokes of a pen.
void sign(cairo_t* paper, double x, double y, Chance& chance) {
    cairo_set_line_width(paper, mm(0.45));
    cairo_set_source_rgb(paper, 0.05, 0.05, 0.3);
    cairo_move_to(paper, mm(x), mm(y));
    for (int i = 0; i < 7; ++i) {
        cairo_rel_curve_to(paper, mm(chance.between(-2, 4)), mm(chance.between(-6, 2)), mm(chance.between(0, 6)),
                           mm(chance.between(-2, 6)), mm(chance.between(1, 5)), mm(chance.between(-3, 3)));
    }
    cairo_stroke(paper);
    cairo_set_source_rgb(paper, 0, 0, 0);
}

std::string value_of(const std::string& row, const PlannedSide& page, Chance& chance) {
    if (row == "户名") {
        return page.name;
    }
    if (row == "户号") {
        return page.number;
    }
    if (row == "用电地址") {
        return std::string(any(towns, chance)) + digits(2, chance) + " 号";
    }
    if (row == "经办人") {
        return std::string(any(surnames, chance)) + "××";
    }
    if (row == "受理意见") {
        return "资料齐全，同意受理。";
    }
    if (row == "业务类型") {
        return "新装";
    }
    return row == "电压等级" ? "10 kV" : digits(row == "证件号码" ? 18 : 4 + chance.below(7), chance);
}

void form(cairo_t* paper, const PlannedSide& page, Chance& chance) {
    double y = 58;
    for (const char* row : rows) {
        const double height = chance.between(12, 17);
        box(paper, 22, y, 38, height);
        box(paper, 60, y, 128, height);
        write(paper, 25, y + 4, 4.6, row);
        write(paper, 64, y + 4, 4.6, value_of(row, page, chance));
        y += height;
    }
    write(paper, 120, y + 8, 4.6, "申请人签字：");
    sign(paper, 150, y + 14, chance);
    write(paper, 130, y + 22, 4.6, date(chance));
    seal(paper, 62, y + 18, "城区供电所业务专用章", chance);
}

void contract(cairo_t* paper, const PlannedSide& page, Chance& chance) {
    double y = 56;
    if (page.part == 1) {
        y += write(paper, 24, y, 4.6,
                   "供电方（甲方）：" + std::string(any(towns, chance)) + "供电公司\n用电方（乙方）：" + page.name +
                       "\n户号：" + page.number,
                   160) +
             6;
    }
    const double end = page.part == page.parts ? 205 : 270;
    for (int clause = 1; y < end; ++clause) {
        const std::string words = "第" + std::to_string((page.part - 1) * 14 + clause) + "条　" + any(clauses, chance);
        y += write(paper, 24, y, 4.6, words, 162) + chance.between(2, 5);
    }
    if (page.part == page.parts) {
        write(paper, 26, 225, 4.6, "甲方（盖章）");
        write(paper, 118, 225, 4.6, "乙方（签字）");
        seal(paper, 58, 245, "供电有限责任公司合同专用章", chance);
        sign(paper, 132, 245, chance);
        write(paper, 130, 258, 4.6, date(chance));
    }
}

void card(cairo_t* paper, const PlannedSide& page, Chance& chance) {
    for (const double y : {62.0, 150.0}) {
        box(paper, 55, y, 100, 63, 0.5);
    }
    cairo_set_source_rgb(paper, 0.55, 0.55, 0.55);
    cairo_new_path(paper);
    cairo_arc(paper, mm(132), mm(84), mm(9), 0, 2 * std::numbers::pi);
    cairo_rectangle(paper, mm(119), mm(95), mm(26), mm(14));
    cairo_fill(paper);
    cairo_set_source_rgb(paper, 0, 0, 0);
    write(paper, 60, 70, 4,
          "姓名　" + page.name + "\n性别　男　民族　汉\n住址　" + any(towns, chance) + digits(2, chance) + " 号", 55);
    write(paper, 60, 112, 4.4, "号码　" + digits(17, chance) + "X");
    write(paper, 66, 165, 6, "签发机关　" + std::string(any(towns, chance)) + "公安分局", 80);
    write(paper, 40, 235, 5, "复印件与原件一致，仅供办理用电业务使用");
    write(paper, 40, 245, 5, "业务编号：" + page.number);
    seal(paper, 150, 240, "复印件核对章", chance);
}

}  // namespace

void draw_page(cairo_t* paper, const PlannedSide& page, Chance& chance) {
    const auto has = [&](const char* word) { return page.title.find(word) != std::string::npos; };
    cairo_set_source_rgb(paper, 0, 0, 0);
    centre(paper, 30, 9, page.title);
    write(paper, 150, 46, 3.8, "编号：" + page.number);
    if (has("合同") || has("协议")) {
        contract(paper, page, chance);
    } else if (has("证") && !has("申请")) {
        card(paper, page, chance);
    } else {
        form(paper, page, chance);
    }
    if (page.parts > 1) {
        write(paper, 92, 283, 3.6, "第 " + std::to_string(page.part) + " 页　共 " + std::to_string(page.parts) + " 页");
    }
}

}  // namespace arc_tests

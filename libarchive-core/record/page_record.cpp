#include "record/page_record.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace arc {
namespace {

// Of a page in pixels, with room for sums.
constexpr std::int64_t largest_side = 1 << 29;

std::string_view mode_text(PixelMode mode) {
    return mode == PixelMode::gray ? "gray" : mode == PixelMode::colour ? "colour" : "bilevel";
}

PixelMode mode_of(const std::string& text) {
    return text == "gray" ? PixelMode::gray : text == "colour" ? PixelMode::colour : PixelMode::bilevel;
}

// 300 and not 300.0: devices mean whole numbers.
Value plain_number(double value) {
    const double nearest = std::round(value);
    if (std::abs(value) < 1e9 && std::abs(value - nearest) < 1e-9) {
        return static_cast<std::int64_t>(nearest);
    }
    return value;
}

Value quality_value(const FrameLook& look) {
    if (!look.measured) {
        return {};
    }
    const auto thousandth = [](double value) { return std::round(value * 1000) / 1000; };
    return Object{{"ink", thousandth(look.quality.ink)},
                  {"skew", thousandth(look.quality.skew)},
                  {"blank", look.quality.blank},
                  {"blank_score", thousandth(look.quality.blank_score)}};
}

// 0 for what is no number of a page's size.
int int_of(const Value* value) {
    const std::int64_t* number = value == nullptr ? nullptr : value->as_int();
    return number == nullptr || !std::in_range<int>(*number) ? 0 : static_cast<int>(*number);
}

int int_at(const List& list, std::size_t index) {
    return index < list.size() ? int_of(&list[index]) : 0;
}

bool is_side(const Value& value) {
    return value.as_int() != nullptr && *value.as_int() >= 0 && *value.as_int() <= largest_side;
}

double number_at(const List& list, std::size_t index) {
    if (index >= list.size()) {
        return 0;
    }
    const double* number = list[index].as_double();
    return number == nullptr ? int_at(list, index) : *number;
}

}  // namespace

Value rects_value(const std::vector<Rect>& areas) {
    List list;
    for (const Rect& area : areas) {
        list.emplace_back(List{area.x, area.y, area.width, area.height});
    }
    return list;
}

Result<std::vector<Rect>> read_rects_value(const List& areas) {
    std::vector<Rect> rects;
    for (const Value& area : areas) {
        const List* sides = area.as_list();
        if (sides == nullptr || sides->size() != 4 || !std::ranges::all_of(*sides, is_side)) {
            return Error{ErrorCode::usage, {}, say("a region is not [x,y,width,height] in pixels"), {}};
        }
        rects.push_back({int_at(*sides, 0), int_at(*sides, 1), int_at(*sides, 2), int_at(*sides, 3)});
    }
    return rects;
}

Value barcode_value(const Barcode& code) {
    List corners;
    for (const Point& corner : code.corners) {
        corners.emplace_back(List{corner.x, corner.y});
    }
    return Object{{"format", to_text(code.format)},
                  {"text", code.text},
                  {"corners", std::move(corners)},
                  {"attempt", code.attempt}};
}

Result<Barcode> read_barcode_value(const Value& value) {
    const Result<BarcodeFormat> format = parse_barcode_format(value.text_of("format"));
    if (!format) {
        return format.error();
    }
    Barcode code;
    code.format = *format;
    code.text = value.text_of("text");
    code.attempt = value.text_of("attempt");
    const List& corners = value.list_of("corners");
    for (std::size_t i = 0; i < std::min(corners.size(), code.corners.size()); ++i) {
        if (const List* point = corners[i].as_list()) {
            code.corners[i] = {int_at(*point, 0), int_at(*point, 1)};
        }
    }
    return code;
}

Record page_record(const Page& page, const std::string& outcome) {
    const FrameInfo& frame = page.look.frame;
    List codes;
    for (const Barcode& code : page.barcodes) {
        codes.push_back(barcode_value(code));
    }
    Record record{"page", {}};
    record.fields = {
        {"id", page.id},
        {"batch", page.batch_code},
        {"seq", page.seq},
        {"outcome", outcome},
        {"object", page.object.hex()},
        {"frame", page.frame},
        {"source", page.source},
        {"width", frame.width},
        {"height", frame.height},
        {"dpi", frame.dpi_x > 0 ? Value(List{plain_number(frame.dpi_x), plain_number(frame.dpi_y)}) : Value()},
        {"mode", mode_text(frame.mode)},
        {"bytes", page.object_bytes},
        {"quality", quality_value(page.look)},
        {"duplicate_of", page.duplicate_of ? Value(*page.duplicate_of) : Value()},
        {"regions", rects_value(page.regions)}};
    if (!page.codes_read.empty()) {
        record.fields.emplace_back("codes_read", page.codes_read);
        record.fields.emplace_back("barcodes", std::move(codes));
    }
    return record;
}

Result<Page> read_page_record(const Record& record) {
    const Value fields(record.fields);
    const Result<Digest> object = Digest::parse(fields.text_of("object"));
    Page page;
    page.id = fields.int_of("id");
    page.seq = fields.int_of("seq");
    page.batch_code = fields.text_of("batch");
    if (page.id < 1 || page.seq < 1 || page.batch_code.empty() || !object) {
        return Error{ErrorCode::usage, {}, say("a page record needs id, batch, seq and object"), {}};
    }
    page.object = *object;
    if (const Value* frame = fields.find("frame"); frame != nullptr && !is_side(*frame)) {
        return Error{ErrorCode::usage, {}, say("the frame of a page record is not a number from 0"), {}};
    }
    page.frame = int_of(fields.find("frame"));
    page.source = fields.text_of("source");
    page.object_bytes = fields.int_of("bytes");
    FrameInfo& frame = page.look.frame;
    frame.width = int_of(fields.find("width"));
    frame.height = int_of(fields.find("height"));
    frame.dpi_x = number_at(fields.list_of("dpi"), 0);
    frame.dpi_y = number_at(fields.list_of("dpi"), 1);
    frame.mode = mode_of(fields.text_of("mode"));
    if (const Value* quality = fields.find("quality"); quality != nullptr && quality->as_object() != nullptr) {
        page.look.measured = true;
        page.look.quality.ink = quality->number_of("ink");
        page.look.quality.skew = quality->number_of("skew");
        page.look.quality.blank = quality->flag_of("blank");
        page.look.quality.blank_score = quality->number_of("blank_score");
    }
    if (const Value* first = fields.find("duplicate_of"); first != nullptr && first->as_int() != nullptr) {
        page.duplicate_of = *first->as_int();
    }
    Result<std::vector<Rect>> regions = read_rects_value(fields.list_of("regions"));
    if (!regions) {
        return regions.error();
    }
    page.regions = std::move(*regions);
    page.codes_read = fields.text_of("codes_read");
    for (const Value& code : fields.list_of("barcodes")) {
        Result<Barcode> read = read_barcode_value(code);
        if (!read) {
            return read.error();
        }
        page.barcodes.push_back(std::move(*read));
    }
    return page;
}

}  // namespace arc

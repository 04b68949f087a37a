#include "jobs/barcodes/page_codes.hpp"

#include "barcode/find_regions.hpp"
#include "base/say.hpp"
#include "jobs/decoder_answer.hpp"
#include "record/json.hpp"
#include "record/page_record.hpp"

#include <algorithm>

namespace arc {
namespace {

PageCodesRequest request_of(const Value& value) {
    PageCodesRequest request;
    request.path = path_from_text(value.text_of("path"));
    request.frame = static_cast<int>(value.int_of("frame"));
    request.dpi = value.number_of("dpi");
    request.find_regions = value.flag_of("find");
    request.effort = static_cast<Effort>(value.int_of("effort"));
    request.whole_page = static_cast<WholePage>(value.int_of("whole"));
    request.limits.max_pixels = value.int_of("max_pixels", request.limits.max_pixels);
    request.regions = read_rects_value(value.list_of("regions")).value_or_throw();
    for (const Value& format : value.list_of("formats")) {
        request.formats.push_back(static_cast<BarcodeFormat>(format.as_int() == nullptr ? 0 : *format.as_int()));
    }
    return request;
}

}  // namespace

Result<PageCodes> read_page_codes(const PageCodesRequest& request) {
    Result<ImageFile> file = ImageFile::open(request.path, request.limits);
    if (!file) {
        return file.error();
    }
    const Result<FrameInfo> info = file->info(request.frame);
    if (!info) {
        return info.error();
    }
    PageCodes found;
    found.frames = file->frames();
    found.width = info->width;
    found.height = info->height;
    const double dpi = request.dpi > 0 ? request.dpi : info->dpi_x;
    CodePage page{info->width, info->height, dpi, request.regions, {}};
    if (request.find_regions) {
        const Result<BitImage> pixels = file->read_bilevel(request.frame);
        if (!pixels) {
            return pixels.error();
        }
        page.regions = find_code_regions(*pixels, dpi);
    }
    page.gray = [&](Rect area, int reduce) { return file->read_gray(request.frame, area, reduce); };
    Result<CodeReading> reading = read_codes(page, {request.formats, request.effort, request.whole_page});
    if (!reading) {
        return reading.error();
    }
    found.codes = std::move(reading->codes);
    found.unread = static_cast<int>(reading->unread.size());
    return found;
}

std::string encode_codes_request(const PageCodesRequest& request) {
    List formats;
    for (const BarcodeFormat format : request.formats) {
        formats.emplace_back(static_cast<int>(format));
    }
    return to_json(Object{{"path", path_text(request.path)},
                          {"frame", request.frame},
                          {"dpi", request.dpi},
                          {"find", request.find_regions},
                          {"effort", static_cast<int>(request.effort)},
                          {"whole", static_cast<int>(request.whole_page)},
                          {"max_pixels", request.limits.max_pixels},
                          {"regions", rects_value(request.regions)},
                          {"formats", std::move(formats)}});
}

std::string answer_codes_request(const std::string& request) {
    const Result<PageCodes> found = read_page_codes(request_of(from_json(request).value_or_throw()));
    if (!found) {
        return refused_answer(found.error());
    }
    List codes;
    for (const Barcode& code : found->codes) {
        codes.push_back(barcode_value(code));
    }
    return to_json(Object{{"codes", std::move(codes)},
                          {"unread", found->unread},
                          {"frames", found->frames},
                          {"width", found->width},
                          {"height", found->height}});
}

Result<PageCodes> read_codes_answer(const std::string& answer) {
    const Result<Value> value = read_decoder_answer(answer);
    if (!value) {
        return value.error();
    }
    PageCodes found;
    found.unread = static_cast<int>(value->int_of("unread"));
    found.frames = static_cast<int>(value->int_of("frames"));
    found.width = static_cast<int>(value->int_of("width"));
    found.height = static_cast<int>(value->int_of("height"));
    for (const Value& code : value->list_of("codes")) {
        Result<Barcode> read = read_barcode_value(code);
        if (!read) {
            return read.error();
        }
        found.codes.push_back(std::move(*read));
    }
    return found;
}

}  // namespace arc

#include "jobs/intake/look.hpp"

#include "barcode/find_regions.hpp"
#include "base/say.hpp"
#include "image/measure.hpp"
#include "jobs/decoder_answer.hpp"
#include "record/json.hpp"
#include "record/page_record.hpp"
#include "store/object_store.hpp"

#include <optional>

namespace arc {
namespace {

Result<LookedFrame> look_at_frame(ImageFile& file, int index) {
    Result<FrameInfo> info = file.info(index);
    if (!info) {
        return info.error();
    }
    LookedFrame frame;
    frame.look.frame = std::move(*info);
    if (!frame.look.frame.measurable) {
        return frame;
    }
    const Result<BitImage> pixels = file.read_bilevel(index);
    if (!pixels) {
        return pixels.error();
    }
    frame.look.measured = true;
    frame.look.quality = measure(*pixels, frame.look.frame.dpi_x);
    frame.regions = find_code_regions(*pixels, frame.look.frame.dpi_x);
    return frame;
}

Value frame_value(const LookedFrame& looked) {
    const FrameInfo& frame = looked.look.frame;
    const FrameQuality& quality = looked.look.quality;
    return Object{{"width", frame.width},
                  {"height", frame.height},
                  {"dpi_x", frame.dpi_x},
                  {"dpi_y", frame.dpi_y},
                  {"mode", static_cast<int>(frame.mode)},
                  {"bits", frame.bits_per_sample},
                  {"compression", frame.compression},
                  {"orientation", frame.orientation},
                  {"measured", looked.look.measured},
                  {"ink", quality.ink},
                  {"skew", quality.skew},
                  {"blank_score", quality.blank_score},
                  {"blank", quality.blank},
                  {"regions", rects_value(looked.regions)}};
}

Result<LookedFrame> frame_of(const Value& value) {
    LookedFrame looked;
    FrameInfo& frame = looked.look.frame;
    frame.width = static_cast<int>(value.int_of("width"));
    frame.height = static_cast<int>(value.int_of("height"));
    frame.dpi_x = value.number_of("dpi_x");
    frame.dpi_y = value.number_of("dpi_y");
    frame.mode = static_cast<PixelMode>(value.int_of("mode"));
    frame.bits_per_sample = static_cast<int>(value.int_of("bits"));
    frame.compression = value.text_of("compression");
    frame.orientation = static_cast<int>(value.int_of("orientation"));
    looked.look.measured = value.flag_of("measured");
    frame.measurable = looked.look.measured;
    looked.look.quality = {value.number_of("ink"), value.number_of("skew"), value.number_of("blank_score"),
                           value.flag_of("blank")};
    Result<std::vector<Rect>> regions = read_rects_value(value.list_of("regions"));
    if (!regions) {
        return regions.error();
    }
    looked.regions = std::move(*regions);
    return looked;
}

Result<FileLook> look_once(const std::filesystem::path& path, const ImageLimits& limits) {
    Result<ImageFile> file = ImageFile::open(path, limits);
    if (!file) {
        return file.error();
    }
    FileLook look;
    look.format = to_text(file->format());
    for (int index = 0; index < file->frames(); ++index) {
        Result<LookedFrame> frame = look_at_frame(*file, index);
        if (!frame) {
            Error error = frame.error();
            if (file->frames() > 1) {
                error.what = say("page {} of {}: {}", index + 1, file->frames(), error.what);
            }
            return error;
        }
        look.frames.push_back(std::move(*frame));
    }
    return look;
}

// A decoder takes a read that failed for the end of the file. What the disk says of it, when it says so again.
std::optional<Error> trouble_of_disk(const std::filesystem::path& path) {
    const Result<Digest> bytes = digest_of_file(path);
    return bytes ? std::nullopt : std::optional(bytes.error());
}

}  // namespace

Result<FileLook> look_at_file(const std::filesystem::path& path, const ImageLimits& limits) {
    Result<FileLook> look = look_once(path, limits);
    if (look) {
        return look;
    }
    if (const std::optional<Error> trouble = trouble_of_disk(path)) {
        return *trouble;
    }
    return look_once(path, limits);  // what failed may have been a read that succeeds now
}

std::string look_request(const std::filesystem::path& path, const ImageLimits& limits) {
    return to_json(
        Object{{"path", path_text(path)}, {"max_pixels", limits.max_pixels}, {"max_frames", limits.max_frames}});
}

std::string answer_look_request(const std::string& request) {
    const Value asked = from_json(request).value_or_throw();
    ImageLimits limits;
    limits.max_pixels = asked.int_of("max_pixels");
    limits.max_frames = static_cast<int>(asked.int_of("max_frames"));
    const Result<FileLook> look = look_at_file(path_from_text(asked.text_of("path")), limits);
    if (!look) {
        return refused_answer(look.error());
    }
    List frames;
    for (const LookedFrame& frame : look->frames) {
        frames.push_back(frame_value(frame));
    }
    return to_json(Object{{"format", look->format}, {"frames", std::move(frames)}});
}

Result<FileLook> read_look_answer(const std::string& answer) {
    const Result<Value> value = read_decoder_answer(answer);
    if (!value) {
        return value.error();
    }
    FileLook look;
    look.format = value->text_of("format");
    for (const Value& frame : value->list_of("frames")) {
        Result<LookedFrame> read = frame_of(frame);
        if (!read) {
            return read.error();
        }
        look.frames.push_back(std::move(*read));
    }
    return look;
}

}  // namespace arc

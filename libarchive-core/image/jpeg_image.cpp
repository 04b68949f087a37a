#include "base/say.hpp"
#include "base/text.hpp"
#include "image/exif.hpp"
#include "image/image_impl.hpp"
#include "image/orient.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>

#include <jpeglib.h>

#include <jerror.h>

namespace arc {
namespace {

// More scans than any encoder writes; each costs a pass over the whole page.
constexpr int most_scans = 200;

// libjpeg's decoder. Its errors come back by longjmp into the member function that called libjpeg, none of which
// holds anything that would have to be destroyed.
class JpegDecoder {
public:
    explicit JpegDecoder(std::FILE* stream) {
        jpeg_.err = jpeg_std_error(&errors_);
        errors_.error_exit = stop;
        errors_.emit_message = take_message;
        errors_.output_message = [](j_common_ptr) {};
        jpeg_.client_data = this;
        std::rewind(stream);
        if (setjmp(back_) == 0) {
            jpeg_create_decompress(&jpeg_);
            jpeg_stdio_src(&jpeg_, stream);
        }
    }
    ~JpegDecoder() { jpeg_destroy_decompress(&jpeg_); }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;

    bool read_header() {
        if (!problem_.empty() || setjmp(back_) != 0) {
            return false;
        }
        jpeg_save_markers(&jpeg_, JPEG_APP0 + 1, 0xffff);
        return jpeg_read_header(&jpeg_, TRUE) == JPEG_HEADER_OK;
    }
    // Four inks stay four.
    bool start(int reduce, J_COLOR_SPACE colours) {
        if (setjmp(back_) != 0) {
            return false;
        }
        jpeg_.out_color_space = jpeg_.num_components == 4 ? JCS_CMYK : colours;
        jpeg_.scale_num = 1;
        jpeg_.scale_denom = static_cast<unsigned>(reduce);
        jpeg_.dct_method = JDCT_ISLOW;
        in_header_ = false;
        progress_.progress_monitor = count_scans;
        jpeg_.progress = &progress_;
        return jpeg_start_decompress(&jpeg_) == TRUE;
    }
    bool read_row(std::uint8_t* row) {
        if (setjmp(back_) != 0) {
            return false;
        }
        return jpeg_read_scanlines(&jpeg_, &row, 1) == 1 && problem_.empty();
    }
    // Reads to the end of the picture: what follows the last row may tell of damage too.
    bool finish() {
        if (setjmp(back_) != 0) {
            return false;
        }
        return jpeg_finish_decompress(&jpeg_) == TRUE && problem_.empty();
    }

    const jpeg_decompress_struct& jpeg() const { return jpeg_; }
    // What libjpeg says is wrong, or "".
    std::string problem() const { return printable(problem_); }
    bool too_many_scans() const { return too_many_scans_; }

private:
    static JpegDecoder& self(j_common_ptr common) { return *static_cast<JpegDecoder*>(common->client_data); }
    void keep_message(j_common_ptr common) {
        if (problem_.empty()) {
            std::array<char, JMSG_LENGTH_MAX> text{};
            common->err->format_message(common, text.data());
            problem_ = text.data();
        }
    }
    static void stop(j_common_ptr common) {
        self(common).keep_message(common);
        std::longjmp(self(common).back_, 1);
    }
    // Bytes between two segments of the header belong to no picture data.
    bool is_filler(const jpeg_error_mgr& errors) const {
        const int marker = errors.msg_parm.i[1];
        return in_header_ && errors.msg_code == JWRN_EXTRANEOUS_DATA && marker >= 0xc0 &&
               (marker < JPEG_RST0 || marker > JPEG_EOI);
    }
    // Level -1 is a warning. These say nothing about the picture; all others mean that data is missing or invented.
    static void take_message(j_common_ptr common, int level) {
        const int code = common->err->msg_code;
        if (level >= 0 || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR || code == JWRN_NOT_SEQUENTIAL ||
            code == JWRN_TOO_MUCH_DATA || code == JWRN_BOGUS_ICC || self(common).is_filler(*common->err)) {
            return;
        }
        self(common).keep_message(common);
    }
    static void count_scans(j_common_ptr common) {
        if (reinterpret_cast<j_decompress_ptr>(common)->input_scan_number > most_scans) {
            self(common).too_many_scans_ = true;
            std::longjmp(self(common).back_, 1);
        }
    }

    jpeg_decompress_struct jpeg_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf back_{};
    std::string problem_;
    bool in_header_ = true;
    bool too_many_scans_ = false;
};

Exif exif_of(const jpeg_decompress_struct& jpeg) {
    constexpr std::array<std::uint8_t, 6> name{'E', 'x', 'i', 'f', 0, 0};
    for (const jpeg_marker_struct* marker = jpeg.marker_list; marker != nullptr; marker = marker->next) {
        const std::span<const std::uint8_t> bytes(marker->data, marker->data_length);
        if (bytes.size() > name.size() && std::ranges::equal(bytes.first(name.size()), name)) {
            return read_exif(bytes.subspan(name.size()));
        }
    }
    return {};
}

// JFIF (ISO/IEC 10918-5) density, else that of EXIF.
void set_resolution(FrameInfo& info, const jpeg_decompress_struct& jpeg, const Exif& exif) {
    const double inch = jpeg.density_unit == 1 ? 1 : jpeg.density_unit == 2 ? 2.54 : 0;
    const bool said = jpeg.saw_JFIF_marker == TRUE && inch > 0 && jpeg.X_density > 1 && jpeg.Y_density > 1;
    info.dpi_x = said ? jpeg.X_density * inch : exif.dpi_x;
    info.dpi_y = said ? jpeg.Y_density * inch : exif.dpi_y;
}

// Four inks to grey. Adobe's files hold the complement of each ink.
void gray_of_cmyk(const std::uint8_t* row, int width, bool complemented, std::uint8_t* gray) {
    for (int x = 0; x < width; ++x, row += 4) {
        const unsigned flip = complemented ? 0 : 255;
        const unsigned light = luma(row[0] ^ flip, row[1] ^ flip, row[2] ^ flip);
        gray[x] = static_cast<std::uint8_t>(light * (row[3] ^ flip) / 255);
    }
}

class JpegImage final : public ImageFile::Impl {
public:
    JpegImage(InputFile input, const ImageLimits& allowed) : Impl(ImageFormat::jpeg, std::move(input), allowed) {}

    Result<Stored> stored(int) override {
        if (known_) {
            return *known_;
        }
        JpegDecoder decoder(file.stream());
        if (!decoder.read_header()) {
            return undecodable(decoder);
        }
        const jpeg_decompress_struct& jpeg = decoder.jpeg();
        if (std::optional<Error> error = too_large(0, jpeg.image_width, jpeg.image_height)) {
            return *error;
        }
        known_ = describe(jpeg);
        return *known_;
    }

    Result<BitImage> read_bits(int frame) override { return damaged(frame, say("JPEG is never bilevel")); }

    Result<Done> read_rows(int, int reduce, RowSink& sink) override {
        JpegDecoder decoder(file.stream());
        if (!decoder.read_header() || !decoder.start(reduce, JCS_GRAYSCALE)) {
            return undecodable(decoder);
        }
        const int width = static_cast<int>(decoder.jpeg().output_width);
        const int height = static_cast<int>(decoder.jpeg().output_height);
        const bool cmyk = decoder.jpeg().out_color_space == JCS_CMYK;
        const bool complemented = decoder.jpeg().saw_Adobe_marker == TRUE;
        std::vector<std::uint8_t> row(static_cast<std::size_t>(width) * (cmyk ? 4 : 1));
        std::vector<std::uint8_t> gray(cmyk ? static_cast<std::size_t>(width) : 0);
        sink.begin(width, height, reduce);
        for (int y = 0; y < height; ++y) {
            if (!decoder.read_row(row.data())) {
                return undecodable(decoder);
            }
            if (cmyk) {
                gray_of_cmyk(row.data(), width, complemented, gray.data());
            }
            if (!sink.row(cmyk ? gray.data() : row.data())) {
                return Done{};
            }
        }
        return decoder.finish() ? Result<Done>(Done{}) : undecodable(decoder);
    }

    Result<Done> read_colours(int frame, int reduce, const ColourRow& put) override {
        JpegDecoder decoder(file.stream());
        if (!decoder.read_header() || !decoder.start(reduce, JCS_RGB)) {
            return undecodable(decoder);
        }
        if (decoder.jpeg().out_color_space != JCS_RGB) {
            return Impl::read_colours(frame, reduce, put);
        }
        std::vector<std::uint8_t> row(std::size_t{3} * decoder.jpeg().output_width);
        for (JDIMENSION y = 0; y < decoder.jpeg().output_height; ++y) {
            if (!decoder.read_row(row.data())) {
                return undecodable(decoder);
            }
            put(row.data());
        }
        return decoder.finish() ? Result<Done>(Done{}) : undecodable(decoder);
    }

private:
    Stored describe(const jpeg_decompress_struct& jpeg) const {
        Stored stored;
        const Exif exif = exif_of(jpeg);
        stored.turn = std::max(1, exif.orientation);
        FrameInfo& info = stored.info;
        info.width = static_cast<int>(jpeg.image_width);
        info.height = static_cast<int>(jpeg.image_height);
        set_resolution(info, jpeg, exif);
        info.mode = jpeg.num_components == 1 ? PixelMode::gray : PixelMode::colour;
        info.bits_per_sample = jpeg.data_precision;
        info.compression = "JPEG";
        info.orientation = stored.turn;
        // Progressive and several-scan files keep the coefficients of the whole page.
        info.measurable = jpeg_has_multiple_scans(const_cast<j_decompress_ptr>(&jpeg)) == FALSE ||
                          std::int64_t{info.width} * info.height <= limits.max_whole_pixels;
        if (lies_on_its_side(stored.turn)) {
            std::swap(info.width, info.height);
            std::swap(info.dpi_x, info.dpi_y);
        }
        return stored;
    }

    Error undecodable(const JpegDecoder& decoder) const {
        if (decoder.too_many_scans()) {
            return trouble(0, ErrorCode::limit, say("more than {} scans in a progressive JPEG", most_scans));
        }
        const std::string problem = decoder.problem();
        return damaged(0, problem.empty() ? say("the picture cannot be decoded")
                                          : say("the picture cannot be decoded: {}", problem));
    }

    std::optional<Stored> known_;
};

}  // namespace

Result<ImageImpl> open_jpeg(InputFile file, const ImageLimits& limits) {
    return ImageImpl(std::make_unique<JpegImage>(std::move(file), limits));
}

}  // namespace arc

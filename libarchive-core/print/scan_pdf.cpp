#include "print/scan_pdf.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace arc {
namespace {

constexpr double points_per_inch = 72;
constexpr double assumed_dpi = 200;  // of files that do not say; the least that DA/T 31 allows

// Text as PDF has it outside content streams: UTF-16, big-endian, in hexadecimal digits.
std::string pdf_text(std::string_view text) {
    std::string hex = "<FEFF";
    for (const char32_t c : to_code_points(text)) {
        if (c >= 0x10000) {
            const char32_t rest = c - 0x10000;
            hex += fmt::format("{:04X}{:04X}", 0xD800 + static_cast<unsigned>(rest >> 10),
                               0xDC00 + static_cast<unsigned>(rest & 0x3FF));
        } else {
            hex += fmt::format("{:04X}", static_cast<unsigned>(c));
        }
    }
    return hex + ">";
}

// "D:20260105080000Z"
std::string pdf_date(Instant at) {
    std::string digits;
    for (const char c : format_instant(at).substr(0, 19)) {
        if (c >= '0' && c <= '9') {
            digits += c;
        }
    }
    return "(D:" + digits + "Z)";
}

std::string filter_of(const EncodedPicture& picture, int rows) {
    const std::string predictor =
        picture.predictor == 1
            ? std::string()
            : fmt::format(" /DecodeParms << /Predictor {} /Colors {} /BitsPerComponent {} /Columns {} >>",
                          picture.predictor, picture.components, picture.bits, picture.width);
    switch (picture.filter) {
        case PictureFilter::none:
            return {};
        case PictureFilter::jpeg:
            return std::string("/Filter /DCTDecode") +
                   (picture.plain_rgb ? " /DecodeParms << /ColorTransform 0 >>" : "");
        case PictureFilter::ccitt:
            return fmt::format(
                "/Filter /CCITTFaxDecode /DecodeParms << /K {} /Columns {} /Rows {} /EncodedByteAlign {} /EndOfLine {} "
                "/EndOfBlock {} >>",
                picture.ccitt_k, picture.width, rows, picture.ccitt_aligned, picture.ccitt_line_ends,
                picture.ccitt_k < 0);
        case PictureFilter::flate:
            return "/Filter /FlateDecode" + predictor;
        case PictureFilter::lzw:
            return "/Filter /LZWDecode" + predictor;
        case PictureFilter::run_length:
            return "/Filter /RunLengthDecode";
    }
    return {};
}

// How the unit square of the stored picture, first row on top, lies on the upright page (orientations of TIFF).
std::array<double, 6> turned(int orientation, double width, double height) {
    switch (orientation) {
        case 2:
            return {-width, 0, 0, height, width, 0};
        case 3:
            return {-width, 0, 0, -height, width, height};
        case 4:
            return {width, 0, 0, -height, 0, height};
        case 5:
            return {0, -height, -width, 0, width, height};
        case 6:
            return {0, -height, width, 0, 0, height};
        case 7:
            return {0, height, width, 0, 0, 0};
        case 8:
            return {0, height, -width, 0, width, 0};
        default:
            return {width, 0, 0, height, 0, 0};
    }
}

}  // namespace

ScanPdf::ScanPdf(const PdfSettings& settings, std::function<void(std::string_view)> put)
    : put_(std::move(put)), settings_(settings) {
    // Four bytes over 127 tell programs that this is no text.
    this->put("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n");
    root_ = new_object();
    page_tree_ = new_object();
}

void ScanPdf::put(std::string_view bytes) {
    put_(bytes);
    offset_ += bytes.size();
}

int ScanPdf::new_object() {
    offsets_.push_back(0);
    return static_cast<int>(offsets_.size());
}

void ScanPdf::begin_object(int number) {
    offsets_[static_cast<std::size_t>(number) - 1] = offset_;
    put(fmt::format("{} 0 obj\n", number));
}

void ScanPdf::put_stream(int number, const std::string& dictionary, std::string_view bytes) {
    begin_object(number);
    put(fmt::format("<< {} /Length {} >>\nstream\n", dictionary, bytes.size()));
    put(bytes);
    put("\nendstream\nendobj\n");
}

int ScanPdf::put_image(const EncodedPicture& picture, const PictureStrip& strip, int palette) {
    const int number = new_object();
    const std::string colours =
        palette != 0 ? fmt::format("[/Indexed /DeviceRGB {} {} 0 R]", picture.palette.size() / 3 - 1, palette)
        : picture.components == 4 ? std::string("/DeviceCMYK")
        : picture.components == 3 ? std::string("/DeviceRGB")
                                  : std::string("/DeviceGray");
    std::string inverted;
    for (int i = 0; picture.inverted && i < picture.components; ++i) {
        inverted += " 1 0";
    }
    put_stream(
        number,
        fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace {} /BitsPerComponent {}{} {}",
                    picture.width, strip.rows, colours, picture.bits,
                    inverted.empty() ? std::string() : " /Decode [" + inverted + " ]", filter_of(picture, strip.rows)),
        strip.bytes);
    return number;
}

void ScanPdf::set_watermark(const GrayImage& words) {
    const int mask = new_object();
    std::string opacity(words.pixels.begin(), words.pixels.end());
    // Dark words become a light veil.
    std::ranges::transform(opacity, opacity.begin(),
                           [](char c) { return static_cast<char>((255 - static_cast<unsigned char>(c)) / 3); });
    put_stream(mask,
               fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray "
                           "/BitsPerComponent 8",
                           words.width, words.height),
               opacity);
    watermark_ = new_object();
    put_stream(watermark_,
               fmt::format("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                           "/BitsPerComponent 8 /SMask {} 0 R",
                           mask),
               "\x50");
    watermark_shape_ = static_cast<double>(words.width) / words.height;
}

void ScanPdf::add_bookmark(int level, std::string title) {
    bookmarks_.push_back({level, std::move(title), pages_.size()});
}

void ScanPdf::add_page(const EncodedPicture& picture) {
    int palette = 0;
    if (!picture.palette.empty()) {
        palette = new_object();
        put_stream(palette, "", picture.palette);
    }
    std::vector<int> images;
    for (const PictureStrip& strip : picture.strips) {
        images.push_back(put_image(picture, strip, palette));
    }
    const double stored_width = picture.width * points_per_inch / (picture.dpi_x > 0 ? picture.dpi_x : assumed_dpi);
    const double stored_height = picture.height * points_per_inch / (picture.dpi_y > 0 ? picture.dpi_y : assumed_dpi);
    const bool lying = picture.orientation > 4;
    const double width = lying ? stored_height : stored_width;
    const double height = lying ? stored_width : stored_height;
    std::string content = "q";
    for (const double number : turned(picture.orientation, width, height)) {
        content += fmt::format(" {:.4f}", number);
    }
    content += " cm\n";
    std::string resources;
    int above = 0;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const int rows = picture.strips[i].rows;
        const double share = static_cast<double>(rows) / picture.height;
        const double bottom = 1 - static_cast<double>(above + rows) / picture.height;
        content += fmt::format("q 1 0 0 {:.8f} 0 {:.8f} cm /I{} Do Q\n", share, bottom, i);
        resources += fmt::format(" /I{} {} 0 R", i, images[i]);
        above += rows;
    }
    content += "Q\n";
    if (watermark_ != 0) {
        // Along the rising diagonal, over seven tenths of it.
        const double diagonal = std::hypot(width, height);
        const double cosine = width / diagonal;
        const double sine = height / diagonal;
        const double length = 0.7 * diagonal;
        const double thickness = length / watermark_shape_;
        const double x = width / 2 - (length * cosine - thickness * sine) / 2;
        const double y = height / 2 - (length * sine + thickness * cosine) / 2;
        content += fmt::format("q {:.4f} {:.4f} {:.4f} {:.4f} {:.4f} {:.4f} cm /W Do Q\n", length * cosine,
                               length * sine, -thickness * sine, thickness * cosine, x, y);
        resources += fmt::format(" /W {} 0 R", watermark_);
    }
    const int content_number = new_object();
    put_stream(content_number, "", content);
    pages_.push_back(new_object());
    begin_object(pages_.back());
    put(
        fmt::format("<< /Type /Page /Parent {} 0 R /MediaBox [0 0 {:.2f} {:.2f}] /Resources << /XObject <<{} >> >> "
                    "/Contents {} 0 R >>\nendobj\n",
                    page_tree_, width, height, resources, content_number));
}

// The next bookmark of the same level below the same parent, the last before, the first and last below.
void ScanPdf::put_bookmark(std::size_t i, const std::vector<int>& numbers, int root) {
    const Bookmark& own = bookmarks_[i];
    int parent = root;
    int before = 0;
    for (std::size_t k = i; k-- > 0 && parent == root;) {
        if (bookmarks_[k].level == own.level && before == 0) {
            before = numbers[k];
        } else if (bookmarks_[k].level < own.level) {
            parent = numbers[k];
        }
    }
    int after = 0;
    int first = 0;
    int last = 0;
    int below = 0;
    for (std::size_t k = i + 1; k < bookmarks_.size(); ++k) {
        if (bookmarks_[k].level <= own.level) {
            after = bookmarks_[k].level == own.level ? numbers[k] : 0;
            break;
        }
        if (bookmarks_[k].level == own.level + 1) {
            first = first == 0 ? numbers[k] : first;
            last = numbers[k];
            ++below;
        }
    }
    begin_object(numbers[i]);
    const auto link = [&](const char* name, int number) {
        return number == 0 ? std::string() : fmt::format(" /{} {} 0 R", name, number);
    };
    const std::size_t page = std::min(own.page, pages_.size() - 1);
    put(fmt::format("<< /Title {} /Parent {} 0 R /Dest [{} 0 R /Fit]{}{}{}{}{} >>\nendobj\n", pdf_text(own.title),
                    parent, pages_[page], link("Prev", before), link("Next", after), link("First", first),
                    link("Last", last), below == 0 ? std::string() : fmt::format(" /Count -{}", below)));
}

int ScanPdf::put_outline() {
    if (bookmarks_.empty() || pages_.empty()) {
        return 0;
    }
    const int root = new_object();
    std::vector<int> numbers;
    int top = 0;
    int last = 0;
    for (const Bookmark& bookmark : bookmarks_) {
        numbers.push_back(new_object());
        if (bookmark.level == 0) {
            ++top;
            last = numbers.back();
        }
    }
    for (std::size_t i = 0; i < bookmarks_.size(); ++i) {
        put_bookmark(i, numbers, root);
    }
    begin_object(root);
    put(fmt::format("<< /Type /Outlines /First {} 0 R /Last {} 0 R /Count {} >>\nendobj\n", numbers.front(), last,
                    top));
    return root;
}

void ScanPdf::finish() {
    const int outline = put_outline();
    begin_object(page_tree_);
    std::string kids;
    for (const int page : pages_) {
        kids += fmt::format("{} 0 R ", page);
    }
    put(fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>\nendobj\n", pages_.size(), kids));
    begin_object(root_);
    put(fmt::format("<< /Type /Catalog /Pages {} 0 R{} >>\nendobj\n", page_tree_,
                    outline == 0 ? std::string() : fmt::format(" /Outlines {} 0 R /PageMode /UseOutlines", outline)));
    const int info = new_object();
    begin_object(info);
    put(fmt::format("<< /Title {} /Producer {} /CreationDate {} >>\nendobj\n", pdf_text(settings_.title),
                    pdf_text("arc"), pdf_date(settings_.created)));
    const std::uint64_t table = offset_;
    put(fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets_.size() + 1));
    for (const std::uint64_t offset : offsets_) {
        put(fmt::format("{:010} 00000 n \n", offset));
    }
    put(fmt::format("trailer\n<< /Size {} /Root {} 0 R /Info {} 0 R >>\nstartxref\n{}\n%%EOF\n", offsets_.size() + 1,
                    root_, info, table));
}

}  // namespace arc

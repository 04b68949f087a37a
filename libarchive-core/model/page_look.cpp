#include "model/page_look.hpp"

namespace arc {

std::string_view to_text(ImageFormat format) {
    switch (format) {
        case ImageFormat::tiff:
            return "tiff";
        case ImageFormat::jpeg:
            return "jpeg";
        case ImageFormat::png:
            return "png";
        case ImageFormat::pnm:
            return "pnm";
        case ImageFormat::bmp:
            return "bmp";
        case ImageFormat::dib:
            return "dib";
    }
    return "";
}

std::string_view to_text(PixelMode mode) {
    switch (mode) {
        case PixelMode::bilevel:
            return "bilevel";
        case PixelMode::gray:
            return "gray";
        case PixelMode::colour:
            return "colour";
    }
    return "";
}

}  // namespace arc

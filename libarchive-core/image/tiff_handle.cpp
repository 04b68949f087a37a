#include "image/tiff_handle.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <tiffio.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <string_view>

namespace arc {
namespace {

// No single buffer of libtiff needs more: strips are read through a mapping of the file, rows are at most
// ImageLimits::max_side pixels, bands of tiles are limited by their reader.
constexpr tmsize_t largest_allocation = 128 << 20;

// Beginnings of the libtiff 4.5 and libjpeg warnings after which pixels are missing or invented. All other warnings
// (unknown tags, wrong counts that are mended, unsorted directories) leave the picture as it was.
constexpr std::array<std::string_view, 8> loss_words{
    "Premature EO",     "Line length mismatch",   "Uncompressed data (not supported)", "Corrupt JPEG data",
    "Premature end of", "Invalid SOS parameters", "Terminating PackBitsDecode",        "Invalid JPEG data",
};

std::string formatted(const char* format, va_list arguments) {
    std::array<char, 400> buffer{};
    std::vsnprintf(buffer.data(), buffer.size(), format, arguments);
    return printable(buffer.data());
}

}  // namespace

// What libtiff calls with its messages; 1 keeps them from its global handlers.
struct TiffMessages {
    static int take_error(TIFF*, void* self, const char* module, const char* format, va_list arguments) {
        std::string& first = static_cast<TiffHandle*>(self)->error_;
        if (first.empty()) {
            first = say("{} ({})", formatted(format, arguments), module == nullptr ? "libtiff" : module);
        }
        return 1;
    }
    static int take_warning(TIFF*, void* self, const char*, const char* format, va_list arguments) {
        auto& handle = *static_cast<TiffHandle*>(self);
        const std::string text = formatted(format, arguments);
        if (std::ranges::any_of(loss_words, [&](std::string_view loss) { return text.starts_with(loss); })) {
            handle.loss_ = handle.losses_++ == 0 ? text : handle.loss_;
        }
        return 1;
    }
};

Result<std::unique_ptr<TiffHandle>> TiffHandle::open(const InputFile& file, Strips strips) {
    std::unique_ptr<TiffHandle> handle(new TiffHandle);
    const int descriptor = ::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 3);
    if (descriptor < 0) {
        return Error{ErrorCode::io, file.subject(), say("cannot be opened: {}", std::strerror(errno)), ""};
    }
    // Copies of a descriptor share their position, and libtiff reads the header from where it is.
    ::lseek(descriptor, 0, SEEK_SET);
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, largest_allocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options, TiffMessages::take_error, handle.get());
    TIFFOpenOptionsSetWarningHandlerExtR(options, TiffMessages::take_warning, handle.get());
    // h: the first directory is not read before select() asks for one; c: strips as they are.
    const char* mode = strips == Strips::small ? "rh" : "rhc";
    handle->tiff_ = TIFFFdOpenExt(descriptor, file.subject().c_str(), mode, options);
    TIFFOpenOptionsFree(options);
    if (handle->tiff_ == nullptr) {
        ::close(descriptor);
        return Error{ErrorCode::damaged, file.subject(), say("not readable as TIFF: {}", handle->error_),
                     say("scan the page again")};
    }
    return handle;
}

TiffHandle::~TiffHandle() {
    if (tiff_ != nullptr) {
        TIFFClose(tiff_);
    }
}

bool TiffHandle::select(std::uint64_t directory) {
    error_.clear();
    loss_.clear();
    losses_ = 0;
    if (TIFFSetSubDirectory(tiff_, directory) != 1) {
        return false;
    }
    error_.clear();
    return true;
}

}  // namespace arc

#include "image/image_impl.hpp"
namespace arc {
Result<ImageImpl> open_bmp(InputFile file, const ImageLimits&, ImageFormat) {
    return Error{ErrorCode::unsupported, file.subject(), "BMP is not read", ""};
}
}  // namespace arc

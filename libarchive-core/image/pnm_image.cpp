#include "image/image_impl.hpp"
namespace arc {
Result<ImageImpl> open_pnm(InputFile file, const ImageLimits&) {
    return Error{ErrorCode::unsupported, file.subject(), "PNM is not read", ""};
}
}  // namespace arc

#pragma once

#include "image/image_impl.hpp"

#include <memory>
#include <string>

struct tiff;  // libtiff's TIFF

namespace arc {

// An open TIFF file, and what libtiff says about it: nothing goes to its global handlers or to stderr.
class TiffHandle {
public:
    // libtiff shows one large uncompressed strip as many small ones unless told to leave it.
    enum class Strips { small, as_stored };
    // Stands on no directory yet.
    static Result<std::unique_ptr<TiffHandle>> open(const InputFile& file, Strips strips = Strips::small);
    ~TiffHandle();
    TiffHandle(const TiffHandle&) = delete;
    TiffHandle& operator=(const TiffHandle&) = delete;

    tiff* get() const { return tiff_; }
    // False when the directory cannot be read; see error(). Messages about tags that do not matter are forgotten.
    bool select(std::uint64_t directory);
    // The first error of libtiff since the directory was selected, or "".
    const std::string& error() const { return error_; }
    // The first warning since then that tells of lost picture data, or "", and how many there were.
    const std::string& loss() const { return loss_; }
    int losses() const { return losses_; }

private:
    TiffHandle() = default;
    friend struct TiffMessages;

    tiff* tiff_ = nullptr;
    std::string error_;
    std::string loss_;
    int losses_ = 0;
};

}  // namespace arc

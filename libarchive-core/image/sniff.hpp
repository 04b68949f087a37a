#pragma once

#include "base/error.hpp"
#include "model/page_look.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace arc {

// How many first bytes sniff_image_format needs.
inline constexpr std::size_t sniff_bytes = 64;

// The format that the first bytes of a file (up to sniff_bytes) claim, or nothing when it is not an image of ours.
// A bare DIB (TWAIN native transfer, a BMP without its file header) is told by its header fields.
std::optional<ImageFormat> sniff_image_format(std::span<const std::uint8_t> first);

// Why a file that is no image of ours is not taken, and what to do: from the first bytes (PDF, audio, video, Office …),
// from the file's extension where they tell nothing. Code unsupported, or damaged for what is named as an image but is
// not; the subject is left to the caller.
Error not_an_image(std::span<const std::uint8_t> first, std::string_view extension);

}  // namespace arc

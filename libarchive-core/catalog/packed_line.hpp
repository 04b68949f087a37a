#pragma once

#include "model/event.hpp"

#include <string>
#include <string_view>

namespace arc {

// How the catalog keeps the journal line of an event: a zlib stream (RFC 1950) that begins with the preset dictionary
// schemas/catalog/line.dictionary, which short lines gain most from. The stream names its dictionary by a checksum.
Blob pack_line(std::string_view line);
// The exact bytes back; "" when these are no such stream, which no event is.
std::string unpack_line(const Blob& packed);

}  // namespace arc

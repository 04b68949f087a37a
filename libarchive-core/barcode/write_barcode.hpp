#pragma once

#include "base/result.hpp"
#include "model/barcode.hpp"
#include "model/module_matrix.hpp"

#include <string_view>

namespace arc {

// The modules of a barcode of this text, for printing. Code128 and Code39 take printable ASCII only (Code39 capitals,
// digits and "-. $/+%"), DataMatrix Latin-1, QRCode all of Unicode (error correction Q). Data Matrix
// takes the smallest symbol: for a code of ours the rectangle 32 x 8, which ZXing-cpp 1.4 finds only where no words are
// near; QRCode is the one for stickers.
// Errors: usage (text that this format cannot carry, or too long), unsupported (formats that we do not print).
Result<ModuleMatrix> encode_barcode(BarcodeFormat format, std::string_view text);

}  // namespace arc

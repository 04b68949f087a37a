#pragma once

#include "support/samples/scanner.hpp"

#include <string>

namespace arc_tests {

enum class Start { new_file, further_frame };

// All at 300 dpi, without time stamps; throw std::runtime_error when the file cannot be written.

// CCITT Group 4, dark below grey value 150; a further frame is put behind those the file has.
void write_g4(const std::string& path, const Pixels& grey, Start start);

// JPEG, grey or colour as the pixels are.
void write_jpeg(const std::string& path, const Pixels& pixels);

}  // namespace arc_tests

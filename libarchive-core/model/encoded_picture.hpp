#pragma once

#include <string>
#include <vector>

namespace arc {

// How the bytes of a stored picture are compressed, where PDF knows the same (ISO 32000-1, 7.4).
enum class PictureFilter { none, jpeg, ccitt, flate, lzw, run_length };

// Rows of a picture that are compressed together.
struct PictureStrip {
    std::string bytes;
    int rows = 0;
};

// One frame as it is stored, with its compressed bytes: for embedding it elsewhere without decoding.
struct EncodedPicture {
    int width = 0;  // as stored, before orientation
    int height = 0;
    int orientation = 1;  // TIFF tag 274
    double dpi_x = 0;     // of the stored rows; 0 where the file does not say
    double dpi_y = 0;
    int bits = 8;           // a sample
    int components = 1;     // 1 grey or palette, 3 RGB, 4 CMYK
    std::string palette;    // RGB triples, or ""
    bool inverted = false;  // the greatest value is black
    PictureFilter filter = PictureFilter::none;
    int predictor = 1;           // of flate and lzw: 1 none, 2 TIFF, 15 PNG
    int ccitt_k = -1;            // of ccitt: below 0 Group 4, 0 one-dimensional, above 0 mixed
    bool ccitt_aligned = false;  // rows begin at whole bytes
    bool ccitt_line_ends = false;
    bool plain_rgb = false;  // of jpeg with 3 components: no YCbCr inside
    std::vector<PictureStrip> strips;
};

}  // namespace arc

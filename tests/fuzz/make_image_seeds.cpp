// make_image_seeds OUTDIR: small images of every format and codec that intake takes, for fuzzers to begin with.

#include "support/image_makers.hpp"

#include <array>
#include <cstdio>
#include <exception>

namespace {

using namespace arc;
using namespace arc::test;
namespace fs = std::filesystem;

constexpr int width = 61;
constexpr int height = 43;

std::string numbered(const char* kind, int number) {
    return std::string(kind) + std::to_string(number);
}

void write_tiffs(const fs::path& folder) {
    const std::array drawing{a_drawing(width, height)};
    const std::array scene{a_scene(width, height), a_scene(height, width)};
    for (const int compression : {1, 2, 3, 4, 5, 32773}) {  // none, RLE, G3, G4, LZW, PackBits
        write_tiff(folder / numbered("bits-", compression), {.compression = compression, .bits = 1}, drawing);
    }
    for (const int compression : {1, 5, 7, 8, 32773}) {  // none, LZW, JPEG, Deflate, PackBits
        write_tiff(folder / numbered("grey-", compression), {.compression = compression}, scene);
        write_tiff(folder / numbered("rgb-", compression), {.compression = compression, .ink = TiffSpec::Ink::rgb},
                   scene);
    }
    for (int orientation = 1; orientation <= 8; ++orientation) {
        write_tiff(folder / numbered("turned-", orientation),
                   {.compression = 4, .bits = 1, .big_endian = orientation % 2 == 0, .orientation = orientation},
                   drawing);
    }
    for (const int bits : {4, 16}) {
        write_tiff(folder / numbered("deep-", bits), {.bits = bits, .big_tiff = bits == 16}, drawing);
    }
    write_tiff(folder / "tiled", {.ink = TiffSpec::Ink::rgb, .tiled = true}, scene);
    write_tiff(folder / "separate", {.ink = TiffSpec::Ink::rgb, .separate = true}, scene);
    write_tiff(folder / "palette", {.ink = TiffSpec::Ink::palette}, scene);
    write_tiff(folder / "cmyk", {.ink = TiffSpec::Ink::cmyk}, scene);
    write_tiff(folder / "ycbcr", {.compression = 7, .ink = TiffSpec::Ink::ycbcr}, scene);
    write_short_g4(folder / "short-g4", drawing[0], 9);
}

void write_others(const fs::path& folder) {
    const GrayImage scene = a_scene(width, height);
    write_jpeg(folder / "jpeg-1", {}, scene);
    write_jpeg(folder / "jpeg-2", {.colour = false, .orientation = 6, .dpi = 200}, scene);
    write_jpeg(folder / "jpeg-3", {.progressive = true, .dpi = 300}, scene);
    write_png(folder / "png-1", {}, scene);
    write_png(folder / "png-2", {.bits = 1, .dpi = 300}, scene);
    write_png(folder / "png-3", {.ink = PngSpec::Ink::rgba, .interlaced = true}, scene);
    write_png(folder / "png-4", {.ink = PngSpec::Ink::palette}, scene);
    write_png(folder / "png-5", {.bits = 16, .ink = PngSpec::Ink::rgb}, scene);
    for (int kind = 1; kind <= 6; ++kind) {
        write_bytes(folder / numbered("pnm-", kind), pnm_bytes(kind, scene, kind == 2 || kind == 6 ? 1000 : 255));
    }
    for (const int bits : {1, 8, 24, 32}) {
        write_bytes(folder / numbered("bmp-", bits), bmp_bytes(bits, scene));
        write_bytes(folder / numbered("dib-", bits), bmp_bytes(bits, scene, bits == 32, true));
    }
}

}  // namespace

int main(int count, char** words) {
    try {
        if (count != 2) {
            throw std::runtime_error("usage: make_image_seeds OUTDIR");
        }
        fs::create_directories(words[1]);
        write_tiffs(words[1]);
        write_others(words[1]);
        return EXIT_SUCCESS;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "make_image_seeds: %s\n", trouble.what());
        return 2;
    }
}

#include "base/say.hpp"
#include "image/tiff_frame.hpp"

#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <functional>

namespace arc {
namespace {

std::size_t index(int i) {
    return static_cast<std::size_t>(i);
}

bool sound(const TiffHandle& handle, const TiffFrame& frame) {
    return handle.error().empty() && handle.losses() <= frame.forgiven;
}

bool read_bit_rows(TiffHandle& handle, const TiffFrame& frame, BitImage& bits) {
    if (TIFFScanlineSize(handle.get()) > static_cast<tmsize_t>(bits.stride)) {
        return false;
    }
    for (int y = 0; y < bits.height; ++y) {
        if (TIFFReadScanline(handle.get(), bits.row(y), static_cast<std::uint32_t>(y), 0) != 1 ||
            !sound(handle, frame)) {
            return false;
        }
    }
    return true;
}

bool read_bit_tiles(TiffHandle& handle, const TiffFrame& frame, BitImage& bits) {
    const auto tile_row = static_cast<std::size_t>(TIFFTileRowSize(handle.get()));
    std::vector<std::uint8_t> tile(static_cast<std::size_t>(TIFFTileSize(handle.get())));
    if (tile.size() < tile_row * index(frame.band) || frame.tile_width % 8 != 0) {
        return false;
    }
    for (int y = 0; y < bits.height; y += frame.band) {
        const int rows = std::min(frame.band, bits.height - y);
        for (int x = 0; x < bits.width; x += frame.tile_width) {
            if (TIFFReadTile(handle.get(), tile.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0,
                             0) < 0 ||
                !sound(handle, frame)) {
                return false;
            }
            const std::size_t bytes = std::min(tile_row, bits.stride - index(x / 8));
            for (int i = 0; i < rows; ++i) {
                std::memcpy(bits.row(y + i) + x / 8, tile.data() + tile_row * index(i), bytes);
            }
        }
    }
    return true;
}

bool read_tile_bands(TiffHandle& handle, const TiffFrame& frame, RowSink& sink) {
    const std::vector<int> planes = frame.samples.planes();
    const auto tile_row = static_cast<std::size_t>(TIFFTileRowSize(handle.get()));
    const std::size_t columns = (index(frame.width) + index(frame.tile_width) - 1) / index(frame.tile_width);
    const std::size_t band_row = tile_row * columns;
    std::vector<std::uint8_t> tile(static_cast<std::size_t>(TIFFTileSize(handle.get())));
    // Samples that do not fill whole bytes at a tile's right edge cannot be joined.
    const int pixel_bits = frame.samples.bits * (frame.samples.separate ? 1 : frame.samples.samples);
    if (tile.size() < tile_row * index(frame.band) || index(frame.tile_width) * index(pixel_bits) % 8 != 0) {
        return false;
    }
    std::vector<std::vector<std::uint8_t>> bands(planes.size(),
                                                 std::vector<std::uint8_t>(band_row * index(frame.band)));
    TiffGray gray(frame.samples);
    std::vector<std::uint8_t> line(index(frame.width));
    std::vector<const std::uint8_t*> rows(planes.size());
    for (int y = 0; y < frame.height; y += frame.band) {
        for (std::size_t p = 0; p < planes.size(); ++p) {
            for (std::size_t column = 0; column < columns; ++column) {
                if (TIFFReadTile(handle.get(), tile.data(),
                                 static_cast<std::uint32_t>(column * index(frame.tile_width)),
                                 static_cast<std::uint32_t>(y), 0, static_cast<std::uint16_t>(planes[p])) < 0 ||
                    !sound(handle, frame)) {
                    return false;
                }
                for (std::size_t i = 0; i < index(frame.band); ++i) {
                    std::memcpy(bands[p].data() + band_row * i + tile_row * column, tile.data() + tile_row * i,
                                tile_row);
                }
            }
        }
        for (int i = 0; i < std::min(frame.band, frame.height - y); ++i) {
            for (std::size_t p = 0; p < planes.size(); ++p) {
                rows[p] = bands[p].data() + band_row * index(i);
            }
            gray.convert(rows, frame.width, line.data());
            if (!sink.row(line.data())) {
                return true;
            }
        }
    }
    return true;
}

// libtiff's own conversion, a strip or row of tiles at a time. `row` says whether it wants more.
bool read_rgba_rows(TiffHandle& handle, const TiffFrame& frame,
                    const std::function<bool(const std::uint32_t* pixels)>& row) {
    TIFFRGBAImage image{};
    std::string reason(1024, '\0');
    if (TIFFRGBAImageBegin(&image, handle.get(), 1, reason.data()) != 1) {
        return false;
    }
    // Rows come as they are stored; the frame is turned later.
    image.orientation = ORIENTATION_TOPLEFT;
    image.req_orientation = ORIENTATION_TOPLEFT;
    std::vector<std::uint32_t> raster(index(frame.width) * index(frame.band));
    bool wanted = true;
    bool good = true;
    for (int y = 0; y < frame.height && wanted && good; y += frame.band) {
        const int rows = std::min(frame.band, frame.height - y);
        image.row_offset = y;
        good = TIFFRGBAImageGet(&image, raster.data(), static_cast<std::uint32_t>(frame.width),
                                static_cast<std::uint32_t>(rows)) == 1 &&
               sound(handle, frame);
        for (int i = 0; i < rows && wanted && good; ++i) {
            wanted = row(raster.data() + index(frame.width) * index(i));
        }
    }
    TIFFRGBAImageEnd(&image);
    return good;
}

bool read_rgba_bands(TiffHandle& handle, const TiffFrame& frame, RowSink& sink) {
    std::vector<std::uint8_t> line(index(frame.width));
    return read_rgba_rows(handle, frame, [&](const std::uint32_t* pixels) {
        std::transform(pixels, pixels + frame.width, line.begin(),
                       [](std::uint32_t pixel) { return luma(TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)); });
        return sink.row(line.data());
    });
}

}  // namespace

std::optional<std::string> tiff_outside(TiffHandle& handle, std::int64_t file_size) {
    TIFF* tiff = handle.get();
    const bool tiled = TIFFIsTiled(tiff) != 0;
    const std::uint32_t count = tiled ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    const auto size = static_cast<std::uint64_t>(file_size);
    for (std::uint32_t i = 0; i < count; ++i) {
        int failed = 0;
        const std::uint64_t offset = TIFFGetStrileOffsetWithErr(tiff, i, &failed);
        const std::uint64_t bytes = TIFFGetStrileByteCountWithErr(tiff, i, &failed);
        if (failed != 0) {
            return say("the list of strips cannot be read: {}", handle.error());
        }
        if (offset > size || bytes > size - offset) {
            return say("strip {} of {} lies outside the file ({} bytes at {}, the file has {})", i + 1, count, bytes,
                       offset, size);
        }
    }
    return std::nullopt;
}

bool read_tiff_bits(TiffHandle& handle, const TiffFrame& frame, BitImage& bits) {
    if (!(frame.tiled ? read_bit_tiles(handle, frame, bits) : read_bit_rows(handle, frame, bits))) {
        return false;
    }
    make_ink_one(bits, frame.zero_is_ink);
    return true;
}

bool read_tiff_rows(TiffHandle& handle, const TiffFrame& frame, RowSink& sink) {
    if (frame.way == TiffFrame::Way::tiles) {
        return read_tile_bands(handle, frame, sink);
    }
    if (frame.way == TiffFrame::Way::rgba) {
        return read_rgba_bands(handle, frame, sink);
    }
    TiffHandle* const one = &handle;
    return read_tiff_planes(std::span(&one, 1), frame, sink);
}

bool read_tiff_colours(TiffHandle& handle, const TiffFrame& frame, const ColourRow& row) {
    std::vector<std::uint8_t> rgb(index(frame.width) * 3);
    return read_rgba_rows(handle, frame, [&](const std::uint32_t* pixels) {
        for (std::size_t x = 0; x < index(frame.width); ++x) {
            // Colours come multiplied by their opacity; what is missing is white paper.
            const std::uint32_t paper = 255 - TIFFGetA(pixels[x]);
            rgb[3 * x] = static_cast<std::uint8_t>(std::min(255U, TIFFGetR(pixels[x]) + paper));
            rgb[3 * x + 1] = static_cast<std::uint8_t>(std::min(255U, TIFFGetG(pixels[x]) + paper));
            rgb[3 * x + 2] = static_cast<std::uint8_t>(std::min(255U, TIFFGetB(pixels[x]) + paper));
        }
        row(rgb.data());
        return true;
    });
}

bool read_tiff_planes(std::span<TiffHandle* const> handles, const TiffFrame& frame, RowSink& sink) {
    const std::vector<int> planes = frame.samples.planes();
    const auto size = static_cast<std::size_t>(TIFFScanlineSize(handles[0]->get()));
    const std::size_t needed =
        (index(frame.width) * index(frame.samples.separate ? 1 : frame.samples.samples) * index(frame.samples.bits) +
         7) /
        8;
    if (size < needed) {
        return false;
    }
    std::vector<std::vector<std::uint8_t>> buffers(handles.size(), std::vector<std::uint8_t>(size));
    std::vector<const std::uint8_t*> rows(handles.size());
    TiffGray gray(frame.samples);
    std::vector<std::uint8_t> line(index(frame.width));
    for (int y = 0; y < frame.height; ++y) {
        for (std::size_t p = 0; p < handles.size(); ++p) {
            if (TIFFReadScanline(handles[p]->get(), buffers[p].data(), static_cast<std::uint32_t>(y),
                                 static_cast<std::uint16_t>(planes[p])) != 1 ||
                !sound(*handles[p], frame)) {
                return false;
            }
            rows[p] = buffers[p].data();
        }
        gray.convert(rows, frame.width, line.data());
        if (!sink.row(line.data())) {
            return true;
        }
    }
    return true;
}

}  // namespace arc

#include "support/image_makers.hpp"

#include "support/sample_rows.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace arc::test {
namespace {

void put_little(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        to += static_cast<char>(value >> (8 * i) & 0xff);
    }
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "arc-test-XXXXXX").string();
    require(::mkdtemp(name.data()) != nullptr, "mkdtemp");
    path_ = name;
}
TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

GrayImage a_scene(int width, int height) {
    GrayImage image(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double wave = 60 * std::sin(x * 0.11) + 40 * std::cos(y * 0.07);
            image.row(y)[x] = static_cast<std::uint8_t>(std::clamp(
                90 * x / static_cast<double>(width) + 60 * y / static_cast<double>(height) + 60 + wave, 0.0, 255.0));
        }
    }
    return image;
}

GrayImage a_drawing(int width, int height) {
    GrayImage image(width, height);
    const auto fill = [&](int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; ++y) {
            std::fill(image.row(y) + left, image.row(y) + right, std::uint8_t{0});
        }
    };
    fill(width / 5, height / 6, width / 3, height * 5 / 6);  // the letter F
    fill(width / 5, height / 6, width * 4 / 5, height / 4);
    fill(width / 5, height / 2, width * 3 / 5, height * 3 / 5);
    fill(width - 1, height - 2, width, height);  // and a corner that must stay one
    return image;
}

GrayImage inverted(GrayImage image) {
    std::ranges::transform(image.pixels, image.pixels.begin(),
                           [](std::uint8_t value) { return static_cast<std::uint8_t>(255 - value); });
    return image;
}

GrayImage stored_for(const GrayImage& upright, int orientation) {
    const bool row_is_column = orientation >= 5;
    const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    GrayImage stored(row_is_column ? upright.height : upright.width, row_is_column ? upright.width : upright.height);
    for (int row = 0; row < stored.height; ++row) {
        for (int column = 0; column < stored.width; ++column) {
            const int down = row_is_column ? column : row;
            const int right = row_is_column ? row : column;
            const int y = from_bottom ? upright.height - 1 - down : down;
            const int x = from_right ? upright.width - 1 - right : right;
            stored.row(row)[column] = upright.row(y)[x];
        }
    }
    return stored;
}

GrayImage cropped(const GrayImage& image, Rect area) {
    GrayImage result(area.width, area.height);
    for (int y = 0; y < area.height; ++y) {
        std::copy_n(image.row(area.y + y) + area.x, area.width, result.row(y));
    }
    return result;
}

GrayImage averaged(const GrayImage& image, int reduce) {
    GrayImage result((image.width + reduce - 1) / reduce, (image.height + reduce - 1) / reduce);
    for (int y = 0; y < result.height; ++y) {
        for (int x = 0; x < result.width; ++x) {
            int sum = 0;
            int count = 0;
            for (int v = y * reduce; v < std::min((y + 1) * reduce, image.height); ++v) {
                for (int u = x * reduce; u < std::min((x + 1) * reduce, image.width); ++u) {
                    sum += image.row(v)[u];
                    ++count;
                }
            }
            result.row(y)[x] = static_cast<std::uint8_t>((sum + count / 2) / count);
        }
    }
    return result;
}

BitImage to_bits(const GrayImage& image) {
    BitImage bits(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            if (image.row(y)[x] < 128) {
                bits.row(y)[x / 8] = static_cast<std::uint8_t>(bits.row(y)[x / 8] | 0x80 >> x % 8);
            }
        }
    }
    return bits;
}

GrayImage to_gray(const BitImage& image) {
    GrayImage gray(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            gray.row(y)[x] = image.black(x, y) ? 0 : 255;
        }
    }
    return gray;
}

int difference(const GrayImage& a, const GrayImage& b) {
    if (a.width != b.width || a.height != b.height) {
        return 256;
    }
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    }
    return largest;
}

std::string pnm_bytes(int kind, const GrayImage& picture, unsigned largest) {
    std::string bytes = "P" + std::to_string(kind) + "\n# SANE data follows\n" + std::to_string(picture.width) + " " +
                        std::to_string(picture.height) + "\n";
    const bool bits = kind == 1 || kind == 4;
    bytes += bits ? "" : std::to_string(largest) + "\n";
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* row = picture.row(y);
        if (kind == 4) {
            const BitImage packed = to_bits(cropped(picture, {0, y, picture.width, 1}));
            bytes.append(reinterpret_cast<const char*>(packed.row(0)), index((picture.width + 7) / 8));
            continue;
        }
        for (int i = 0; i < picture.width * (kind == 3 || kind == 6 ? 3 : 1); ++i) {
            const unsigned value = row[kind == 3 || kind == 6 ? i / 3 : i];
            const unsigned scaled = (value * largest + 127) / 255;
            if (kind == 1) {
                bytes += value < 128 ? '1' : '0';
            } else if (kind <= 3) {
                bytes += std::to_string(scaled) + (i % 12 == 11 ? "\n" : " ");
            } else {
                bytes += largest > 255 ? std::string{static_cast<char>(scaled >> 8)} : "";
                bytes += static_cast<char>(scaled & 0xff);
            }
        }
    }
    return bytes;
}

std::string bmp_bytes(int bits, const GrayImage& picture, bool top_down, bool bare) {
    std::string body;
    put_little(body, 40, 4);
    put_little(body, static_cast<std::uint32_t>(picture.width), 4);
    put_little(body, static_cast<std::uint32_t>(top_down ? -picture.height : picture.height), 4);
    put_little(body, 1, 2);
    put_little(body, static_cast<std::uint32_t>(bits), 2);
    put_little(body, 0, 8);
    put_little(body, 11811, 4);
    put_little(body, 11811, 4);
    put_little(body, 0, 8);
    const std::uint32_t colours = bits <= 8 ? 1U << bits : 0;
    for (std::uint32_t i = 0; i < colours; ++i) {
        put_little(body, 255 * i / (colours - 1) * 0x010101, 4);
    }
    const std::size_t header = body.size() + 14;
    for (int i = 0; i < picture.height; ++i) {
        const std::uint8_t* row = picture.row(top_down ? i : picture.height - 1 - i);
        const int samples[] = {0};
        const TiffSpec spec{1, std::min(bits, 8), TiffSpec::Ink::black_is_zero};
        std::string line;
        if (bits <= 8) {
            const Bytes packed = packed_row(spec, row, picture.width, picture.width, samples);
            line.assign(packed.begin(), packed.end());
        } else {
            for (int x = 0; x < picture.width; ++x) {
                line.append(3, static_cast<char>(row[x]));
                line.append(bits == 32 ? 1 : 0, '\0');
            }
        }
        line.resize((line.size() + 3) / 4 * 4);
        body += line;
    }
    if (bare) {
        return body;
    }
    std::string file = "BM";
    put_little(file, static_cast<std::uint32_t>(body.size() + 14), 4);
    put_little(file, 0, 4);
    put_little(file, static_cast<std::uint32_t>(header), 4);
    return file + body;
}

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace arc::test

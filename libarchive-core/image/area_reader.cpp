#include "image/area_reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace arc {
namespace {

Rect reduced_area(Rect area, int reduce) {
    const int x = area.x / reduce;
    const int y = area.y / reduce;
    return {x, y, (area.x + area.width + reduce - 1) / reduce - x, (area.y + area.height + reduce - 1) / reduce - y};
}

// The eight pixels of a byte, the leftmost first: black is 0, white 255.
constexpr std::array<std::array<std::uint8_t, 8>, 256> pixels_of_byte = [] {
    std::array<std::array<std::uint8_t, 8>, 256> table{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        for (unsigned i = 0; i < 8; ++i) {
            table[byte][i] = (byte & (0x80U >> i)) != 0 ? 0 : 255;
        }
    }
    return table;
}();

}  // namespace

void AreaReader::begin(int width, int height, int reduced) {
    width_ = width;
    height_ = height;
    step_ = reduce_ / reduced;
    out_ = reduced_area(area_, reduce_);
    image_ = GrayImage(out_.width, out_.height);
    sums_.assign(static_cast<std::size_t>(out_.width), 0);
}

bool AreaReader::row(const std::uint8_t* gray) {
    const int y = next_row_++;
    const int out_y = y / step_ - out_.y;
    if (out_y < 0) {
        return true;
    }
    if (out_y >= out_.height) {
        return false;
    }
    if (step_ == 1) {
        std::memcpy(image_.row(out_y), gray + out_.x, static_cast<std::size_t>(out_.width));
    } else {
        add(gray);
        if (next_row_ % step_ == 0 || next_row_ == height_) {
            close_row();
        }
    }
    return out_y + 1 < out_.height || (next_row_ % step_ != 0 && next_row_ < height_);
}

void AreaReader::add(const std::uint8_t* gray) {
    for (int x = 0; x < out_.width; ++x) {
        const int first = (out_.x + x) * step_;
        const int last = std::min(first + step_, width_);
        std::uint32_t sum = 0;
        for (int i = first; i < last; ++i) {
            sum += gray[i];
        }
        sums_[static_cast<std::size_t>(x)] += sum;
    }
    ++lines_;
}

void AreaReader::close_row() {
    std::uint8_t* to = image_.row((next_row_ - 1) / step_ - out_.y);
    for (int x = 0; x < out_.width; ++x) {
        const int first = (out_.x + x) * step_;
        const auto count = static_cast<std::uint32_t>(std::min(step_, width_ - first)) * lines_;
        to[x] = static_cast<std::uint8_t>((sums_[static_cast<std::size_t>(x)] + count / 2) / count);
    }
    std::ranges::fill(sums_, 0U);
    lines_ = 0;
}

GrayImage gray_area(const BitImage& image, Rect area, int reduce) {
    AreaReader reader(area, reduce);
    reader.begin(image.width, image.height, 1);
    const std::size_t bytes = (static_cast<std::size_t>(image.width) + 7) / 8;
    std::vector<std::uint8_t> gray(bytes * 8, 255);
    const auto first = static_cast<std::size_t>(area.x / reduce * reduce) / 8;
    const std::size_t last = std::min(bytes, (static_cast<std::size_t>(area.x + area.width + reduce) + 7) / 8);
    const int top = area.y / reduce * reduce;
    for (int y = 0; y < image.height; ++y) {
        if (y >= top) {
            const std::uint8_t* row = image.row(y);
            for (std::size_t i = first; i < last; ++i) {
                std::memcpy(&gray[i * 8], pixels_of_byte[row[i]].data(), 8);
            }
        }
        if (!reader.row(gray.data())) {
            break;
        }
    }
    return reader.take();
}

}  // namespace arc

#pragma once

#include "image/image_impl.hpp"

namespace arc {

// Cuts an area out of grey rows and divides it by `reduce`, each pixel the mean of those it stands for.
class AreaReader final : public RowSink {
public:
    // `area` in stored pixels, inside the frame and not empty.
    AreaReader(Rect area, int reduce) : area_(area), reduce_(reduce) {}

    void begin(int width, int height, int reduced) override;
    bool row(const std::uint8_t* gray) override;
    GrayImage take() { return std::move(image_); }

private:
    void add(const std::uint8_t* gray);
    void close_row();

    Rect area_;
    int reduce_;
    int step_ = 1;   // delivered pixels to one of the answer
    Rect out_;       // the area in pixels of the answer's scale
    int width_ = 0;  // delivered
    int height_ = 0;
    int next_row_ = 0;
    std::uint32_t lines_ = 0;  // delivered rows in sums_
    std::vector<std::uint32_t> sums_;
    GrayImage image_;
};

// The same for a bilevel image.
GrayImage gray_area(const BitImage& image, Rect area, int reduce);

}  // namespace arc

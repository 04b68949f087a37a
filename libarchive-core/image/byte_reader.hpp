#pragma once

#include "image/image_impl.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace arc {

// A file read from a position on, a buffer at a time.
class ByteReader {
public:
    ByteReader(const InputFile& file, std::int64_t position) : file_(file), position_(position), buffer_(1 << 16) {}

    // -1 at the end of the file.
    int next() {
        if (at_ == filled_ && !fill()) {
            return -1;
        }
        return buffer_[at_++];
    }
    int peek() { return at_ == filled_ && !fill() ? -1 : buffer_[at_]; }
    // False when the file ends before.
    bool read(std::span<std::uint8_t> to) {
        for (std::size_t done = 0; done < to.size();) {
            if (at_ == filled_ && !fill()) {
                return false;
            }
            const std::size_t count = std::min(to.size() - done, filled_ - at_);
            std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), count,
                        to.begin() + static_cast<std::ptrdiff_t>(done));
            at_ += count;
            done += count;
        }
        return true;
    }
    // Of the next byte.
    std::int64_t position() const { return position_ - static_cast<std::int64_t>(filled_ - at_); }

private:
    bool fill() {
        filled_ = file_.read_at(position_, buffer_);
        position_ += static_cast<std::int64_t>(filled_);
        at_ = 0;
        return filled_ > 0;
    }

    const InputFile& file_;
    std::int64_t position_;  // of the byte after the buffer
    std::vector<std::uint8_t> buffer_;
    std::size_t at_ = 0;
    std::size_t filled_ = 0;
};

}  // namespace arc

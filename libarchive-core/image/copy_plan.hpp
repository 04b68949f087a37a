#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// A file that is to be written from parts of another and from bytes of its own, in order.
class CopyPlan {
public:
    struct Piece {
        std::uint64_t from = 0;  // in the other file; of no meaning for own bytes
        std::uint64_t bytes = 0;
        std::string own;  // these instead, when not empty
    };

    std::uint64_t size() const { return size_; }
    const std::vector<Piece>& pieces() const { return pieces_; }
    // Both return where the piece begins in the new file.
    std::uint64_t copy(std::uint64_t from, std::uint64_t bytes);
    std::uint64_t add(std::string own);
    // A zero byte where the next piece would begin at an odd offset: TIFF wants words.
    void align();
    // Bytes of a piece that was added become these, as many.
    void rewrite_first(std::string own) { pieces_.front().own = std::move(own); }

private:
    std::vector<Piece> pieces_;
    std::uint64_t size_ = 0;
};

}  // namespace arc

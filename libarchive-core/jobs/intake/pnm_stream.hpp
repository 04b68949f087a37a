#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace arc {

// Cuts a stream of PNM images (P4-P6 one after the other, as `scanimage` writes them to a pipe; P1-P3 as the only one)
// into images without holding one in memory.
class PnmStream {
public:
    // Fills the buffer and returns how many bytes it gave; 0 at the end.
    using Reader = std::function<Result<std::size_t>(std::span<char>)>;
    explicit PnmStream(Reader reader) : reader_(std::move(reader)) {}

    // Whether another image follows; Error (damaged) when what follows is no PNM header.
    Result<bool> next();
    // The bytes of the current image, piece by piece, its header first; 0 at its end. Error (damaged) when the stream
    // ends inside it.
    Result<std::size_t> read(std::span<char> buffer);

private:
    Result<bool> need(std::size_t bytes);
    Result<std::string> word();
    Reader reader_;
    std::string held_;         // read from the stream, not given yet
    std::int64_t left_ = 0;    // of the current image; -1 up to the end of the stream
    std::size_t scanned_ = 0;  // of held_, while a header is read
};

}  // namespace arc

#pragma once

#include "base/result.hpp"

#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace arc {

enum class TextEncoding { utf8, gb18030, utf16 };
std::string_view to_text(TextEncoding encoding);  // "UTF-8", "GB18030", "UTF-16"

// Turns the bytes of a text file that a Chinese office saved into UTF-8, in pieces, whatever its length.
// A byte-order mark decides; without one the first 64 KiB after the first non-ASCII byte do: UTF-8 when they are valid
// or all but a few sequences are (then the broken ones are an error, not another encoding), else GB18030 (GB
// 18030-2005, and with it GBK and GB2312).
class TextDecoder {
public:
    // `in` must outlive the decoder.
    explicit TextDecoder(std::istream& in);
    ~TextDecoder();
    TextDecoder(TextDecoder&&) noexcept;
    TextDecoder& operator=(TextDecoder&&) noexcept;

    // The next piece, "" at the end. All text before a broken place is given before its Error.
    // Errors: damaged (bytes not of the encoding), usage (an Excel workbook), io.
    Result<std::string> next();
    // What has been decided so far; ASCII counts as UTF-8.
    TextEncoding encoding() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace arc

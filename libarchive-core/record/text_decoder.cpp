#include "record/text_decoder.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>

#include <iconv.h>

namespace arc {
namespace {

constexpr std::size_t block_size = 1 << 18;
constexpr std::size_t deciding_bytes = 1 << 16;

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

// The length of the well-formed UTF-8 sequence (Unicode, table 3-7) at the start: 0 when it is broken, -1 when the
// text ends inside it.
int sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    const int length = lead >= 0xc2 && lead < 0xe0   ? 2
                       : lead >= 0xe0 && lead < 0xf0 ? 3
                       : lead >= 0xf0 && lead < 0xf5 ? 4
                                                     : 0;
    for (std::size_t i = 1; i < static_cast<std::size_t>(length); ++i) {
        if (i == text.size()) {
            return -1;
        }
        const unsigned char low = i > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        const unsigned char high = i > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (byte(i) < low || byte(i) > high) {
            return 0;
        }
    }
    return length;
}

struct Utf8Prefix {
    std::size_t length = 0;  // of the well-formed text at the start
    bool broken = false;     // what follows can never become well-formed
};

Utf8Prefix utf8_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const int length = sequence_length(text.substr(at));
        if (length <= 0) {
            return {at, length == 0};
        }
        at += static_cast<std::size_t>(length);
    }
    return {at, false};
}

// Text of another encoding now and then looks like UTF-8; never ten times as often as it does not.
bool is_mostly_utf8(std::string_view text) {
    std::size_t whole = 0;
    std::size_t broken = 0;
    for (std::size_t at = 0; at < text.size();) {
        const int length = sequence_length(text.substr(at));
        if (length < 0) {
            break;
        }
        whole += length > 1 ? 1 : 0;
        broken += length == 0 ? 1 : 0;
        at += length == 0 ? 1 : static_cast<std::size_t>(length);
    }
    return broken == 0 || whole > 10 * broken;
}

class Converter {
public:
    explicit Converter(const char* encoding) : handle_(iconv_open("UTF-8", encoding)) {
        if (handle_ == failed()) {
            throw Fault(ErrorCode::unsupported, encoding, say("iconv does not know this encoding"),
                        say("install the package libc6 whole, with its gconv modules"));
        }
    }
    ~Converter() { iconv_close(handle_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // Converts the longest prefix that it can and takes it off `bytes`; false when what follows is broken.
    bool convert(std::string& bytes, std::string& text) {
        std::array<char, 1 << 14> out{};
        char* from = bytes.data();
        std::size_t left = bytes.size();
        bool sound = true;
        while (left > 0) {
            char* to = out.data();
            std::size_t space = out.size();
            const std::size_t done = iconv(handle_, &from, &left, &to, &space);
            const int reason = errno;
            text.append(out.data(), out.size() - space);
            if (done == static_cast<std::size_t>(-1) && reason != E2BIG) {
                sound = reason == EINVAL;
                break;
            }
        }
        bytes.erase(0, bytes.size() - left);
        return sound;
    }

private:
    static iconv_t failed() {
        return reinterpret_cast<iconv_t>(-1);  // the value POSIX gives to say "no such conversion"
    }
    iconv_t handle_;
};

Error not_text_of(TextEncoding encoding) {
    return {ErrorCode::damaged,
            {},
            say("bytes that are not {}", to_text(encoding)),
            say("save the table as CSV UTF-8 again")};
}

}  // namespace

struct TextDecoder::State {
    explicit State(std::istream& stream) : in(stream) {}

    std::istream& in;
    std::string bytes;  // read, not yet given
    bool begun = false;
    bool decided = false;
    TextEncoding encoding = TextEncoding::utf8;
    std::unique_ptr<Converter> converter;
    std::optional<Error> failure;

    void read(std::size_t count) {
        const std::size_t old = bytes.size();
        bytes.resize(old + count);
        in.read(bytes.data() + old, static_cast<std::streamsize>(count));
        bytes.resize(old + static_cast<std::size_t>(in.gcount()));
        if (in.bad()) {
            failure =
                Error{ErrorCode::io, {}, say("cannot be read"), say("check the disk, then run the same command again")};
        }
    }

    void decide(TextEncoding chosen, const char* name) {
        decided = true;
        encoding = chosen;
        if (chosen != TextEncoding::utf8) {
            converter = std::make_unique<Converter>(name);
        }
    }

    void begin() {
        begun = true;
        const std::string_view start(bytes);
        if (start.starts_with("\xef\xbb\xbf")) {
            bytes.erase(0, 3);
            decide(TextEncoding::utf8, nullptr);
        } else if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) {
            decide(TextEncoding::utf16, start[0] == '\xff' ? "UTF-16LE" : "UTF-16BE");
            bytes.erase(0, 2);
        } else if (start.starts_with("PK\x03\x04") || start.starts_with("\xd0\xcf\x11\xe0")) {
            failure =
                Error{ErrorCode::usage, {}, say("an Excel workbook, not a text table"), say("save it as CSV UTF-8")};
        }
    }

    void decide_by_content() {
        const auto first = std::ranges::find_if_not(bytes, is_ascii);
        if (first == bytes.end()) {
            return;
        }
        const auto from = static_cast<std::size_t>(first - bytes.begin());
        if (bytes.size() - from < deciding_bytes) {
            read(deciding_bytes);
        }
        if (is_mostly_utf8(std::string_view(bytes).substr(from))) {
            decide(TextEncoding::utf8, nullptr);
        } else {
            decide(TextEncoding::gb18030, "GB18030");
        }
    }

    std::string take_utf8() {
        const Utf8Prefix prefix = utf8_prefix(bytes);
        std::string text = bytes.substr(0, prefix.length);
        bytes.erase(0, prefix.length);
        if (prefix.broken || (in.eof() && !bytes.empty())) {
            failure = not_text_of(encoding);
        }
        return text;
    }

    std::string take_converted() {
        std::string text;
        if (!converter->convert(bytes, text) || (in.eof() && !bytes.empty())) {
            failure = not_text_of(encoding);
        }
        return text;
    }
};

std::string_view to_text(TextEncoding encoding) {
    constexpr std::array<std::string_view, 3> names{"UTF-8", "GB18030", "UTF-16"};
    return names[static_cast<std::size_t>(encoding)];
}

TextDecoder::TextDecoder(std::istream& in) : state_(std::make_unique<State>(in)) {
}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

TextEncoding TextDecoder::encoding() const {
    return state_->encoding;
}

Result<std::string> TextDecoder::next() {
    State& s = *state_;
    std::string text;
    while (text.empty() && !s.failure) {
        s.read(block_size);
        if (!s.begun) {
            s.begin();
        }
        if (s.bytes.empty() || s.failure) {
            break;
        }
        if (!s.decided) {
            s.decide_by_content();
        }
        text = s.converter ? s.take_converted() : s.take_utf8();
    }
    if (text.empty() && s.failure) {
        return *s.failure;
    }
    return text;
}

}  // namespace arc

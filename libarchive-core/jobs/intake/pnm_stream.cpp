#include "jobs/intake/pnm_stream.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <charconv>

namespace arc {
namespace {

constexpr std::size_t longest_header = 4096;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

Error not_pnm() {
    return {ErrorCode::damaged, "standard input", say("not a PNM image"),
            say("use scanimage --format=pnm, or name files")};
}

std::int64_t number(const std::string& digits) {
    std::int64_t value = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
}

}  // namespace

// True when at least so many bytes are held.
Result<bool> PnmStream::need(std::size_t bytes) {
    std::string block(1 << 16, '\0');
    while (held_.size() < bytes) {
        const Result<std::size_t> got = reader_(block);
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            return false;
        }
        held_.append(block, 0, *got);
    }
    return true;
}

// The next word of the header; comments run to the end of their line. Leaves scanned_ on the blank behind it.
Result<std::string> PnmStream::word() {
    std::string word;
    bool comment = false;
    for (;; ++scanned_) {
        const Result<bool> there = need(scanned_ + 1);
        if (!there) {
            return there.error();
        }
        if (!*there || scanned_ > longest_header) {
            return not_pnm();
        }
        const char c = held_[scanned_];
        if (comment) {
            comment = c != '\n';
        } else if (c == '#' && word.empty()) {
            comment = true;
        } else if (is_blank(c)) {
            if (!word.empty()) {
                return word;
            }
        } else {
            word += c;
        }
    }
}

Result<bool> PnmStream::next() {
    const Result<bool> more = need(1);
    if (!more || !*more) {
        return more;
    }
    scanned_ = 0;
    const Result<std::string> magic = word();
    if (!magic || magic->size() != 2 || (*magic)[0] != 'P' || (*magic)[1] < '1' || (*magic)[1] > '6') {
        return not_pnm();
    }
    const char kind = (*magic)[1];
    if (kind < '4') {
        left_ = -1;
        return true;
    }
    const Result<std::string> width = word();
    const Result<std::string> height = word();
    const Result<std::string> depth = kind == '4' ? Result<std::string>(std::string("1")) : word();
    if (!width || !height || !depth) {
        return not_pnm();
    }
    const std::int64_t w = number(*width);
    const std::int64_t h = number(*height);
    const std::int64_t most = number(*depth);
    constexpr std::int64_t longest_side = 1 << 20;
    if (w < 1 || h < 1 || w > longest_side || h > longest_side || most < 1 || most > 65535) {
        return not_pnm();
    }
    const std::int64_t sample = most > 255 ? 2 : 1;
    const std::int64_t row = kind == '4' ? (w + 7) / 8 : w * sample * (kind == '6' ? 3 : 1);
    left_ = static_cast<std::int64_t>(scanned_) + 1 + row * h;
    return true;
}

Result<std::size_t> PnmStream::read(std::span<char> buffer) {
    if (left_ == 0) {
        return std::size_t{0};
    }
    const Result<bool> more = need(1);
    if (!more) {
        return more.error();
    }
    if (!*more) {
        if (left_ > 0) {
            return Error{ErrorCode::damaged,
                         {},
                         say("the stream ended {} bytes before the page did", left_),
                         say("scan the page again")};
        }
        left_ = 0;
        return std::size_t{0};
    }
    std::size_t take = std::min(buffer.size(), held_.size());
    if (left_ > 0) {
        take = std::min(take, static_cast<std::size_t>(left_));
        left_ -= static_cast<std::int64_t>(take);
    }
    std::copy_n(held_.begin(), take, buffer.begin());
    held_.erase(0, take);
    return take;
}

}  // namespace arc

#include "tools/common/record_lines.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "record/record_codec.hpp"
#include "tools/common/signals.hpp"

#include <poll.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

namespace arc {
namespace {

constexpr std::size_t block = 1 << 16;
constexpr std::size_t longest_line = 16 << 20;

}  // namespace

RecordLines::RecordLines(std::string tool, std::string archive_id)
    : tool_(std::move(tool)), archive_id_(std::move(archive_id)) {
}

// Reads once more; false at the end.
bool RecordLines::fill() {
    if (at_ > block) {
        buffer_.erase(0, at_);
        at_ = 0;
    }
    const std::size_t before = buffer_.size();
    if (before - at_ > longest_line) {
        throw Fault(ErrorCode::usage, say("standard input: line {}", number_ + 1),
                    say("longer than {} bytes", longest_line), say("feed it the output of a tool of arc"));
    }
    buffer_.resize(before + block);
    ssize_t got = -1;
    do {
        got = ::read(STDIN_FILENO, buffer_.data() + before, block);
    } while (got < 0 && errno == EINTR && !stop_was_requested());
    buffer_.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got < 0 && errno != EINTR) {
        throw Fault(ErrorCode::io, "standard input", say("cannot read: {}", std::strerror(errno)));
    }
    ended_ = got <= 0;
    return !ended_;
}

bool RecordLines::wait(std::chrono::milliseconds patience) {
    if (ended_ || buffer_.find('\n', at_) != std::string::npos) {
        return true;
    }
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, static_cast<int>(patience.count())) > 0;
}

// The next line that is not blank; nothing at the end.
std::optional<std::string> RecordLines::next_text() {
    for (;;) {
        std::size_t end = buffer_.find('\n', at_);
        while (end == std::string::npos && !ended_ && fill()) {
            end = buffer_.find('\n', at_);
        }
        torn_ = end == std::string::npos;
        // Asked to stop in the middle of a line: what is there of it is not what its writer wrote.
        if (torn_ && (at_ == buffer_.size() || stop_was_requested())) {
            return std::nullopt;
        }
        std::string text = buffer_.substr(at_, torn_ ? std::string::npos : end - at_);
        at_ = torn_ ? buffer_.size() : end + 1;
        ++number_;
        if (!trim(text).empty()) {
            return text;
        }
    }
}

std::optional<RecordLines::Line> RecordLines::next() {
    std::optional<std::string> text = next_text();
    if (!text) {
        return std::nullopt;
    }
    Result<ReadRecord> read = decode_record(*text);
    if (!read) {
        throw Fault(ErrorCode::usage, say("standard input: line {}", number_), read.error().what,
                    torn_ ? say("the writer before this one died; run the same command again")
                          : say("feed it the output of an arc tool"));
    }
    if (!read->archive.empty() && read->archive != archive_id_) {
        throw Fault(ErrorCode::usage, say("standard input: line {}", number_),
                    say("a record of archive {}, this is {}", read->archive, archive_id_),
                    say("name the same --archive in the whole pipe"));
    }
    return Line{*std::move(text), std::move(read->record)};
}

}  // namespace arc

#include "tools/common/path_lines.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <utility>

namespace arc {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // Windows' editors begin UTF-8 with it

}  // namespace

PathLines::PathLines(const std::string& list) {
    if (list != "-") {
        file_ = Fd(::open(list.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file_.open()) {
            throw Fault(system_error(list, "open", errno));
        }
        fd_ = file_.get();
    }
}

bool PathLines::wait(std::chrono::milliseconds patience) {
    if (ended_ || buffer_.find('\n') != std::string::npos) {
        return true;
    }
    pollfd input{fd_, POLLIN, 0};
    return ::poll(&input, 1, static_cast<int>(patience.count())) > 0;
}

std::optional<std::string> PathLines::next() {
    while (true) {
        const std::size_t end = buffer_.find('\n');
        if (end != std::string::npos || ended_) {
            if (end == std::string::npos && buffer_.empty()) {
                return std::nullopt;
            }
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end == std::string::npos ? end : end + 1);
            if (line.ends_with('\r')) {
                line.pop_back();
            }
            if (!std::exchange(begun_, true) && line.starts_with(byte_order_mark)) {
                line.erase(0, byte_order_mark.size());
            }
            if (!line.empty()) {
                return line;
            }
            continue;
        }
        std::array<char, 4096> block{};
        const ssize_t got = ::read(fd_, block.data(), block.size());
        if (got < 0 && errno != EINTR) {
            throw Fault(system_error("list of files", "read", errno));
        }
        if (got <= 0) {
            ended_ = true;
        } else {
            buffer_.append(block.data(), static_cast<std::size_t>(got));
        }
    }
}

std::vector<std::filesystem::path> read_path_list(const std::string& list) {
    PathLines lines(list);
    std::vector<std::filesystem::path> paths;
    while (std::optional<std::string> path = lines.next()) {
        paths.emplace_back(*path);
    }
    return paths;
}

}  // namespace arc

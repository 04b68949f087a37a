#include "store/journal_file.hpp"

#include "base/say.hpp"
#include "store/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <span>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 18;

Fd open_month(const fs::path& path) {
    Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open()) {
        throw Fault(system_error(path, "read", errno));
    }
    return fd;
}

// Fills as much as the file has; a file that ends before is no failure, because writers cut torn lines.
std::size_t read_at(const Fd& file, std::span<char> buffer, std::int64_t from, const fs::path& path) {
    std::size_t have = 0;
    while (have < buffer.size()) {
        const ssize_t got =
            ::pread(file.get(), buffer.data() + have, buffer.size() - have, from + static_cast<std::int64_t>(have));
        if (got < 0 && errno != EINTR) {
            throw Fault(system_error(path, "read", errno));
        }
        if (got == 0) {
            break;
        }
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return have;
}

}  // namespace

bool is_month_file(const fs::path& file) {
    constexpr std::string_view form = "0000-00.jsonl";
    const auto fits = [](char wanted, char c) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; };
    return std::ranges::equal(form, file.filename().string(), fits);
}

std::vector<fs::path> month_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (is_month_file(entry->path())) {
            files.push_back(entry->path());
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        throw Fault(system_error(folder, "read", error.value()));
    }
    std::ranges::sort(files);
    return files;
}

std::int64_t event_number(std::string_view line) {
    constexpr std::string_view number_first = "{\"n\":";
    std::int64_t n = 0;
    if (line.starts_with(number_first)) {
        line.remove_prefix(number_first.size());
        std::from_chars(line.data(), line.data() + line.size(), n);
    }
    return n;
}

void read_lines(const fs::path& path, std::int64_t from, const std::function<bool(const JournalFileLine&)>& take) {
    const Fd file = open_month(path);
    std::vector<char> block(block_size);
    std::string begun;  // of a line that goes on in the next block
    JournalFileLine line{{}, 1, from, true};
    for (std::int64_t at = from;;) {
        const std::size_t got = read_at(file, block, at, path);
        at += static_cast<std::int64_t>(got);
        std::string_view rest(block.data(), got);
        for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
            line.text = begun.empty() ? rest.substr(0, end) : std::string_view(begun.append(rest.substr(0, end)));
            if (!take(line)) {
                return;
            }
            line.offset += static_cast<std::int64_t>(line.text.size()) + 1;
            ++line.number;
            begun.clear();
            rest.remove_prefix(end + 1);
        }
        begun.append(rest);
        if (got < block.size()) {
            break;
        }
    }
    if (!begun.empty()) {
        line.text = begun;
        line.ended = false;
        take(line);
    }
}

// Reads backwards in growing pieces until the last whole line is in the piece.
JournalTail tail_of(const fs::path& path) {
    const Fd file = open_month(path);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) {
        throw Fault(system_error(path, "read", errno));
    }
    const std::int64_t size = info.st_size;
    for (std::int64_t span = 1 << 16;; span *= 8) {
        const std::int64_t from = std::max<std::int64_t>(0, size - span);
        std::string piece(static_cast<std::size_t>(size - from), '\0');
        piece.resize(read_at(file, piece, from, path));
        const std::size_t end = piece.rfind('\n');
        if (end == std::string::npos) {
            if (from > 0) {
                continue;
            }
            return {0, {}, 0, !piece.empty()};
        }
        const std::size_t before = end == 0 ? std::string::npos : piece.rfind('\n', end - 1);
        if (before == std::string::npos && from > 0) {
            continue;
        }
        const std::size_t start = before == std::string::npos ? 0 : before + 1;
        std::string line = piece.substr(start, end - start);
        const bool hole = line.find('\0') != std::string::npos;
        return {hole ? 0 : event_number(line), std::move(line), from + static_cast<std::int64_t>(end) + 1,
                end + 1 < piece.size()};
    }
}

void cut_month(const fs::path& path, std::int64_t length) {
    const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    while (!fd.open() || ::ftruncate(fd.get(), length) != 0) {
        if (errno != EINTR) {
            throw Fault(system_error(path, "cut", errno));
        }
    }
    sync_file(fd.get(), path);
}

}  // namespace arc

#include "base/say.hpp"
#include "base/text.hpp"
#include "package/package_source.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <thread>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 18;

Error reading_failed(const std::string& path, int error_number) {
    return {error_number == ENOENT ? ErrorCode::not_found : ErrorCode::io,
            printable(path),
            say("cannot be read: {}", std::strerror(error_number)),
            {}};
}

// Bytes of a plain file, handed over in pieces.
std::optional<Error> read_pieces(const fs::path& file, const std::string& name,
                                 const std::function<bool(std::string_view)>& piece) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return reading_failed(name, errno);
    }
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    thread_local std::vector<char> block(block_size);
    std::optional<Error> error;
    while (true) {
        const ssize_t got = ::read(fd, block.data(), block.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            error = reading_failed(name, errno);
        }
        if (got <= 0 || !piece(std::string_view(block.data(), static_cast<std::size_t>(got)))) {
            break;
        }
    }
    ::close(fd);
    return error;
}

class FolderSource final : public PackageSource {
public:
    explicit FolderSource(fs::path folder) : folder_(std::move(folder)) {}

    Result<Done> list() {
        std::error_code error;
        for (fs::recursive_directory_iterator entry(folder_, error), end; !error && entry != end;
             entry.increment(error)) {
            const fs::file_status status = entry->symlink_status(error);
            const std::string path = entry->path().lexically_relative(folder_).generic_string();
            if (fs::is_regular_file(status)) {
                files_.push_back({path, static_cast<std::int64_t>(entry->file_size(error))});
            } else if (!fs::is_directory(status)) {
                strangers_.push_back({ErrorCode::damaged,
                                      printable(path),
                                      fs::is_symlink(status) ? say("a symbolic link") : say("no plain file"),
                                      {}});
            }
        }
        if (error) {
            return reading_failed(folder_.string(), error.value());
        }
        std::ranges::sort(files_, {}, &PackedFile::path);
        return Done{};
    }

    const std::vector<PackedFile>& files() const override { return files_; }
    const std::vector<Error>& strangers() const override { return strangers_; }
    bool has_folder(const std::string& path) const override { return fs::is_directory(folder_ / path); }

    Result<std::string> read(const std::string& path, std::size_t most) override {
        std::string bytes;
        const std::optional<Error> error = read_pieces(folder_ / path, path, [&](std::string_view piece) {
            bytes += piece;
            return bytes.size() <= most;
        });
        if (error) {
            return *error;
        }
        if (bytes.size() > most) {
            return Error{ErrorCode::limit, printable(path), say("has more than {} bytes", most), {}};
        }
        return bytes;
    }

    void checksums(const std::vector<ChecksumOrder>& orders, int threads, const Answer& answer) override {
        std::mutex answering;
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t i = next++; i < orders.size(); i = next++) {
                const Result<std::vector<std::string>> values = checksums_of(orders[i]);
                const std::scoped_lock turn(answering);
                answer(orders[i], values);
            }
        };
        std::vector<std::jthread> others;
        for (int i = 1; i < threads && static_cast<std::size_t>(i) < orders.size(); ++i) {
            others.emplace_back(work);
        }
        work();
    }

private:
    Result<std::vector<std::string>> checksums_of(const ChecksumOrder& order) const {
        Checksums sums(order.algorithms);
        const std::optional<Error> error = read_pieces(folder_ / order.path, order.path, [&](std::string_view piece) {
            sums.add(piece);
            return true;
        });
        if (error) {
            return *error;
        }
        return sums.finish();
    }

    fs::path folder_;
    std::vector<PackedFile> files_;
    std::vector<Error> strangers_;
};

}  // namespace

Result<std::unique_ptr<PackageSource>> open_folder_package(const fs::path& folder) {
    auto source = std::make_unique<FolderSource>(folder);
    const Result<Done> listed = source->list();
    if (!listed) {
        return listed.error();
    }
    return std::unique_ptr<PackageSource>(std::move(source));
}

Result<std::unique_ptr<PackageSource>> open_package(const fs::path& path, const std::string& passphrase) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
        return open_folder_package(path);
    }
    if (!fs::exists(status)) {
        return Error{ErrorCode::not_found, printable(path.string()), say("no such file or folder"),
                     say("check the name")};
    }
    if (!fs::is_regular_file(status)) {
        return Error{ErrorCode::usage, printable(path.string()), say("neither a folder nor a plain file"), {}};
    }
    return open_container_package(path, passphrase);
}

}  // namespace arc

#include "jobs/export/package_writer.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "store/output_lock.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 18;

// Reads an item to its end, hashing; `put` gets the pieces.
PackagedFile pass_on(const PackageItem& item, std::span<const ChecksumAlgorithm> algorithms,
                     const std::function<void(std::string_view)>& put) {
    ByteSource read = item.open().value_or_throw();
    Checksums sums(algorithms);
    thread_local std::vector<char> block(block_size);
    PackagedFile written{item.path, 0, {}};
    while (true) {
        const std::size_t got = read(block).value_or_throw();
        if (got == 0) {
            break;
        }
        const std::string_view piece(block.data(), got);
        sums.add(piece);
        put(piece);
        written.bytes += static_cast<std::int64_t>(got);
    }
    written.checksums = sums.finish();
    if (item.known && written.checksums.front() != item.known->hex()) {
        throw Fault(ErrorCode::damaged, item.known->hex(), say("the stored file has changed"),
                    say("see arc-audit fixity; nothing was exported"));
    }
    return written;
}

[[noreturn]] void stopped(const fs::path& output) {
    throw Fault(ErrorCode::busy, printable(output.string()), say("not finished"),
                say("the same command goes on where it stopped"));
}

class FolderWriter final : public PackageWriter {
public:
    FolderWriter(fs::path output, int threads)
        : PackageWriter(std::move(output)), lock_(lock_folder(staged_, output_)), threads_(threads) {
        std::error_code error;
        for (fs::recursive_directory_iterator entry(staged_, error), end; !error && entry != end;
             entry.increment(error)) {
            if (!entry->is_directory(error)) {
                left_.insert(entry->path().lexically_relative(staged_).generic_string());
            }
        }
    }

    std::vector<PackagedFile> write(const std::vector<PackageItem>& items,
                                    std::span<const ChecksumAlgorithm> algorithms, Reporter& reporter) override {
        make_folders(items);
        std::vector<PackagedFile> written(items.size());
        std::atomic<std::size_t> next = 0;
        std::mutex mutex;
        std::exception_ptr failure;
        const auto work = [&](bool tells) {
            for (std::size_t i = next++; i < items.size(); i = next++) {
                try {
                    if (reporter.stop_requested()) {
                        stopped(output_);
                    }
                    written[i] = write_one(items[i], algorithms);
                } catch (...) {
                    const std::scoped_lock lock(mutex);
                    failure = failure ? failure : std::current_exception();
                    next = items.size();
                }
                if (tells) {
                    reporter.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(items.size()));
                }
            }
        };
        {
            std::vector<std::jthread> others;
            for (int i = 1; i < threads_ && static_cast<std::size_t>(i) < items.size(); ++i) {
                others.emplace_back(work, false);
            }
            work(true);
        }
        if (failure) {
            std::rethrow_exception(failure);
        }
        for (const PackageItem& item : items) {
            left_.erase(item.path);
        }
        return written;
    }

    void finish() override {
        for (const std::string& path : left_) {
            fs::remove(staged_ / path);
        }
        sync_whole_disk(staged_);
    }

private:
    void make_folders(const std::vector<PackageItem>& items) {
        std::set<fs::path> folders{staged_};
        for (const PackageItem& item : items) {
            folders.insert((staged_ / item.path).parent_path());
        }
        for (const fs::path& folder : folders) {
            std::error_code error;
            fs::create_directories(folder, error);
            if (error) {
                throw Fault(system_error(folder, say("create"), error.value()));
            }
        }
    }

    PackagedFile write_one(const PackageItem& item, std::span<const ChecksumAlgorithm> algorithms) {
        const fs::path target = staged_ / item.path;
        if (left_.contains(item.path)) {
            if (std::optional<PackagedFile> kept = kept_from_before(item, target, algorithms)) {
                return std::move(*kept);
            }
            fs::remove(target);
        }
        const Fd file = create_file(target, 0644);
        return pass_on(item, algorithms, [&](std::string_view piece) { write_all(file.get(), piece, target); });
    }

    static std::optional<PackagedFile> kept_from_before(const PackageItem& item, const fs::path& target,
                                                        std::span<const ChecksumAlgorithm> algorithms) {
        std::error_code error;
        if (!item.known || static_cast<std::int64_t>(fs::file_size(target, error)) != item.bytes || error) {
            return std::nullopt;
        }
        const PackageItem there{item.path, item.bytes, [&] { return read_plain_file(target); }, {}};
        PackagedFile kept = pass_on(there, algorithms, [](std::string_view) {});
        return kept.checksums.front() == item.known->hex() ? std::optional(std::move(kept)) : std::nullopt;
    }

    Fd lock_;
    int threads_;
    std::set<std::string> left_;  // files that an interrupted run left and that are not written yet
};

class FileWriter final : public PackageWriter {
public:
    FileWriter(const fs::path& output, ContainerKind kind, Instant modified, const std::string& passphrase)
        : PackageWriter(output),
          file_(fresh(staged_, output)),
          container_(
              kind, modified, [this](std::string_view bytes) { write_all(file_.get(), bytes, staged_); }, passphrase) {}

    std::vector<PackagedFile> write(const std::vector<PackageItem>& items,
                                    std::span<const ChecksumAlgorithm> algorithms, Reporter& reporter) override {
        const std::string top = output_.stem().string() + "/";
        std::vector<PackagedFile> written;
        for (const PackageItem& item : items) {
            if (reporter.stop_requested()) {
                discard();
                stopped(output_);
            }
            container_.begin(top + item.path, item.bytes);
            written.push_back(pass_on(item, algorithms, [&](std::string_view piece) { container_.add(piece); }));
            if (written.back().bytes != item.bytes) {
                throw Fault(ErrorCode::damaged, item.path, say("has another length than it had"));
            }
            reporter.progress(static_cast<std::int64_t>(written.size()), static_cast<std::int64_t>(items.size()));
        }
        return written;
    }

    void finish() override {
        container_.finish();
        sync_file(file_.get(), staged_);
    }

private:
    // A folder that a run under another name left is in the way.
    static Fd fresh(const fs::path& staged, const fs::path& output) {
        std::error_code error;
        if (fs::is_directory(fs::symlink_status(staged, error))) {
            fs::remove_all(staged, error);
        }
        return lock_fresh_file(staged, output);
    }

    Fd file_;
    ContainerWriter container_;
};

}  // namespace

PackageItem text_item(std::string path, std::string text) {
    const auto bytes = static_cast<std::int64_t>(text.size());
    const auto held = std::make_shared<std::string>(std::move(text));
    return {std::move(path),
            bytes,
            [held]() -> Result<ByteSource> {
                return ByteSource([held, at = std::size_t{0}](std::span<char> buffer) mutable -> Result<std::size_t> {
                    const std::size_t count = held->copy(buffer.data(), buffer.size(), at);
                    at += count;
                    return count;
                });
            },
            {}};
}

PackageWriter::PackageWriter(fs::path output) : output_(std::move(output)) {
    staged_ = output_.parent_path() / ("." + output_.filename().string() + ".part");
}

std::unique_ptr<PackageWriter> PackageWriter::make(const fs::path& output, Instant modified, int threads,
                                                   const std::string& passphrase) {
    const fs::path plain = output.has_filename() ? output : output.parent_path();
    const std::string name = printable(plain.string());
    std::error_code error;
    if (fs::exists(fs::symlink_status(plain, error))) {
        throw Fault(ErrorCode::usage, name, say("there is something of this name"), say("name another output"));
    }
    if (plain.has_parent_path() && !fs::is_directory(plain.parent_path(), error)) {
        throw Fault(ErrorCode::not_found, name, say("its folder is not there"), say("check the name"));
    }
    if (!passphrase.empty() && plain.extension() != ".zip") {
        throw Fault(ErrorCode::usage, name, say("only zip files are encrypted"), say("end its name in .zip"));
    }
    if (plain.extension() == ".tar") {
        return std::make_unique<FileWriter>(plain, ContainerKind::tar, modified, passphrase);
    }
    if (plain.extension() == ".zip") {
        return std::make_unique<FileWriter>(plain, ContainerKind::zip, modified, passphrase);
    }
    return std::make_unique<FolderWriter>(plain, threads);
}

void PackageWriter::publish() {
    std::error_code error;
    fs::rename(staged_, output_, error);
    if (error) {
        throw Fault(system_error(output_, say("write"), error.value()));
    }
    sync_folder(output_.has_parent_path() ? output_.parent_path() : fs::path("."));
}

void PackageWriter::discard() {
    std::error_code error;
    fs::remove_all(staged_, error);
}

}  // namespace arc

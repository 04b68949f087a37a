#include "base/say.hpp"
#include "base/text.hpp"
#include "package/encrypted_entry.hpp"
#include "package/package_source.hpp"
#include "package/utf8_locale.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 16;
// Tag files are kept while the list is made, so that the container is read twice and not once for each of them.
constexpr std::int64_t kept_file_most = 64 << 20;
constexpr std::int64_t kept_in_all_most = 256 << 20;

struct Closed {
    void operator()(struct archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<struct archive, Closed>;

class ContainerSource final : public PackageSource {
public:
    ContainerSource(fs::path file, std::string passphrase)
        : file_(std::move(file)), name_(printable(file_.string())), passphrase_(std::move(passphrase)) {}

    Result<Done> list() {
        const Result<Done> walked =
            walk([&](struct archive* reader, const std::string& path, struct archive_entry* entry) {
                if (archive_entry_filetype(entry) == AE_IFDIR) {
                    folders_.insert(path.substr(0, path.find_last_not_of('/') + 1));
                    return std::optional<Error>();
                }
                if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
                    strangers_.push_back({ErrorCode::damaged, printable(path), say("no plain file"), {}});
                    return std::optional<Error>();
                }
                files_.push_back({path, archive_entry_size(entry)});
                return keep_tag_file(reader, files_.back());
            });
        if (!walked) {
            return walked;
        }
        strip_top_folder();
        std::ranges::sort(files_, {}, &PackedFile::path);
        const auto twice = std::ranges::adjacent_find(files_, {}, &PackedFile::path);
        if (twice != files_.end()) {
            return Error{ErrorCode::damaged, name_, say("holds {} twice", printable(twice->path)), {}};
        }
        return Done{};
    }

    const std::vector<PackedFile>& files() const override { return files_; }
    const std::vector<Error>& strangers() const override { return strangers_; }
    bool has_folder(const std::string& path) const override {
        return folders_.contains(top_ + path) ||
               std::ranges::any_of(files_, [&](const PackedFile& file) { return file.path.starts_with(path + "/"); });
    }

    Result<std::string> read(const std::string& path, std::size_t most) override {
        const auto kept = kept_.find(top_ + path);
        if (kept == kept_.end()) {
            return Error{ErrorCode::limit, printable(path), say("too large to be read whole"), {}};
        }
        if (kept->second.size() > most) {
            return Error{ErrorCode::limit, printable(path), say("has more than {} bytes", most), {}};
        }
        return kept->second;
    }

    // One after the other, as they lie in the file.
    void checksums(const std::vector<ChecksumOrder>& orders, int, const Answer& answer) override {
        std::unordered_map<std::string, const ChecksumOrder*> wanted;
        for (const ChecksumOrder& order : orders) {
            wanted.emplace(top_ + order.path, &order);
        }
        const Result<Done> walked = walk([&](struct archive* reader, const std::string& path, struct archive_entry*) {
            const auto order = wanted.find(path);
            if (order != wanted.end()) {
                Checksums sums(order->second->algorithms);
                if (const std::optional<Error> error =
                        read_entry(reader, path, [&](std::string_view piece) { sums.add(piece); })) {
                    answer(*order->second, *error);
                } else {
                    answer(*order->second, sums.finish());
                }
                wanted.erase(order);
            }
            return std::optional<Error>();
        });
        for (const auto& [path, order] : wanted) {
            answer(*order, walked ? Error{ErrorCode::not_found, printable(order->path), say("is missing"), {}}
                                  : walked.error());
        }
    }

private:
    using Visit = std::function<std::optional<Error>(struct archive*, const std::string&, struct archive_entry*)>;

    Result<Done> walk(const Visit& visit) {
        const Utf8Locale utf8;
        const Reader reader(archive_read_new());
        archive_read_support_filter_all(reader.get());
        archive_read_support_format_tar(reader.get());
        archive_read_support_format_zip(reader.get());
        give_passphrase(reader.get(), passphrase_);
        if (archive_read_open_filename(reader.get(), file_.c_str(), block_size) != ARCHIVE_OK) {
            return Error{ErrorCode::usage, name_, say("neither a folder nor a tar or zip file"), {}};
        }
        struct archive_entry* entry = nullptr;
        int status = archive_read_next_header(reader.get(), &entry);
        for (; status == ARCHIVE_OK || status == ARCHIVE_WARN;
             status = archive_read_next_header(reader.get(), &entry)) {
            // Raw bytes where they are no text of this locale.
            const char* path = archive_entry_pathname(entry);
            path = path == nullptr ? archive_entry_pathname_utf8(entry) : path;
            if (path == nullptr) {
                return Error{ErrorCode::damaged, name_, say("an entry has no name"), {}};
            }
            if (const std::optional<Error> locked = locked_entry(entry, passphrase_, name_)) {
                return *locked;
            }
            std::string plain = path;
            while (plain.starts_with("./")) {
                plain.erase(0, 2);
            }
            if (const std::optional<Error> error = visit(reader.get(), plain, entry)) {
                return *error;
            }
            ++entries_;
        }
        if (status != ARCHIVE_EOF) {
            return Error{entries_ == 0 ? ErrorCode::usage : ErrorCode::damaged,
                         name_,
                         entries_ == 0 ? say("neither a folder nor a tar or zip file")
                                       : say("breaks off: {}", words_of(reader.get())),
                         {}};
        }
        return Done{};
    }

    static std::string words_of(struct archive* reader) {
        const char* words = archive_error_string(reader);
        return words == nullptr ? say("damaged") : std::string(words);
    }

    std::optional<Error> read_entry(struct archive* reader, const std::string& path,
                                    const std::function<void(std::string_view)>& piece) const {
        thread_local std::vector<char> block(block_size);
        while (true) {
            const la_ssize_t got = archive_read_data(reader, block.data(), block.size());
            if (got < 0) {
                return unreadable_member(reader, passphrase_, name_, printable(path));
            }
            if (got == 0) {
                return std::nullopt;
            }
            piece(std::string_view(block.data(), static_cast<std::size_t>(got)));
        }
    }

    // Everything but payload, that is, what does not lie in a folder "data" at the top or below the top folder.
    std::optional<Error> keep_tag_file(struct archive* reader, PackedFile& file) {
        const std::size_t slash = file.path.find('/');
        const bool payload = file.path.starts_with("data/") ||
                             (slash != std::string::npos && file.path.compare(slash + 1, 5, "data/") == 0);
        if (payload || file.bytes > kept_file_most || kept_bytes_ > kept_in_all_most) {
            return std::nullopt;
        }
        std::string& kept = kept_[file.path];
        const std::optional<Error> error = read_entry(reader, file.path, [&](std::string_view piece) {
            if (static_cast<std::int64_t>(kept.size()) <= kept_file_most) {
                kept += piece;
            }
        });
        kept_bytes_ += static_cast<std::int64_t>(kept.size());
        // A zip made in a stream tells sizes only behind the bytes.
        file.bytes = static_cast<std::int64_t>(kept.size());
        return error;
    }

    void strip_top_folder() {
        if (files_.empty() || files_.front().path.find('/') == std::string::npos) {
            return;
        }
        const std::string top = files_.front().path.substr(0, files_.front().path.find('/') + 1);
        const auto below = [&](const auto& file) { return file.path.starts_with(top); };
        if (top == "data/" || !std::ranges::all_of(files_, below)) {
            return;
        }
        top_ = top;
        for (PackedFile& file : files_) {
            file.path.erase(0, top.size());
        }
    }

    fs::path file_;
    std::string name_;
    std::string passphrase_;
    std::string top_;  // "NAME/" where all lies in one folder
    std::vector<PackedFile> files_;
    std::vector<Error> strangers_;
    std::set<std::string> folders_;
    std::map<std::string, std::string> kept_;
    std::int64_t kept_bytes_ = 0;
    std::int64_t entries_ = 0;
};

}  // namespace

Result<std::unique_ptr<PackageSource>> open_container_package(const fs::path& file, const std::string& passphrase) {
    auto source = std::make_unique<ContainerSource>(file, passphrase);
    const Result<Done> listed = source->list();
    if (!listed) {
        return listed.error();
    }
    return std::unique_ptr<PackageSource>(std::move(source));
}

}  // namespace arc

#include "package/unpack.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "package/bag_text.hpp"
#include "package/encrypted_entry.hpp"
#include "package/utf8_locale.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <memory>
#include <vector>

namespace arc {
namespace {

constexpr std::size_t block_size = 1 << 16;

struct Closed {
    void operator()(struct archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<struct archive, Closed>;

Error broken(struct archive* reader, const std::string& subject, ErrorCode code) {
    const char* words = archive_error_string(reader);
    return {code, subject, words == nullptr ? say("damaged") : std::string(words), {}};
}

}  // namespace

Result<Done> unpack_container(const std::string& file,
                              const std::function<std::function<void(std::string_view)>(const std::string&)>& begin,
                              const std::string& passphrase) {
    const std::string name = file == "-" ? say("standard input") : printable(file);
    const Utf8Locale utf8;
    const Reader reader(archive_read_new());
    archive_read_support_filter_all(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_zip(reader.get());
    give_passphrase(reader.get(), passphrase);
    const int opened = file == "-" ? archive_read_open_fd(reader.get(), STDIN_FILENO, block_size)
                                   : archive_read_open_filename(reader.get(), file.c_str(), block_size);
    if (opened != ARCHIVE_OK) {
        return broken(reader.get(), name, ErrorCode::usage);
    }
    std::vector<char> block(block_size);
    bool any = false;
    struct archive_entry* entry = nullptr;
    int status = archive_read_next_header(reader.get(), &entry);
    for (; status == ARCHIVE_OK || status == ARCHIVE_WARN; status = archive_read_next_header(reader.get(), &entry)) {
        any = true;
        const char* path = archive_entry_pathname(entry);
        path = path == nullptr ? archive_entry_pathname_utf8(entry) : path;
        if (archive_entry_filetype(entry) == AE_IFDIR) {
            continue;
        }
        if (path == nullptr || archive_entry_filetype(entry) != AE_IFREG || !unsafe_path_reason(path).empty()) {
            return Error{ErrorCode::damaged,
                         name,
                         say("{}: not what a package may hold", path == nullptr ? "?" : printable(path)),
                         {}};
        }
        if (const std::optional<Error> locked = locked_entry(entry, passphrase, name)) {
            return *locked;
        }
        const std::function<void(std::string_view)> put = begin(path);
        la_ssize_t got = 0;
        while ((got = archive_read_data(reader.get(), block.data(), block.size())) > 0) {
            put(std::string_view(block.data(), static_cast<std::size_t>(got)));
        }
        if (got < 0) {
            return unreadable_member(reader.get(), passphrase, name, name);
        }
    }
    if (status != ARCHIVE_EOF) {
        return broken(reader.get(), name, any ? ErrorCode::damaged : ErrorCode::usage);
    }
    return Done{};
}

}  // namespace arc

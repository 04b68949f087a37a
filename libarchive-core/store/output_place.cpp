#include "store/output_place.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>

namespace arc {

namespace fs = std::filesystem;

namespace {

// /dev/stdout leads to the file or pipe itself. Replacing that file, or writing into it beside the records, spoils
// both.
bool is_standard_output(const struct stat& named) {
    struct stat output {};
    return ::fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == named.st_dev && output.st_ino == named.st_ino;
}

Fd open_stream(const fs::path& path) {
    Fd stream(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
    if (!stream.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    return stream;
}

}  // namespace

OutputPlace output_place(const fs::path& named) {
    std::error_code error;
    const std::string name = printable(named.string());
    const bool is_link = fs::is_symlink(fs::symlink_status(named, error));
    struct stat there {};
    if (::stat(named.c_str(), &there) != 0) {
        if (errno != ENOENT) {
            throw Fault(system_error(named, "look at", errno));
        }
        if (is_link) {
            throw Fault(ErrorCode::not_found, name, say("a symbolic link to what is not there"),
                        say("make that file first, or name another output"));
        }
        return {named, {}};
    }
    if (S_ISCHR(there.st_mode)) {
        return {named, open_stream(named)};
    }
    if (S_ISDIR(there.st_mode)) {
        return {named, {}};
    }
    if (is_standard_output(there)) {
        throw Fault(ErrorCode::usage, name, say("is standard output"), say("name it -, or write with > alone"));
    }
    if (S_ISFIFO(there.st_mode)) {
        return {named, open_stream(named)};
    }
    if (!S_ISREG(there.st_mode)) {
        throw Fault(ErrorCode::usage, name, say("no file, pipe or device that takes bytes"), say("name a file"));
    }
    const fs::path target = is_link ? fs::canonical(named, error) : named;
    if (error) {
        throw Fault(system_error(named, "look at", error.value()));
    }
    return {target, {}};
}

void write_output(const fs::path& named, std::string_view bytes) {
    const OutputPlace place = output_place(named);
    if (place.stream.open()) {
        write_all(place.stream.get(), bytes, place.path);
    } else {
        write_file_durably(place.path, bytes);
    }
}

}  // namespace arc

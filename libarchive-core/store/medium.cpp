#include "store/medium.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace arc {

bool is_on_read_only_medium(const std::filesystem::path& path) {
    struct statvfs info {};
    return ::statvfs(path.c_str(), &info) == 0 && (info.f_flag & ST_RDONLY) != 0;
}

bool may_read(const std::filesystem::path& file) {
    return ::faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) == 0;
}

bool may_write_in(const std::filesystem::path& folder) {
    return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

}  // namespace arc

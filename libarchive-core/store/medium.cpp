#include "store/medium.hpp"

#include <sys/statvfs.h>

namespace arc {

bool is_on_read_only_medium(const std::filesystem::path& path) {
    struct statvfs info {};
    return ::statvfs(path.c_str(), &info) == 0 && (info.f_flag & ST_RDONLY) != 0;
}

}  // namespace arc

#include "support/system_calls.hpp"

#include <fcntl.h>
#include <sys/syscall.h>

#include <algorithm>
#include <span>

namespace arc_tests {
namespace {

struct Call {
    long number;
    const char* name;
};

constexpr Call calls[] = {
    {SYS_write, "write"},
    {SYS_writev, "writev"},
    {SYS_pwrite64, "pwrite64"},
    {SYS_pwritev, "pwritev"},
    {SYS_pwritev2, "pwritev2"},
    {SYS_sendfile, "sendfile"},
    {SYS_copy_file_range, "copy_file_range"},
    {SYS_splice, "splice"},
    {SYS_open, "open"},
    {SYS_openat, "openat"},
    {SYS_creat, "creat"},
    {SYS_rename, "rename"},
    {SYS_renameat, "renameat"},
    {SYS_renameat2, "renameat2"},
    {SYS_link, "link"},
    {SYS_linkat, "linkat"},
    {SYS_symlink, "symlink"},
    {SYS_symlinkat, "symlinkat"},
    {SYS_unlink, "unlink"},
    {SYS_unlinkat, "unlinkat"},
    {SYS_mkdir, "mkdir"},
    {SYS_mkdirat, "mkdirat"},
    {SYS_rmdir, "rmdir"},
    {SYS_truncate, "truncate"},
    {SYS_ftruncate, "ftruncate"},
    {SYS_fallocate, "fallocate"},
    {SYS_fsync, "fsync"},
    {SYS_fdatasync, "fdatasync"},
    {SYS_sync, "sync"},
    {SYS_syncfs, "syncfs"},
    {SYS_sync_file_range, "sync_file_range"},
    {SYS_msync, "msync"},
    {SYS_flock, "flock"},
    {SYS_fcntl, "fcntl"},
    {SYS_chmod, "chmod"},
    {SYS_fchmod, "fchmod"},
    {SYS_fchmodat, "fchmodat"},
    {SYS_chown, "chown"},
    {SYS_fchown, "fchown"},
    {SYS_fchownat, "fchownat"},
    {SYS_utimensat, "utimensat"},
    {SYS_setxattr, "setxattr"},
    {SYS_fsetxattr, "fsetxattr"},
};

bool creates(std::uint64_t flags) {
    return (flags & (O_CREAT | O_TRUNC)) != 0;
}

bool writes(std::uint64_t flags) {
    return (flags & O_ACCMODE) != O_RDONLY;
}

bool locks(std::uint64_t command) {
    constexpr std::uint64_t lock_commands[] = {F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW};
    return std::ranges::find(lock_commands, command) != std::end(lock_commands);
}

}  // namespace

bool changes_files(long call, const std::uint64_t* arguments) {
    switch (call) {
        case SYS_open:
            return creates(arguments[1]);
        case SYS_openat:
            return creates(arguments[2]);
        case SYS_fcntl:
            return locks(arguments[1]);
        default:
            return std::ranges::find(calls, call, &Call::number) != std::end(calls);
    }
}

bool needs_writable_disk(long call, const std::uint64_t* arguments) {
    constexpr long refused[] = {SYS_creat,    SYS_rename, SYS_renameat, SYS_renameat2, SYS_link,     SYS_linkat,
                                SYS_symlink,  SYS_unlink, SYS_unlinkat, SYS_mkdir,     SYS_rmdir,    SYS_mkdirat,
                                SYS_truncate, SYS_chmod,  SYS_fchmodat, SYS_chown,     SYS_fchownat, SYS_utimensat};
    switch (call) {
        case SYS_open:
            return creates(arguments[1]) || writes(arguments[1]);
        case SYS_openat:
            return creates(arguments[2]) || writes(arguments[2]);
        default:
            return std::ranges::find(refused, call) != std::end(refused);
    }
}

bool is_known_call(const std::string& name) {
    return std::ranges::find(calls, name, [](const Call& call) { return std::string(call.name); }) != std::end(calls);
}

std::string call_name(long call) {
    const auto* known = std::ranges::find(calls, call, &Call::number);
    return known == std::end(calls) ? "call " + std::to_string(call) : known->name;
}

}  // namespace arc_tests

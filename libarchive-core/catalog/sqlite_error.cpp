#include "catalog/sqlite_error.hpp"

#include "base/error.hpp"
#include "base/say.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace arc {
namespace {

// The system's error behind the last failure of SQLite on this thread: sqlite3_system_errno() gives whatever errno has
// become after the roll-back, the log gives it as it was: "os_unix.c:38: (28) fsync(...) - ...".
thread_local int logged_error = 0;

void note_logged(void*, int, const char* words) {
    const std::string_view text = words;
    const std::size_t at = text.find(": (");
    if (text.starts_with("os_unix.c:") && at != std::string_view::npos) {
        std::from_chars(text.data() + at + 3, text.data() + text.size(), logged_error);
    }
}

// SQLite knows one error of a full disk only. A quota that is used up is the same to whoever reads the message.
using WriteCall = long (*)(int, const void*, std::size_t);
using WriteAtCall = long (*)(int, const void*, std::size_t, std::int64_t);
WriteCall system_write = nullptr;
WriteAtCall system_write_at = nullptr;

long as_full_disk(long written) {
    errno = written < 0 && errno == EDQUOT ? ENOSPC : errno;
    return written;
}

long write_for_sqlite(int fd, const void* bytes, std::size_t length) {
    return as_full_disk(system_write(fd, bytes, length));
}

long write_at_for_sqlite(int fd, const void* bytes, std::size_t length, std::int64_t offset) {
    return as_full_disk(system_write_at(fd, bytes, length, offset));
}

void hear_of_quotas() {
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    if (vfs == nullptr || vfs->iVersion < 3) {
        return;
    }
    if (auto write = vfs->xGetSystemCall(vfs, "write")) {
        system_write = reinterpret_cast<WriteCall>(write);
        vfs->xSetSystemCall(vfs, "write", reinterpret_cast<sqlite3_syscall_ptr>(write_for_sqlite));
    }
    for (const char* name : {"pwrite64", "pwrite"}) {  // a build has one of them; offsets are of 64 bits in both
        if (auto write_at = vfs->xGetSystemCall(vfs, name)) {
            system_write_at = reinterpret_cast<WriteAtCall>(write_at);
            vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(write_at_for_sqlite));
        }
    }
}

// SQLite tells a full disk as such only of some calls. Of a file that cannot be made it tries to read it, and that
// error hides the first.
bool is_disk_full(int status, int system_error) {
    const bool system_failed = (status & 0xff) == SQLITE_IOERR;
    return (status & 0xff) == SQLITE_FULL || (system_failed && (system_error == ENOSPC || system_error == EDQUOT));
}

// A full disk passes by itself, as elsewhere (store/files).
ErrorCode code_of(int status) {
    switch (status & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::busy;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::damaged;
        case SQLITE_ERROR:
        case SQLITE_AUTH:
            return ErrorCode::usage;
        case SQLITE_CONSTRAINT:
            return ErrorCode::refused;
        default:
            return ErrorCode::io;
    }
}

std::string next_step(int status) {
    switch (status & 0xff) {
        case SQLITE_READONLY:
            return say("check the folder's rights");
        case SQLITE_CANTOPEN:
            return say("check the folder's rights, and that the disk has room");
        case SQLITE_IOERR:
            return say("check the disk, then run the same command again");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return say("make it anew with arc-admin rebuild");
        case SQLITE_BUSY:
            return say("try again");
        default:
            return {};
    }
}

}  // namespace

void listen_to_sqlite() {
    [[maybe_unused]] static const bool done = [] {
        sqlite3_config(SQLITE_CONFIG_LOG, note_logged, nullptr);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // nobody asks, and counting takes a lock at every allocation
        hear_of_quotas();
        return true;
    }();
}

void forget_logged_error() {
    logged_error = 0;
}

void fail_sqlite(sqlite3* handle, int status, const std::string& name, std::string_view doing) {
    // Not every failure is logged: the next one must not be told with this one's cause.
    const int system_error = std::exchange(logged_error, 0);
    if (is_disk_full(status, system_error)) {
        throw Fault(ErrorCode::busy, name, say("{}: the disk is full", doing),
                    say("make room and run the same command again"));
    }
    if ((status & 0xff) == SQLITE_IOERR && system_error == EINTR) {
        // Some file systems let a signal interrupt a sync, and SQLite does not try again.
        throw Fault(ErrorCode::busy, name, say("{}: interrupted", doing), say("run the same command again"));
    }
    const char* words = handle == nullptr ? sqlite3_errstr(status) : sqlite3_errmsg(handle);
    throw Fault(code_of(status), name, say("{}: {}", doing, words), next_step(status));
}

}  // namespace arc

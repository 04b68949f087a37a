#include "support/disk_changes.hpp"

#include "support/system_calls.hpp"
#include "support/tracer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

namespace arc_tests {

namespace fs = std::filesystem;

namespace {

std::string proc(pid_t thread, const char* what, std::uint64_t fd) {
    return "/proc/" + std::to_string(thread) + "/" + what + "/" + std::to_string(static_cast<int>(fd));
}

std::string text_in(pid_t thread, std::uint64_t address) {
    std::string text;
    for (char c = '\0';; text += c) {
        iovec here{&c, 1};
        iovec there{reinterpret_cast<void*>(address + text.size()), 1};
        if (process_vm_readv(thread, &here, 1, &there, 1, 0) != 1 || c == '\0') {
            return text;
        }
    }
}

std::int64_t position_of(pid_t thread, std::uint64_t fd) {
    std::ifstream info(proc(thread, "fdinfo", fd));
    std::string word;
    std::int64_t position = 0;
    info >> word >> position;
    return position;
}

std::string bytes_of(const fs::path& path, std::int64_t offset, std::int64_t length) {
    std::string bytes(static_cast<std::size_t>(length), '\0');
    std::ifstream file(path, std::ios::binary);
    file.seekg(offset);
    file.read(bytes.data(), length);
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

class Recorder : public Tracer {
public:
    Recorder(const fs::path& folder, char** command, bool children)
        : Tracer(command, {.children = children}), root_(fs::canonical(folder)) {
        nodes_[""] = next_++;
        for (const fs::path& path : everything_below(root_)) {
            nodes_[path.lexically_relative(root_).string()] = next_++;
        }
    }

    std::vector<DiskChange> take() { return std::move(changes_); }

private:
    using Kind = DiskChange::Kind;
    struct Place {
        int folder;
        std::string name;
        std::string path;  // below the root
    };

    struct Paths {
        std::optional<Place> first;
        std::optional<Place> second;
    };

    void before(const TracedCall& call) override {
        // After the call the old name is gone, so paths are understood here.
        auto& [first, second] = named_[call.thread];
        first.reset();
        second.reset();
        const auto& a = call.arguments;
        switch (call.number) {
            case SYS_mkdir:
            case SYS_rmdir:
            case SYS_unlink:
            case SYS_truncate:
            case SYS_chmod:
                first = place(call.thread, AT_FDCWD, a[0]);
                break;
            case SYS_mkdirat:
            case SYS_unlinkat:
            case SYS_fchmodat:
                first = place(call.thread, static_cast<int>(a[0]), a[1]);
                break;
            case SYS_rename:
            case SYS_link:
                first = place(call.thread, AT_FDCWD, a[0]);
                second = place(call.thread, AT_FDCWD, a[1]);
                break;
            case SYS_renameat:
            case SYS_renameat2:
            case SYS_linkat:
                first = place(call.thread, static_cast<int>(a[0]), a[1]);
                second = place(call.thread, static_cast<int>(a[2]), a[3]);
                break;
            default:
                break;
        }
    }

    void after(const TracedCall& call, long result) override {
        if (result < 0) {
            return;
        }
        const auto& a = call.arguments;
        const Paths& named = named_[call.thread];
        switch (call.number) {
            case SYS_open:
                return opened(call, result, a[1], a[2]);
            case SYS_openat:
                return opened(call, result, a[2], a[3]);
            case SYS_creat:
                return opened(call, result, O_CREAT | O_TRUNC, a[1]);
            case SYS_write:
            case SYS_writev:
                if (a[0] == STDOUT_FILENO) {
                    told_ += result;
                }
                return written(call, a[0], position_of(call.thread, a[0]) - result, result);
            case SYS_sendfile:
                return written(call, a[0], position_of(call.thread, a[0]) - result, result);
            case SYS_copy_file_range:
                return written(call, a[2], position_of(call.thread, a[2]) - result, result);
            case SYS_pwrite64:
            case SYS_pwritev:
                return written(call, a[0], static_cast<std::int64_t>(a[3]), result);
            case SYS_ftruncate:
                return resized(call, node_of(call.thread, a[0]), static_cast<std::int64_t>(a[1]));
            case SYS_truncate:
                return resized(call, known(named.first), static_cast<std::int64_t>(a[1]));
            case SYS_fsync:
            case SYS_fdatasync:
                if (const int node = node_of(call.thread, a[0]); node >= 0) {
                    add(call, Kind::sync, node, name_of(call.thread, a[0]));
                }
                return;
            case SYS_sync:
            case SYS_syncfs:
                add(call, Kind::sync_all, 0, "everything");
                return;
            case SYS_mkdir:
                return made_folder(call, named, a[1]);
            case SYS_mkdirat:
                return made_folder(call, named, a[2]);
            case SYS_unlink:
            case SYS_unlinkat:
            case SYS_rmdir:
                return removed(call, named);
            case SYS_rename:
            case SYS_renameat:
            case SYS_renameat2:
                return renamed(call, named);
            case SYS_link:
            case SYS_linkat:
                return linked(call, named);
            case SYS_chmod:
                return new_mode(call, known(named.first), a[1]);
            case SYS_fchmodat:
                return new_mode(call, known(named.first), a[2]);
            case SYS_fchmod:
                return new_mode(call, node_of(call.thread, a[0]), a[1]);
            case SYS_flock:
            case SYS_fcntl:
            case SYS_msync:
            case SYS_sync_file_range:
            case SYS_utimensat:
            case SYS_chown:
            case SYS_fchown:
            case SYS_fchownat:
                return;  // nothing that outlives a power cut
            default:
                if (changes_files(call.number, a.data())) {
                    stop(3, "power_cut: " + call_name(call.number) + " is not understood yet\n");
                }
        }
    }

    // A name below the root, or nothing for one elsewhere.
    std::optional<Place> place(pid_t thread, int folder, std::uint64_t address) const {
        fs::path path = text_in(thread, address);
        if (path.is_relative()) {
            const std::string base = folder == AT_FDCWD ? "/proc/" + std::to_string(thread) + "/cwd"
                                                        : proc(thread, "fd", static_cast<std::uint64_t>(folder));
            path = fs::read_symlink(base) / path;
        }
        path = path.lexically_normal();
        if (!path.has_filename()) {
            path = path.parent_path();
        }
        std::error_code error;
        path = fs::weakly_canonical(path.parent_path(), error) / path.filename();
        return below_root(path);
    }

    std::optional<Place> below_root(const fs::path& path) const {
        const std::string start = root_.string() + "/";
        const std::string whole = path.string();
        if (!whole.starts_with(start)) {
            return std::nullopt;
        }
        const std::string rest = whole.substr(start.size());
        const std::string folder = fs::path(rest).parent_path().string();
        const auto found = nodes_.find(folder);
        if (found == nodes_.end()) {
            stop(3, "power_cut: " + whole + ": its folder was made unseen\n");
        }
        return Place{found->second, path.filename().string(), rest};
    }

    int known(const std::optional<Place>& place) const {
        if (!place) {
            return -1;
        }
        const auto found = nodes_.find(place->path);
        return found == nodes_.end() ? -1 : found->second;
    }

    static std::string name_of(pid_t thread, std::uint64_t fd) {
        std::error_code error;
        return fs::read_symlink(proc(thread, "fd", fd), error).string();
    }

    // -1 for what lies elsewhere or was removed.
    int node_of(pid_t thread, std::uint64_t fd) const {
        const std::string name = name_of(thread, fd);
        return name == root_ ? 0 : name.ends_with(" (deleted)") ? -1 : known(below_root(name));
    }

    DiskChange& add(const TracedCall& call, Kind kind, int node, const std::string& what) {
        DiskChange change;
        change.kind = kind;
        change.node = node;
        change.words = call_name(call.number) + " " + what;
        change.told = told_;
        changes_.push_back(std::move(change));
        return changes_.back();
    }

    void make(const TracedCall& call, Kind kind, const Place& place, std::uint64_t mode) {
        DiskChange& change = add(call, kind, next_, place.path);
        change.folder = place.folder;
        change.name = place.name;
        change.mode = static_cast<unsigned>(mode) & 0777U;
        nodes_[place.path] = next_++;
    }

    void opened(const TracedCall& call, long fd, std::uint64_t flags, std::uint64_t mode) {
        if ((flags & (O_CREAT | O_TRUNC)) == 0) {
            return;
        }
        const auto at = below_root(name_of(call.thread, static_cast<std::uint64_t>(fd)));
        if (!at || at->name.ends_with(" (deleted)")) {
            return;
        }
        if (known(at) < 0) {
            make(call, Kind::make_file, *at, mode);
        } else if ((flags & O_TRUNC) != 0) {
            resized(call, known(at), 0);
        }
    }

    void written(const TracedCall& call, std::uint64_t fd, std::int64_t offset, long length) {
        const int node = node_of(call.thread, fd);
        if (node < 0 || length == 0) {
            return;
        }
        const std::string name = name_of(call.thread, fd);
        DiskChange& change = add(call, Kind::write, node, name);
        change.offset = offset;
        change.bytes = bytes_of(name, offset, length);
    }

    void resized(const TracedCall& call, int node, std::int64_t size) {
        if (node >= 0) {
            add(call, Kind::resize, node, "to " + std::to_string(size)).size = size;
        }
    }

    void made_folder(const TracedCall& call, const Paths& named, std::uint64_t mode) {
        if (named.first) {
            make(call, Kind::make_folder, *named.first, mode);
        }
    }

    void new_mode(const TracedCall& call, int node, std::uint64_t mode) {
        if (node >= 0) {
            add(call, Kind::mode, node, "").mode = static_cast<unsigned>(mode) & 0777U;
        }
    }

    void removed(const TracedCall& call, const Paths& named) {
        if (const int node = known(named.first); node >= 0) {
            DiskChange& change = add(call, Kind::remove, node, named.first->path);
            change.folder = named.first->folder;
            change.name = named.first->name;
            nodes_.erase(named.first->path);
        }
    }

    void linked(const TracedCall& call, const Paths& named) {
        if (const int node = known(named.first); node >= 0 && named.second) {
            DiskChange& change = add(call, Kind::link, node, named.second->path);
            change.folder = named.second->folder;
            change.name = named.second->name;
            nodes_[named.second->path] = node;
        }
    }

    void renamed(const TracedCall& call, const Paths& named) {
        if (!named.first && !named.second) {
            return;
        }
        const int node = known(named.first);
        if (!named.first || !named.second || node < 0) {
            stop(3, "power_cut: a rename across the border of the folder is not understood\n");
        }
        DiskChange& change = add(call, Kind::rename, node, named.second->path);
        change.folder = named.second->folder;
        change.name = named.second->name;
        change.old_folder = named.first->folder;
        change.old_name = named.first->name;
        std::map<std::string, int> moved;
        for (const auto& [path, number] : nodes_) {
            if (path == named.first->path || path.starts_with(named.first->path + "/")) {
                moved[named.second->path + path.substr(named.first->path.size())] = number;
            } else {
                moved.try_emplace(path, number);
            }
        }
        nodes_ = std::move(moved);
    }

    fs::path root_;
    std::map<std::string, int> nodes_;  // by path below the root
    int next_ = 0;
    std::int64_t told_ = 0;
    std::map<pid_t, Paths> named_;  // what each thread's present call names
    std::vector<DiskChange> changes_;
};

}  // namespace

std::vector<fs::path> everything_below(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    return paths;
}

Recording record_changes(const fs::path& folder, char** command, bool children) {
    fs::current_path(folder);
    Recorder recorder(folder, command, children);
    const int status = recorder.follow();
    return {recorder.take(), status};
}

}  // namespace arc_tests

#include "support/disk_model.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>

namespace arc_tests {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t sector = 512;

bool is_memory(const std::string& path) {
    return path.ends_with("-shm");
}

DiskModel::Entry read_entry(const fs::path& path) {
    struct stat info {};
    ::lstat(path.c_str(), &info);
    DiskModel::Entry entry;
    entry.is_folder = S_ISDIR(info.st_mode);
    entry.mode = info.st_mode & 0777U;
    entry.untouched = true;
    entry.changed = info.st_mtim;
    if (!entry.is_folder) {
        std::ifstream file(path, std::ios::binary);
        entry.bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    return entry;
}

void write_at(std::string& bytes, std::int64_t offset, std::string_view piece) {
    const auto at = static_cast<std::size_t>(offset);
    if (bytes.size() < at + piece.size()) {
        bytes.resize(at + piece.size());
    }
    std::ranges::copy(piece, bytes.begin() + offset);
}

}  // namespace

// Which of the unsynced changes survive.
struct DiskModel::Choice {
    std::int64_t names_until = 0;  // order numbers of namings
    std::function<bool(const Write&)> keeps_write;
    std::int64_t torn = -1;  // order number of the write of which only some sectors stay
    std::uint64_t seed = 0;
};

DiskModel::DiskModel(const fs::path& folder) {
    std::map<std::string, int> numbers{{"", 0}};
    nodes_.push_back({read_entry(folder), {}, {}, {}});
    for (const fs::path& path : everything_below(folder)) {
        const std::string below = path.lexically_relative(folder).string();
        const int number = static_cast<int>(nodes_.size());
        numbers[below] = number;
        nodes_.push_back({read_entry(path), {}, {}, {}});
        const int parent = numbers.at(fs::path(below).parent_path().string());
        nodes_[static_cast<std::size_t>(parent)].names[path.filename().string()] = number;
    }
}

void DiskModel::apply(const DiskChange& change) {
    ++order_;
    using Kind = DiskChange::Kind;
    const auto node = static_cast<std::size_t>(std::max(change.node, 0));
    switch (change.kind) {
        case Kind::make_file:
        case Kind::make_folder: {
            Node made;
            made.synced.is_folder = change.kind == Kind::make_folder;
            made.synced.mode = change.mode;
            nodes_.push_back(std::move(made));
            return name(change.folder, change.name, change.node);
        }
        case Kind::write:
            return nodes_[node].writes.push_back({order_, false, change.offset, change.bytes});
        case Kind::resize:
            return nodes_[node].writes.push_back({order_, true, change.size, {}});
        case Kind::rename:
            name(change.old_folder, change.old_name, -1);
            return name(change.folder, change.name, change.node);
        case Kind::link:
            return name(change.folder, change.name, change.node);
        case Kind::remove:
            return name(change.folder, change.name, -1);
        case Kind::mode:
            nodes_[node].synced.mode = change.mode;
            return;
        case Kind::sync:
            return sync(nodes_[node]);
        case Kind::sync_all:
            for (Node& each : nodes_) {
                sync(each);
            }
            return;
    }
}

void DiskModel::name(int folder, const std::string& name, int node) {
    nodes_[static_cast<std::size_t>(folder)].namings.push_back({order_, name, node});
}

void DiskModel::sync(Node& node) {
    for (const Write& write : node.writes) {
        node.synced.untouched = false;
        if (write.resize) {
            node.synced.bytes.resize(static_cast<std::size_t>(write.offset));
        } else {
            write_at(node.synced.bytes, write.offset, write.bytes);
        }
    }
    node.writes.clear();
    for (const Naming& naming : node.namings) {
        if (naming.node < 0) {
            node.names.erase(naming.name);
        } else {
            node.names[naming.name] = naming.node;
        }
    }
    node.namings.clear();
}

DiskModel::Disk DiskModel::after_cut(Keep keep, std::uint64_t seed) const {
    std::mt19937_64 random(seed);
    Choice choice;
    choice.seed = seed;
    choice.keeps_write = [&](const Write&) { return keep == Keep::torn || (keep == Keep::some && random() % 2 == 0); };
    if (keep == Keep::torn) {
        choice.names_until = order_;
        for (const Node& node : nodes_) {
            for (const Write& write : node.writes) {
                choice.torn = write.resize ? choice.torn : std::max(choice.torn, write.order);
            }
        }
    } else if (keep == Keep::some) {
        std::vector<std::int64_t> pending;
        for (const Node& node : nodes_) {
            for (const Naming& naming : node.namings) {
                pending.push_back(naming.order);
            }
        }
        std::ranges::sort(pending);
        choice.names_until = pending.empty() ? 0 : pending[random() % pending.size()];
    }
    return chosen(choice);
}

DiskModel::Disk DiskModel::live() const {
    Choice choice;
    choice.names_until = order_;
    choice.keeps_write = [](const Write&) { return true; };
    return chosen(choice);
}

DiskModel::Disk DiskModel::chosen(const Choice& choice) const {
    Disk disk;
    put(disk, "", 0, choice);
    disk.erase("");
    return disk;
}

void DiskModel::put(Disk& disk, const std::string& path, int number, const Choice& choice) const {
    const Node& node = nodes_[static_cast<std::size_t>(number)];
    if (is_memory(path)) {
        return;
    }
    Entry entry = node.synced;
    std::mt19937_64 random(choice.seed + static_cast<std::uint64_t>(choice.torn));
    for (const Write& write : node.writes) {
        if (!choice.keeps_write(write)) {
            continue;
        }
        entry.untouched = false;
        if (write.resize) {
            entry.bytes.resize(static_cast<std::size_t>(write.offset));
            continue;
        }
        // In pieces that end where the disk's sectors end.
        for (std::int64_t done = 0; done < std::ssize(write.bytes);) {
            const std::int64_t at = write.offset + done;
            const std::int64_t length = std::min(sector - at % sector, std::ssize(write.bytes) - done);
            if (write.order != choice.torn || random() % 2 == 0) {
                write_at(entry.bytes, at,
                         std::string_view(write.bytes)
                             .substr(static_cast<std::size_t>(done), static_cast<std::size_t>(length)));
            }
            done += length;
        }
    }
    std::map<std::string, int> names = node.names;
    for (const Naming& naming : node.namings) {
        if (naming.order > choice.names_until) {
            break;
        }
        if (naming.node < 0) {
            names.erase(naming.name);
        } else {
            names[naming.name] = naming.node;
        }
    }
    disk[path] = std::move(entry);
    for (const auto& [name, child] : names) {
        put(disk, path.empty() ? name : path + "/" + name, child, choice);
    }
}

void write_disk(const DiskModel::Disk& disk, const fs::path& folder) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        fs::remove_all(entry.path());
    }
    for (const auto& [below, entry] : disk) {
        const fs::path path = folder / below;
        if (entry.is_folder) {
            fs::create_directory(path);
        } else {
            std::ofstream(path, std::ios::binary) << entry.bytes;
        }
        ::chmod(path.c_str(), entry.mode);
        if (entry.untouched) {
            const timespec times[] = {entry.changed, entry.changed};
            ::utimensat(AT_FDCWD, path.c_str(), times, 0);
        }
    }
}

DiskModel::Disk read_disk(const fs::path& folder) {
    DiskModel::Disk disk;
    for (const fs::path& path : everything_below(folder)) {
        const std::string below = path.lexically_relative(folder).string();
        if (!is_memory(below)) {
            disk[below] = read_entry(path);
        }
    }
    return disk;
}

bool same_files(const DiskModel::Disk& a, const DiskModel::Disk& b) {
    return std::ranges::equal(a, b, [](const auto& one, const auto& other) {
        return one.first == other.first && one.second.is_folder == other.second.is_folder &&
               one.second.bytes == other.second.bytes;
    });
}

std::size_t fingerprint(const DiskModel::Disk& disk) {
    std::size_t sum = disk.size();
    for (const auto& [path, entry] : disk) {
        for (const std::string_view text : {std::string_view(path), std::string_view(entry.bytes)}) {
            sum = sum * 1'000'003 + std::hash<std::string_view>()(text);
        }
    }
    return sum;
}

}  // namespace arc_tests

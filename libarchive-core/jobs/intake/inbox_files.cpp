#include "jobs/intake/inbox_files.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace arc {

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;
constexpr int patience = 10;  // quiet times
// Where nobody can tell whether a file is still open: a scanner may take longer for its next page than the quiet time.
constexpr int unknown_patience = 5;
constexpr auto least_patience = std::chrono::milliseconds(1s);
constexpr int order_patience = 30;  // quiet times
constexpr std::size_t most_gone = 10'000;
constexpr auto longest_back_off = std::chrono::milliseconds(10min);

}  // namespace

void InboxFiles::wait_until(Time when) {
    next_ = std::min(next_, when);
}

void InboxFiles::later(InboxFile& file, Time now) {
    file.back_off = std::clamp(file.back_off * 2, std::chrono::milliseconds(1s), longest_back_off);
    file.not_before = now + file.back_off;
    wait_until(file.not_before);
}

void InboxFiles::look_again(Time now) {
    waiting_ = true;
    wait_until(now + quiet_);
}

bool InboxFiles::may_still_grow(InboxFile& file, Time now) {
    const Time until = file.since + std::max<Time::duration>(quiet_ * patience, least_patience);
    if (now >= until) {
        return false;
    }
    file.not_before = until;
    waiting_ = true;
    wait_until(until);
    return true;
}

// A file that somebody keeps open is not whole, however long nothing was written to it.
bool InboxFiles::is_quiet(const fs::path& path, InboxFile& file, Time now, Reporter& reporter) {
    const OpenForWriting open = open_for_writing_(path);
    if (open == OpenForWriting::unknown) {
        file.not_before = std::max(file.not_before, file.since + quiet_ * unknown_patience);
        return now >= file.not_before;
    }
    if (open == OpenForWriting::no) {
        return true;
    }
    file.not_before = now + std::max(quiet_, std::chrono::milliseconds(100ms));
    const bool long_open = now >= file.since + quiet_ * patience;
    if (long_open && !file.said) {
        file.said = true;
        reporter.problem({ErrorCode::busy, printable(path.string()), say("some program keeps it open for writing"),
                          say("it is taken when that program closes it")});
    }
    return false;
}

void InboxFiles::forget_all_but(const std::set<std::string>& there) {
    std::erase_if(files_, [&](const auto& entry) {
        const auto& [path, file] = entry;
        if (there.contains(path)) {
            return false;
        }
        if (file.taken && gone_.size() < most_gone) {
            gone_[file.state.inode] = {file.state, path};
        }
        return true;
    });
}

fs::path InboxFiles::renamed_from(const InboxFile& file) const {
    const auto found = gone_.find(file.state.inode);
    const bool same = found != gone_.end() && is_same_file(found->second.first, file.state);
    // Where both names are there, they are two.
    return same && !files_.contains(found->second.second.string()) ? found->second.second : fs::path();
}

std::vector<fs::path> InboxFiles::ready(const std::vector<fs::path>& listing, Time now, Reporter& reporter) {
    std::vector<fs::path> files;
    std::set<std::string> there;
    std::set<fs::path> held;  // folders in which an earlier file is not quiet yet
    waiting_ = false;
    next_ = Time::max();
    for (const fs::path& path : listing) {
        const std::optional<FileState> state = state_of(path);
        if (!state) {
            continue;
        }
        there.insert(path.string());
        InboxFile& file = at(path);
        if (file.state != *state) {
            const bool same_entry = file.state.inode == state->inode && file.state.device == state->device;
            file = InboxFile{*state, now, {}, {}, false, file.taken && same_entry, false, false};
            if (first_ && trust_stamps_ && age_of(*state) >= quiet_) {
                file.since = now - std::min<Time::duration>(age_of(*state), quiet_ * unknown_patience);
            }
        }
        file.may_be_taken = file.may_be_taken || anew_;
        const Time due = std::max(file.since + quiet_, file.not_before);
        const bool backing_off = file.said || file.back_off > 0ms;
        if (now < due || !is_quiet(path, file, now, reporter)) {
            wait_until(std::max(file.since + quiet_, file.not_before));
            if (!backing_off && !file.said) {
                waiting_ = true;
                held.insert(path.parent_path());
            }
        } else if (const Time overtakes = due + quiet_ * order_patience;
                   held.contains(path.parent_path()) && now < overtakes) {
            wait_until(overtakes);
            waiting_ = true;
        } else {
            files.push_back(path);
        }
    }
    first_ = anew_ = false;
    forget_all_but(there);
    return files;
}

}  // namespace arc

#pragma once

#include "jobs/reporter.hpp"
#include "store/file_state.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// A file of an inbox as the listings showed it.
struct InboxFile {
    using Time = std::chrono::steady_clock::time_point;
    FileState state;
    Time since;                            // it looks like this
    Time not_before;                       // a later try was asked for
    std::chrono::milliseconds back_off{};  // until the next one
    bool said = false;                     // what is wrong with it
    bool taken = false;                    // its pages are in the catalog, and it has lain there ever since
    bool only_to_move = false;             // and is what was read: it only could not be moved
    bool may_be_taken = false;             // it lay there when the watch began: an earlier one may have taken it
};

// Decides from listings which files of an inbox may be taken now. Waits are counted by a clock that nobody sets; the
// time stamps of files are only asked at the first listing, where nothing else tells how long a file has been quiet.
class InboxFiles {
public:
    using Time = InboxFile::Time;
    using AskOpen = std::function<OpenForWriting(const std::filesystem::path&)>;
    // `trust_stamps`: the files' times are this machine's.
    InboxFiles(std::chrono::milliseconds quiet, bool trust_stamps, AskOpen open_for_writing = is_open_for_writing)
        : quiet_(quiet), trust_stamps_(trust_stamps), open_for_writing_(std::move(open_for_writing)) {}

    // The files to take now, in the order of the listing. A file waits for those before it in its folder that are not
    // quiet yet, as pages follow one another, but no longer than 30 times the quiet time. Where nobody can tell whether
    // a file is still open for writing, it is quiet after five times the quiet time.
    std::vector<std::filesystem::path> ready(const std::vector<std::filesystem::path>& listing, Time now,
                                             Reporter& reporter);
    // Whether files are there that are only not quiet yet, and when the next one may be ready.
    bool waiting() const { return waiting_; }
    Time next() const { return next_; }

    // What the next listing shows may have been taken before: the watch begins, or another mount stands there now.
    void begin_anew() { anew_ = true; }

    InboxFile& at(const std::filesystem::path& path) { return files_[path.string()]; }
    void forget(const std::filesystem::path& path) { files_.erase(path.string()); }
    // Tries again later: after a second, two, four … ten minutes.
    void later(InboxFile& file, Time now);
    // Whether a file that cannot be read as a whole may still grow: for 10 times the quiet time, a second at least.
    bool may_still_grow(InboxFile& file, Time now);
    // Where this file lay when its pages were taken, if it was renamed before it could be moved away; else nothing.
    std::filesystem::path renamed_from(const InboxFile& file) const;
    // What lies there changed after the listing.
    void look_again(Time now);

private:
    bool is_quiet(const std::filesystem::path& path, InboxFile& file, Time now, Reporter& reporter);
    void wait_until(Time when);
    void forget_all_but(const std::set<std::string>& there);

    std::chrono::milliseconds quiet_;
    bool trust_stamps_;
    AskOpen open_for_writing_;
    bool first_ = true;
    bool anew_ = true;
    bool waiting_ = false;
    Time next_ = Time::max();
    std::map<std::string, InboxFile> files_;
    std::map<std::uint64_t, std::pair<FileState, std::filesystem::path>> gone_;  // taken, then gone, by inode
};

}  // namespace arc

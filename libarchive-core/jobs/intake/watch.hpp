#pragma once

#include "jobs/intake/intake.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace arc {

struct WatchRequest {
    std::string inbox;
    bool once = false;                                // take what is there and end
    std::optional<std::chrono::milliseconds> settle;  // how long a file must be quiet; else the profile's time, or 2 s
    std::optional<std::chrono::milliseconds> poll;    // list this often and wait for no events
    IntakeRequest intake;
};

// Takes what arrives in a folder until it is told to stop. inotify events are hints only: the listing against the
// catalog is the truth; a network mount is polled. A file is taken when it has been quiet for that time, nobody has it
// open for writing, and it is whole; files of a folder go in natural order of names. When its pages are safe, and it is
// still the file that was read, it moves to done/ beside the inbox (or is removed, by profile). Broken files move to
// the archive's quarantine; what cannot be read stays where it is, and is said. Trouble that passes is waited out. One
// batch per inbox and day, run or folder (inbox_batches) unless the request names one.
ExitStatus watch_inbox(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                       const WatchRequest& request);

}  // namespace arc

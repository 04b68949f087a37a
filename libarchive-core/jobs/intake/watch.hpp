#pragma once

#include "jobs/intake/intake.hpp"

#include <string>

namespace arc {

struct WatchRequest {
    std::string inbox;
    bool once = false;  // take what is there and end
    IntakeRequest intake;
};

// Takes what arrives in a folder until it is told to stop. inotify events are hints only: the listing against the
// catalog is the truth; a network mount is polled. A file is taken when it has been quiet for the profile's time and is
// whole; when its pages are safe, and it is still the file that was read, it moves to done/ beside the inbox (or is
// removed, by profile). Refused files move to the archive's quarantine. One batch per inbox and day unless the profile
// or the request says otherwise.
ExitStatus watch_inbox(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                       const WatchRequest& request);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/change.hpp"
#include "rules/object_fate.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace arc {

// How the files leave that hold pages of documents which go (design.md section 3): what is still needed of such a file
// is stored first, each frame as a file of its own.
class FramesOut {
public:
    explicit FramesOut(Archive& archive) : archive_(&archive) {}
    ~FramesOut();
    FramesOut(const FramesOut&) = delete;

    // What becomes of every file that shows a page of these documents, by the catalog as it is now.
    static std::vector<ObjectFate> fates(Archive& archive, const std::vector<std::int64_t>& documents);
    // Copies the frames that stay into staging/ and sees that each shows what it showed. Outside any transaction: it
    // takes as long as decoding them. Faults (damaged, io) name the file and the page.
    void stage(const std::vector<ObjectFate>& fates);
    // Whether these fates are those that were staged.
    bool fits(const std::vector<ObjectFate>& fates) const { return fates == fates_; }
    // Makes the copies objects, lets the pages that stay show them, and marks the files that go; the files themselves
    // are there until remove_destroyed(). Returns what the event should tell: for each file that goes its digest, how
    // many frames it had, and the files made of those that stay.
    List write(Change& change);

private:
    struct Staged {
        std::int64_t object = 0;
        int frame = 0;
        std::string format;
        StagedFile file;
    };
    void stage_frame(std::int64_t object, int frame);
    void drop_all();

    Archive* archive_;
    std::vector<ObjectFate> fates_;
    std::vector<Staged> staged_;
};

// Removes the files of these objects that are marked as destroyed, in turn with all writers. Returns how many went.
std::int64_t remove_destroyed(Archive& archive, const Caller& caller, const std::set<std::string>& digests);

}  // namespace arc

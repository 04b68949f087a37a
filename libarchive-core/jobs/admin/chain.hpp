#pragma once

#include "base/result.hpp"
#include "catalog/event_table.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace arc {

// Follows the chain of events (design.md section 12) from the first one on.
class Chain {
public:
    explicit Chain(std::string_view archive_id) : head_{0, chain_start(archive_id)} {}
    // From an event whose hash is trusted on.
    explicit Chain(const ChainHead& from) : head_(from) {}

    // Takes the line of the next event. Error (damaged, subject "event 17"): another number, or it does not name the
    // hash of the event before it. The chain then stays where it was.
    Result<Done> follow(std::string_view line);
    // The same for an event of the catalog, whose stored hash must fit too.
    Result<Done> follow(const StoredEvent& event);
    // Takes the event whatever it says, so that only the first of several damages is not the last one told.
    void skip_to(std::int64_t n, const Digest& hash) { head_ = {n, hash}; }
    const ChainHead& head() const { return head_; }

private:
    ChainHead head_;
};

}  // namespace arc

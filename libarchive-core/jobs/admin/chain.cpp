#include "jobs/admin/chain.hpp"

#include "base/say.hpp"

#include <charconv>

namespace arc {
namespace {

std::int64_t number_after(std::string_view text, std::string_view start) {
    std::int64_t number = 0;
    if (text.starts_with(start)) {
        std::from_chars(text.data() + start.size(), text.data() + text.size(), number);
    }
    return number;
}

Error broken(std::int64_t n, std::string what) {
    return {ErrorCode::damaged, say("event {}", n), std::move(what),
            say("it was changed after it was written, or one before it; see arc-admin(1), rebuild")};
}

}  // namespace

Result<Done> Chain::follow(std::string_view line) {
    const std::int64_t wanted = head_.n + 1;
    const std::int64_t n = number_after(line, "{\"n\":");
    if (n != wanted) {
        return broken(wanted, n == 0 ? say("its line is no event") : say("in its place stands event {}", n));
    }
    // The bytes themselves are hashed, so it is enough to see that they name the hash before.
    const std::string previous = "\"prev\":\"" + head_.hash.hex() + "\"";
    if (line.substr(0, line.find("\"at\":")).find(previous) == std::string_view::npos) {
        return broken(n, say("does not follow from event {}", head_.n));
    }
    head_ = {n, chain_hash(head_.hash, n, line)};
    return Done{};
}

Result<Done> Chain::follow(const StoredEvent& event) {
    if (event.n != head_.n + 1) {
        return broken(head_.n + 1, say("is missing"));
    }
    const ChainHead before = head_;
    if (Result<Done> followed = follow(event.line); !followed) {
        return followed;
    }
    if (head_.hash != event.hash) {
        head_ = before;
        return broken(event.n, say("its bytes do not give its hash"));
    }
    return Done{};
}

}  // namespace arc

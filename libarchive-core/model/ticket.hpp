#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// One business transaction of one customer.
struct Ticket {
    std::int64_t id = 0;
    std::string number;
    std::optional<std::int64_t> customer;
    std::string type;
    std::string opened;  // day
    std::string stage;
    std::optional<std::int64_t> responsible;
    std::optional<std::int64_t> unit;
    std::string closed;         // day, or "" while it runs
    std::string fields = "{}";  // encoded
};

struct StageEntry {
    std::string stage;
    std::string entered;  // instant
};

}  // namespace arc

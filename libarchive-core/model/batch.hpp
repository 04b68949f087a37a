#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

enum class BatchState { open, closed, withdrawn };
std::string_view to_text(BatchState state);

// Pages captured in one run.
struct Batch {
    std::int64_t id = 0;
    std::string code;
    std::string opened;  // instants as format_instant writes them
    std::string closed;
    BatchState state = BatchState::open;
    std::string operator_name;
    std::string device;
    int dpi = 0;  // for sources that do not tell
    bool duplex = false;
    std::optional<std::int64_t> expected;
};

// A file that could not be taken.
struct Refusal {
    std::int64_t id = 0;
    std::int64_t batch = 0;
    std::string batch_code;
    std::string source;
    std::string code;  // damaged, unsupported, limit, duplicate …
    std::string reason;
    std::string stored;  // its name in quarantine/
    std::string state;   // waiting, taken, dropped
};

}  // namespace arc

#pragma once

#include <cstdint>

namespace arc {

// What stands before the bytes of a request and of an answer. Both ends are the same program on the same machine.
struct WorkerRequestHead {
    std::uint64_t memory_bytes = 0;
    std::uint32_t cpu_seconds = 0;
    std::uint32_t wall_milliseconds = 0;
    std::uint32_t length = 0;
    std::uint32_t unused = 0;
};
struct WorkerAnswerHead {
    std::uint32_t length = 0;
};

// A worker that runs out of memory ends with this status; no sanitizer and no shell uses it.
inline constexpr int out_of_memory_status = 113;

}  // namespace arc

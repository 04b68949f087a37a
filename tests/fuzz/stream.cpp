// PNM images one after the other on standard input.

#include "harness.hpp"
#include "jobs/intake/pnm_stream.hpp"

#include <algorithm>
#include <array>

using namespace arc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::size_t given = 0;
    PnmStream stream([&](std::span<char> buffer) -> Result<std::size_t> {
        // Pipes deliver in pieces of any size.
        const std::size_t count = std::min({buffer.size(), size - given, std::size_t{1} + given % 61});
        std::copy_n(bytes + given, count, reinterpret_cast<std::uint8_t*>(buffer.data()));
        given += count;
        return count;
    });
    std::size_t taken = 0;
    std::array<char, 100> buffer{};
    for (auto more = stream.next(); more && *more; more = stream.next()) {
        for (auto got = stream.read(buffer); got && *got > 0; got = stream.read(buffer)) {
            taken += *got;
        }
        fuzz::require(taken <= size, "no byte is made up");
        if (given == size) {
            break;
        }
    }
    return 0;
}

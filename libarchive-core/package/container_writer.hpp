#pragma once

#include "base/calendar_text.hpp"

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace arc {

enum class ContainerKind {
    tar,  // POSIX.1-2001 (pax) where names or sizes need it, else ustar
    zip,  // stored, not deflated: scans are compressed already; zip64 where needed
};

// Writes a tar or zip file as a stream, file after file; the bytes go to `put`, which may throw. All files carry the
// same time, so that the same content gives the same bytes.
class ContainerWriter {
public:
    // With a passphrase every member of a zip is encrypted (AES-256, WinZip's AE-2); names and sizes are not.
    ContainerWriter(ContainerKind kind, Instant modified, std::function<void(std::string_view)> put,
                    const std::string& passphrase = {});
    ~ContainerWriter();
    ContainerWriter(const ContainerWriter&) = delete;

    // The file's exact size must be known; then its bytes come with add().
    void begin(const std::string& path, std::int64_t bytes);
    void add(std::string_view bytes);
    // After the last file.
    void finish();

private:
    struct State;
    void check(long status);
    std::unique_ptr<State> state_;
};

}  // namespace arc

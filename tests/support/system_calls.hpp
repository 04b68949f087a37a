#pragma once

#include <cstdint>
#include <string>

namespace arc_tests {

// Whether a system call with these arguments changes the file system, a file's content or a file lock, or makes such
// a change durable. open counts when it may create or cut a file, fcntl when it locks. Changes through mmap are not
// seen.
bool changes_files(long call, const std::uint64_t* arguments);

// Whether a disk that is mounted read-only refuses this call: every one that makes, names, removes or cuts something,
// and opening for writing. Writing to what is open already is not among them.
bool needs_writable_disk(long call, const std::uint64_t* arguments);

// Whether changes_files can ever be true for a call of this name.
bool is_known_call(const std::string& name);

// The name of a call that can change files, else "call 123".
std::string call_name(long call);

}  // namespace arc_tests

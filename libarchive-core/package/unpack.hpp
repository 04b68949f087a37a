#pragma once

#include "base/result.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace arc {

// Reads a tar or zip file from its beginning to its end ("-": standard input, tar only). For each plain file `begin`
// gives where its bytes go; what is no plain file, or has a path that leads out of where it is unpacked, is an Error
// (damaged). Errors: usage (no container), refused (encrypted, and no passphrase), damaged (it breaks off), io. What
// the callbacks throw passes through.
Result<Done> unpack_container(
    const std::string& file, const std::function<std::function<void(std::string_view)>(const std::string& path)>& begin,
    const std::string& passphrase = {});

}  // namespace arc

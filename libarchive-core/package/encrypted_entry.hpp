#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>

struct archive;  // libarchive's
struct archive_entry;

namespace arc {

// Before the container is opened.
void give_passphrase(struct archive* reader, const std::string& passphrase);

// An encrypted member for which no passphrase was given.
std::optional<Error> locked_entry(struct archive_entry* entry, const std::string& passphrase,
                                  const std::string& container);

// Why a member cannot be read.
Error unreadable_member(struct archive* reader, const std::string& passphrase, const std::string& container,
                        const std::string& member);

}  // namespace arc

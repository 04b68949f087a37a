#include "package/encrypted_entry.hpp"

#include "base/say.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <string_view>

namespace arc {

void give_passphrase(struct archive* reader, const std::string& passphrase) {
    if (!passphrase.empty()) {
        archive_read_add_passphrase(reader, passphrase.c_str());
    }
}

std::optional<Error> locked_entry(struct archive_entry* entry, const std::string& passphrase,
                                  const std::string& container) {
    if (archive_entry_is_encrypted(entry) == 0 || !passphrase.empty()) {
        return std::nullopt;
    }
    return Error{ErrorCode::refused, container, say("is encrypted"), say("give --passphrase-file")};
}

Error unreadable_member(struct archive* reader, const std::string& passphrase, const std::string& container,
                        const std::string& member) {
    const char* words = archive_error_string(reader);
    if (!passphrase.empty() && (words == nullptr || std::string_view(words) == "Incorrect passphrase")) {
        return {ErrorCode::refused, container, say("the passphrase does not fit"), {}};
    }
    return {ErrorCode::damaged, member, words == nullptr ? say("damaged") : std::string(words), {}};
}

}  // namespace arc

#pragma once

#include "model/profile.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// One thing wrong with a profile, where it stands.
struct ProfileMistake {
    std::string file;
    int line = 0;      // from 1; 0 where the file could not be read at all
    int column = 0;    // from 1, in characters
    std::string what;  // lower case, no full stop
    std::string next;  // a suggestion; may be empty

    // "profile.yaml:12:7: unknown key 'stagse'; did you mean 'stages'?"
    std::string message() const;
    bool operator==(const ProfileMistake&) const = default;
};

// Either the profile or all that is wrong with it, in the order of the file.
struct LoadedProfile {
    std::optional<Profile> profile;
    std::vector<ProfileMistake> mistakes;

    bool ok() const noexcept { return profile.has_value(); }
};

// Reads a profile (arc-profile(5)) out of UTF-8 text; `file` is only for the messages. Texts over 4 MB, deeper than 40
// levels or with more than 100,000 values (aliases counted at each use) are refused.
LoadedProfile load_profile(std::string_view text, std::string_view file);
// The same of a file. The caller keeps the text and its digest where it needs them.
LoadedProfile load_profile_file(const std::filesystem::path& path);

}  // namespace arc

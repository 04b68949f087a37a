#pragma once

#include "model/profile.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// How many records of the catalog use a name of the profile. The caller counts; names that belong to something are
// OWNER/NAME, as declared_names() gives them.
struct NameUse {
    NameKind kind = NameKind::document_type;
    std::string name;
    std::int64_t records = 0;
    bool operator==(const NameUse&) const = default;
};

// A name in use that the new profile lacks and no rename explains: `profile apply` refuses.
struct DroppedName {
    NameKind kind = NameKind::document_type;
    std::string name;
    std::int64_t records = 0;
    std::string nearest;  // a new name it might have become, or ""

    // "document type 'licence': in use by 12 records, not in the new profile; names: {licence: NEW} renames it"
    std::string message() const;
    bool operator==(const DroppedName&) const = default;
};

// A name to be changed in every record that has it.
struct Rename {
    NameKind kind = NameKind::document_type;
    std::string from;
    std::string to;
    bool operator==(const Rename&) const = default;
};

// What a change of profile means.
struct ProfileChange {
    std::vector<DroppedName> dropped;
    std::vector<Rename> renames;           // only of names the old profile had and the new has under the new name
    std::vector<std::string> unused;       // entries of `names` that rename nothing
    std::vector<std::string> differences;  // in words, by section: "close.else: refuse, was warn"

    bool may_apply() const { return dropped.empty(); }
};

ProfileChange compare_profiles(const Profile& old_profile, const Profile& new_profile,
                               const std::vector<NameUse>& uses);

}  // namespace arc

#include "rules/profile_change.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace arc {
namespace {

using Names = std::set<std::string>;

Names names_of(const Profile& profile, NameKind kind) {
    const std::vector<std::string> names = declared_names(profile, kind);
    return {names.begin(), names.end()};
}

// The last part of OWNER/NAME, and what stands before it with its slash.
std::pair<std::string, std::string> parted(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    return slash == std::string::npos ? std::pair(std::string(), name)
                                      : std::pair(name.substr(0, slash + 1), name.substr(slash + 1));
}

// The name after the renames, each part by itself: high-new/accepted becomes high/received.
std::string renamed(const std::string& name, const std::map<std::string, std::string>& renames) {
    const auto apply = [&](const std::string& part) {
        const auto found = renames.find(part);
        return found == renames.end() ? part : found->second;
    };
    const auto [owner, last] = parted(name);
    return owner.empty() ? apply(last) : apply(owner.substr(0, owner.size() - 1)) + "/" + apply(last);
}

std::vector<std::string> not_there(const Names& names, const Names& among) {
    std::vector<std::string> missing;
    std::ranges::set_difference(names, among, std::back_inserter(missing));
    return missing;
}

// Renames and dropped names of one kind.
void compare_kind(NameKind kind, const Profile& old_profile, const Profile& new_profile,
                  const std::map<std::string, std::string>& renames, const std::vector<NameUse>& uses,
                  ProfileChange& change) {
    const Names before = names_of(old_profile, kind);
    const Names after = names_of(new_profile, kind);
    const std::vector<std::string> gone = not_there(before, after);
    const std::vector<std::string> added = not_there(after, before);
    Names explained;
    for (const std::string& name : gone) {
        const std::string to = renamed(name, renames);
        if (to != name && after.contains(to)) {
            change.renames.push_back({kind, name, to});
            explained.insert(name);
        }
    }
    for (const NameUse& use : uses) {
        const bool lost = use.kind == kind && use.records > 0 && before.contains(use.name) && !after.contains(use.name);
        if (lost && !explained.contains(use.name)) {
            change.dropped.push_back({kind, use.name, use.records, nearest(use.name, added)});
        }
    }
}

std::map<std::string, std::vector<std::string>> settings_by_path(const Profile& profile) {
    std::map<std::string, std::vector<std::string>> values;
    for (const Setting& setting : profile.settings) {
        if (setting.path.starts_with("names.")) {
            continue;  // told as renames
        }
        values[setting.path].push_back(setting.value);
    }
    return values;
}

std::vector<std::string> without(std::vector<std::string> list, const std::vector<std::string>& others) {
    for (const std::string& other : others) {
        const auto found = std::ranges::find(list, other);
        if (found != list.end()) {
            list.erase(found);
        }
    }
    return list;
}

void compare_setting(const std::string& path, const std::vector<std::string>& before,
                     const std::vector<std::string>& after, std::vector<std::string>& words) {
    if (before == after) {
        return;
    }
    const std::vector<std::string> gone = without(before, after);
    const std::vector<std::string> added = without(after, before);
    if (gone.empty() && added.empty()) {
        words.push_back(say("{}: in another order", path));
    } else if (gone.size() == 1 && added.size() == 1) {
        words.push_back(say("{}: {}, was {}", path, added.front(), gone.front()));
    } else {
        for (const std::string& value : gone) {
            words.push_back(say("{}: no longer {}", path, value));
        }
        for (const std::string& value : added) {
            words.push_back(say("{}: now {}", path, value));
        }
    }
}

std::vector<std::string> differences(const Profile& old_profile, const Profile& new_profile) {
    const auto before = settings_by_path(old_profile);
    const auto after = settings_by_path(new_profile);
    std::vector<std::string> words;
    static const std::vector<std::string> none;
    for (const auto& [path, values] : before) {
        const auto found = after.find(path);
        compare_setting(path, values, found == after.end() ? none : found->second, words);
    }
    for (const auto& [path, values] : after) {
        if (!before.contains(path)) {
            compare_setting(path, none, values, words);
        }
    }
    std::ranges::sort(words);
    return words;
}

}  // namespace

std::string DroppedName::message() const {
    const std::string to = nearest.empty() ? say("NEW") : parted(nearest).second;
    return say("{} '{}': in use by {} records, not in the new profile; names: {{{}: {}}} renames it", to_text(kind),
               name, records, parted(name).second, to);
}

ProfileChange compare_profiles(const Profile& old_profile, const Profile& new_profile,
                               const std::vector<NameUse>& uses) {
    ProfileChange change;
    const std::map<std::string, std::string> renames(new_profile.renames.begin(), new_profile.renames.end());
    for (const NameKind kind : all_name_kinds()) {
        compare_kind(kind, old_profile, new_profile, renames, uses, change);
    }
    for (const auto& [from, to] : renames) {
        const bool used = std::ranges::any_of(change.renames, [&, name = from](const Rename& rename) {
            const auto [owner, last] = parted(rename.from);
            return last == name || owner == name + "/";
        });
        if (!used) {
            change.unused.push_back(from);
        }
    }
    change.differences = differences(old_profile, new_profile);
    return change;
}

}  // namespace arc

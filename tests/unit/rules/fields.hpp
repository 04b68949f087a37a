#pragma once

#include "profile/load_profile.hpp"
#include "rules/condition.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace arc {

// A lookup over a few values, for tests of rules.
inline FieldLookup fields(std::map<std::string, std::string, std::less<>> values) {
    return [values = std::move(values)](std::string_view path) -> std::optional<std::string_view> {
        const auto found = values.find(path);
        return found == values.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

// A profile out of its text, which must be without mistakes.
inline Profile profile_of(const std::string& text) {
    LoadedProfile loaded = load_profile("profile: test\n" + text, "test");
    for (const ProfileMistake& mistake : loaded.mistakes) {
        MESSAGE(mistake.message());
    }
    REQUIRE(loaded.ok());
    return std::move(*loaded.profile);
}

inline Instant at(std::string_view text) {
    return parse_instant(text).value_or_throw();
}

inline Day day(std::string_view text) {
    return parse_day(text).value_or_throw();
}

}  // namespace arc

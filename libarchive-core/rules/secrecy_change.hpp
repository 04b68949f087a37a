#pragma once

#include "base/calendar_text.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// How secret a document is, until when, and who said so.
struct Secrecy {
    int level = 0;      // 0: open
    std::string until;  // day the term ends, or "" for none
    std::optional<std::int64_t> classified_by;
    bool operator==(const Secrecy&) const = default;
};

// Who asks for the change.
struct Classifier {
    std::optional<std::int64_t> person;  // the real person; none where the account is not registered
    bool may_appraise = false;
    Day today;
};

// What becomes of it, or why not. Whoever may file classifies what is open. What is classified is left to the person
// who set its level (谁定密谁解密, standing practice of the secrecy law), in both directions: else whoever raises a
// level could lower it afterwards. Where nobody is known to have set it, as with the level that a type brings along,
// who may appraise changes it. A level never lowers itself: a term that is over lets everybody who may file set it
// anew.
struct SecrecyAnswer {
    Secrecy becomes;
    std::string refused;  // "" when it may
};
SecrecyAnswer change_secrecy(const Secrecy& is, int level, const std::string& until, const Classifier& who);

}  // namespace arc

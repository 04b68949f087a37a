#pragma once

#include "base/result.hpp"
#include "model/profile.hpp"
#include "model/verb.hpp"
#include "rules/condition.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// open: rights are guard rails. guarded: they are a wall (design.md section 12).
enum class TrustMode { open, guarded };

// Who wants to do something: the real person, not the one acted for.
struct Actor {
    std::string person;       // id or account, as messages should name it
    bool registered = false;  // known to this archive
    std::vector<std::string> roles;
    std::string unit;
    TrustMode mode = TrustMode::open;
    bool disabled = false;  // the account was closed; then without roles
};

// What it would be done to. Where something is left out it does not restrict: a backup has no document type. A
// document whose type or unit is not known has the value "", and only rows without that restriction allow it.
struct RightsTarget {
    std::optional<std::string> type;                    // document type
    std::optional<std::vector<std::string>> unit_path;  // from the top unit to the thing's own
    std::optional<std::string> stage;
    int secrecy = 0;
    std::string holder;  // persons
    std::string responsible;
    FieldLookup look_up;        // for `circle`; may be empty
    std::int64_t customer = 0;  // whose consent is asked for, and whose paper an approval was given for; 0: none
    std::int64_t document = 0;
};

// On what grounds.
struct Grounds {
    std::string purpose;
    bool consent = false;                  // the customer's, recorded
    std::vector<std::string> approved_by;  // roles of those who said yes
};

// Why it is allowed: kept with the event.
struct Permission {
    std::string by;  // "open mode", "role teller, rights[2]", "role archivist"
    bool operator==(const Permission&) const = default;
};

// The one question that every tool asks before it shows or changes anything.
// Unregistered accounts may do everything in open mode and nothing in guarded mode. A registered person may do what one
// of the roles allows: the profile's rows for that role, or, where it has none, what built_in_rights() says. What lies
// outside the person's circle (need to know) takes an approval. Errors: refused, saying what is lacking.
Result<Permission> may(const Profile& profile, const Actor& actor, Verb verb, const RightsTarget& target,
                       const Grounds& grounds);

// The rights of a built-in role without rows in the profile; nothing for other names. They restrict verbs only:
//   admin      find import configure appoint backup log undo audit label
//   operator   find view capture label file shelve
//   archivist  find view print copy capture label file change close handover review shelve request lend appraise
//              dispose audit import
//   auditor    find view audit review log
//   leader     find view print approve waive audit log
//   deputy     nothing of its own: it allows --as
std::vector<Verb> built_in_rights(std::string_view role);

}  // namespace arc

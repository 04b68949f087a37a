#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/organisation.hpp"

#include <cstdint>
#include <optional>

namespace arc {

// Who answers for an act that stands on record with a name: a signature, a scan, a check.
struct Signer {
    Person person;
    std::optional<std::int64_t> deputy;  // the registered person who really did it, where --as names another
};

// The person of the caller's account, or the one named by --as, with the account's own person as deputy. Ask
// require_right first: it says who may use --as. Faults: usage when the account is no registered person and --as names
// none; not_found; refused when that account was closed.
Signer signer_of(Archive& archive, const Caller& caller);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/organisation.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// Who answers for an act that stands on record with a name.
//
// Four eyes are those of real persons: who types, whoever --as names. A signature at a counter is of the one named by
// --as, because two people share a terminal there; who typed stands beside it.

// The person who really types. None where the account is not registered with the archive, or its registration was
// closed.
std::optional<Person> real_person(Archive& archive, const Caller& caller);
// The same, for what must stand on record with a name. Fault (refused) where there is none.
Person need_real_person(Archive& archive, const Caller& caller);

struct Signer {
    Person person;
    std::optional<std::int64_t> deputy;  // the registered person who really did it, where --as names another
};
// The person of the caller's account, or the one named by --as, with the account's own person as deputy. Ask
// require_right first: it says who may use --as. Faults: usage when the account is no registered person and --as names
// none; not_found; refused when that account was closed.
Signer signer_of(Archive& archive, const Caller& caller);
// The persons named, each once, in the order given. Faults: an account that is not known or closed, one named twice.
std::vector<Person> named_signers(Archive& archive, const std::vector<std::string>& names);

std::vector<std::int64_t> ids_of(std::span<const Person> persons);
// The login name of a person; "" for none.
std::string person_code(Archive& archive, std::int64_t person);
// The full name, for print; the login name where there is none.
std::string person_name(Archive& archive, std::int64_t person);

}  // namespace arc

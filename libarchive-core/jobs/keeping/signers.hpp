#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/organisation.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace arc {

// Who really sits here, whoever is acted for: four eyes are those of persons. Fault (refused) when the account is no
// person of this archive or was closed.
Person signing_person(const FilingRun& run);
// The persons named, each once, in the order given. Faults: an account that is not known or closed, one named twice.
std::vector<Person> named_signers(const FilingRun& run, const std::vector<std::string>& names);

std::vector<std::int64_t> ids_of(std::span<const Person> persons);
// The login name of a person; "" for none.
std::string person_code(Archive& archive, std::int64_t person);
// The full name, for print; the login name where there is none.
std::string person_name(Archive& archive, std::int64_t person);

}  // namespace arc

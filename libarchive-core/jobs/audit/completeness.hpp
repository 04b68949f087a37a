#pragma once

#include "jobs/audit/subject_fields.hpp"
#include "jobs/find/reader_rights.hpp"
#include "model/finding.hpp"
#include "model/thing.hpp"
#include "rules/completeness.hpp"

#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace arc {

// Which tickets, customers and nodes of the series are looked at. Where none are named: all of them.
struct CompletenessScope {
    std::vector<std::int64_t> tickets;
    std::vector<std::int64_t> customers;  // themselves and their tickets
    std::vector<std::int64_t> series;
    std::optional<std::unordered_set<std::int64_t>> units;
    std::string type;                  // of tickets, or of documents
    Thing from{ThingKind::ticket, 0};  // of all: those before it are left out
    bool without_demand = false;       // also those of which nothing is required: for figures
};

// One ticket, customer or node, what is filed for it, and how that stands to the profile.
struct CheckedSubject {
    Thing thing;
    std::string number;
    std::string ticket_type;
    std::string customer;  // its number, "" without
    std::optional<std::int64_t> unit;
    std::optional<std::int64_t> responsible;
    std::vector<std::int64_t> document_ids;  // of what `result` counts documents in; 0 for a waiver
    std::int64_t documents = 0;              // its own, and their pages with content
    std::int64_t pages = 0;
    Completeness result;
};

// Holds everything in the scope that the caller may audit against the profile in force: tickets, then customers, then
// series, each by id; where some are named, in the order named, tickets before those of the customers. The callback
// returns false to stop. `subject` lives until it returns.
void check_papers(Archive& archive, const Caller& caller, const CompletenessScope& scope,
                  const std::function<bool(const CheckedSubject& subject)>& subject);

// The finding that a state which stands in the way amounts to.
Finding finding_of(const Archive& archive, Registers& registers, const CheckedSubject& subject,
                   const RequirementState& state);
// A state that is none (present, waived, not yet due, surplus) as a record of kind "requirement".
Record requirement_record(const Archive& archive, Registers& registers, const CheckedSubject& subject,
                          const RequirementState& state);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/reporter.hpp"
#include "model/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Which documents leave: all terms must hold, as in arc-find.
struct ExportScope {
    std::string ticket;
    std::string customer;
    std::string volume;
    std::string document;
    std::string unit;
    std::string year;
    std::vector<std::string> query;
    std::string handover;  // what stands on this list and was not sent back

    bool empty() const { return *this == ExportScope{}; }
    // "ticket T1", "unit 0101, 2026": for titles.
    std::string words() const;
    bool operator==(const ExportScope&) const = default;
};

struct ScopedDocuments {
    std::vector<std::int64_t> documents;  // by id, each once
    std::int64_t left_out = 0;            // the caller may see, but not take them
    std::vector<Thing> about;             // the things named
};

// The documents that the caller may do this with; those that may not leave are told as problems and counted. Faults:
// usage (nothing asked), not_found (a name; nothing found), refused (none may leave).
ScopedDocuments documents_in(Archive& archive, const Caller& caller, ThingRecords& records, const ExportScope& scope,
                             Verb verb, Reporter& reporter);

// In a guarded archive files go only to the outbox (design.md section 12). Throws a Fault (refused).
void require_destination(const Archive& archive, const std::string& output);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/change.hpp"
#include "model/document.hpp"

#include <optional>
#include <string>

namespace arc {

// To what a document belongs: exactly one of them.
struct DocumentOwner {
    std::optional<std::int64_t> ticket;
    std::optional<std::int64_t> customer;
    std::optional<std::int64_t> series;
    bool operator==(const DocumentOwner&) const = default;
};
DocumentOwner owner_of(const Document& document);
void set_owner(Document& document, const DocumentOwner& owner);

// A document of this type as it begins, not yet in the catalog: secrecy by its type, the profile's version, the time.
// Fault (usage) for a type that the profile does not have.
Document begin_document(Archive& archive, const std::string& type, const DocumentOwner& owner, Instant now);
// Adds it, with the retention rule that applies now and, where the profile numbers at registering and it has no number,
// the next number; indexes it and tells the event. Returns it as it stands in the catalog.
Document add_document(Change& change, Document document);

}  // namespace arc

#pragma once

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

// A document of this type (its name or code) as it begins, not yet in the catalog. Fault (usage) for a type that the
// profile does not have.
Document begin_document(Archive& archive, const std::string& type, const DocumentOwner& owner);
// Adds a document with what every new one gets: the moment, the profile's version, the type's secrecy, the retention
// rule in force with its start and, where the profile numbers at registering and it has no number, the next one. Indexed,
// told of in the event. Returns its id.
std::int64_t add_document(Archive& archive, Change& change, Document document);

}  // namespace arc

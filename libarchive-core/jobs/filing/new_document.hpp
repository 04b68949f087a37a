#pragma once

#include "jobs/change.hpp"
#include "model/document.hpp"

namespace arc {

// Adds a document with what every new one gets: the moment, the profile's version, the type's secrecy, the retention rule in
// force. Returns its id.
std::int64_t add_document(Archive& archive, Change& change, Document document);

}  // namespace arc

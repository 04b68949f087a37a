#pragma once

#include "jobs/archive.hpp"
#include "model/document.hpp"
#include "model/value.hpp"

namespace arc {

// The document record: id, type, title of the type, ticket, customer and series by number, 档号, title, date, imaged
// and declared counts, whether it is provisional (arc-records(5)).
Record document_record(Archive& archive, const Document& document);

}  // namespace arc

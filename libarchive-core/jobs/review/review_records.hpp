#pragma once

#include "jobs/archive.hpp"
#include "jobs/review/document_gates.hpp"
#include "model/review.hpp"
#include "model/value.hpp"

namespace arc {

// The records of arc-records(5): a review, a lot with how far it has come, and a document that waits at a gate.
Record review_record(Archive& archive, const Review& review);
Record lot_record(Archive& archive, const ReviewLot& lot);
Record gate_record(Archive& archive, const Document& document, const GateOfDocument& at);

}  // namespace arc

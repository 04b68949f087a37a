#pragma once

#include "jobs/archive.hpp"
#include "model/appraisal.hpp"
#include "model/disposal.hpp"
#include "model/document.hpp"
#include "model/hold.hpp"
#include "model/value.hpp"

#include <optional>
#include <string>

namespace arc {

// Records of kinds hold, appraisal, disposal, disposal_item and retention (arc-records(5)).
// Of a hold or a disposal; nothing when it is not there.
std::optional<Record> keeping_record(Archive& archive, Thing thing);
Record hold_record(Archive& archive, const Hold& hold);
Record appraisal_record(Archive& archive, const Appraisal& appraisal);
// With who signed, and how many documents it names, destroyed and kept.
Record disposal_record(Archive& archive, const Disposal& disposal);
// `text`: what stands in its way now, or ""
Record disposal_item_record(Archive& archive, const Disposal& disposal, const DisposalItem& item,
                            const std::string& text);
// A document with its term in words and the holds on it.
Record retention_record(Archive& archive, const Document& document);

}  // namespace arc

#pragma once

#include "base/result.hpp"
#include "model/appraisal.hpp"
#include "model/document.hpp"
#include "model/profile.hpp"

#include <string>

namespace arc {

// The document as it is after the appraisal, which must have its number. Of the profile's aspects these have an effect:
//   keep        keep: the new term, `until` a day or "permanent"; transfer, destroy: none, the term stays
//   open        the access state, one of the profile's
//   digitise    yes, no: none
//   declassify  the secrecy level, by its name or number: lower than now, or the same with a nearer end
// For other aspects any verdict is taken and nothing changes. Errors (usage): unknown aspect or verdict, an `until`
// that is missing or no day; (refused): a level that is higher, a document that is destroyed.
Result<Document> appraised(const Profile& profile, Document document, const Appraisal& appraisal);

}  // namespace arc

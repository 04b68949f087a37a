#pragma once

#include "model/barcode.hpp"
#include "model/code_meaning.hpp"
#include "model/filing_rules.hpp"

#include <string_view>

namespace arc {

// What a code means in an archive with this namespace and these rules: a patch code by the profile's `patches`, a sound
// label of ours by its kind, anything else by the first of the profile's patterns that fits. A code of our form whose
// check character does not fit means nothing and says so in `trouble`.
// Labels for tickets, types, customers, volumes, batches and control codes stand on sheets of their own; a document's
// label and foreign codes stand on the paper itself, except a foreign pattern that means `document` and names nothing,
// or one that says `sheet`: separator sheets of another system.
CodeMeaning meaning_of(const Barcode& code, std::string_view name_space, const BarcodeRules& rules);

}  // namespace arc

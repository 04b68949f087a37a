#pragma once

#include "jobs/archive.hpp"
#include "model/barcode.hpp"
#include "rules/split_batch.hpp"

namespace arc {

// What a code on a page stands for in this archive: its meaning with the ledger's and the catalog's answers.
ResolvedCode resolve_code(Archive& archive, const Barcode& code);

}  // namespace arc

#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_filter(Tool& tool);        // no verb: page records in, page records with barcodes out
void add_read_verb(Tool& tool);     // read FILE…
void add_sheets_verb(Tool& tool);   // sheets
void add_label_verbs(Tool& tool);   // labels, labels bind
void add_ledger_verbs(Tool& tool);  // ledger, ledger show, ledger spoil

}  // namespace arc

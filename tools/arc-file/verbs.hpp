#pragma once

#include "tools/common/tool.hpp"

namespace arc {

// Each adds verbs with their options; one file each.
void add_filter(Tool& tool);      // no verb: page records with barcodes in, document records out
void add_todo_verbs(Tool& tool);  // todo, unsplit
void add_ticket_verbs(Tool& tool);
void add_customer_verbs(Tool& tool);
void add_waiver_verbs(Tool& tool);
void add_document_verbs(Tool& tool);
void add_page_verbs(Tool& tool);

}  // namespace arc

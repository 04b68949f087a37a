#pragma once

#include "jobs/volumes/print_holders.hpp"
#include "tools/common/tool.hpp"

#include <string>

namespace arc {

// Each adds verbs with their options; one file each.
void add_filter(Tool& tool);      // no verb: page records with barcodes in, document records out
void add_todo_verbs(Tool& tool);  // todo, unsplit
void add_ticket_verbs(Tool& tool);
void add_customer_verbs(Tool& tool);
void add_waiver_verbs(Tool& tool);
void add_document_verbs(Tool& tool);
void add_page_verbs(Tool& tool);
void add_step_verbs(Tool& tool);  // step, compared
void add_handover_verbs(Tool& tool);
void add_entry_verbs(Tool& tool);  // entry, media
void add_review_verbs(Tool& tool);
void add_keeping_verbs(Tool& tool);  // retention, hold, appraise
void add_dispose_verbs(Tool& tool);
void add_place_verbs(Tool& tool);
void add_shelve_verbs(Tool& tool);  // shelve, retire
void add_box_verbs(Tool& tool);
void add_volume_verbs(Tool& tool);

// Shared by `volume print` and `box print`.
void add_print_options(Command verb, HolderPrint& printing, std::string& output);
ExitStatus print_and_tell(Run& run, const std::string& verb, HolderPrint printing, const std::string& output);

}  // namespace arc

#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_bag_verb(Tool& tool);
void add_catalogue_verb(Tool& tool);
void add_formats_verbs(Tool& tool);
void add_handover_verb(Tool& tool);
void add_pdf_verb(Tool& tool);
void add_report_verb(Tool& tool);
void add_table_verb(Tool& tool);
void add_transfer_verb(Tool& tool);
void add_tree_verb(Tool& tool);
void add_verify_verb(Tool& tool);

}  // namespace arc

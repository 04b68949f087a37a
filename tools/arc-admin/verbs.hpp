#pragma once

#include "tools/common/tool.hpp"

namespace arc {

// Each adds verbs with their options; one file each.
void add_init_verb(Tool& tool);
void add_import_verbs(Tool& tool);   // import customers, tickets …
void add_person_verbs(Tool& tool);   // person add, disable, enable, review, list
void add_role_verbs(Tool& tool);     // role add, remove, list
void add_fonds_verbs(Tool& tool);    // fonds revise, list
void add_profile_verbs(Tool& tool);  // profile check, show, apply
void add_backup_verbs(Tool& tool);
void add_trust_verbs(Tool& tool);  // check, log, status, undo, rebuild

}  // namespace arc

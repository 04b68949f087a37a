#pragma once

#include "tools/common/tool.hpp"

namespace arc {

// Each adds verbs with their options; one file each.
void add_request_verbs(Tool& tool);  // request reserve take-out
void add_decide_verbs(Tool& tool);   // approve deny cancel
void add_desk_verbs(Tool& tool);     // checkout renew recall desk
void add_back_verbs(Tool& tool);     // return lost found settle refile
void add_asking_verbs(Tool& tool);   // list show overdue clearance stats
void add_reading_verbs(Tool& tool);  // view readers slip
void add_consent_verbs(Tool& tool);

}  // namespace arc

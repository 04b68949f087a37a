#pragma once

#include "model/audit_rules.hpp"

#include <string>

namespace arc {

// Reads them out of the text of a profile that is in force, and so is known to be without mistakes.
AuditRules load_audit_rules(const std::string& text);

}  // namespace arc

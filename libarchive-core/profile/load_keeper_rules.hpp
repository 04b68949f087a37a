#pragma once

#include "model/keeper_rule.hpp"

#include <string>
#include <vector>

namespace arc {

// Reads `responsible` out of the text of a profile that is in force, and so is known to be without mistakes.
std::vector<KeeperRule> load_keeper_rules(const std::string& text);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"

#include <string>
#include <vector>

namespace arc {

// 出借单: the slips of these loans, each with all that was asked for together, what goes out, who approved, and lines
// to sign on. 代卷卡: a card for each thing that is out, to be put where it stood. Written as PDF, or given back for
// "-". Faults: not_found, refused.
std::string print_slips(Archive& archive, const Caller& caller, const std::vector<std::string>& loans,
                        const std::string& output, Reporter& reporter);
std::string print_markers(Archive& archive, const Caller& caller, const std::vector<std::string>& loans,
                          const std::string& output, Reporter& reporter);

}  // namespace arc

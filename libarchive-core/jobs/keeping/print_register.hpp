#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"
#include "model/disposal.hpp"
#include "print/list_sheet.hpp"

#include <string>

namespace arc {

// 销毁清册 as accounting rules want it (令79 art. 18: name, number, dates, term due and kept, when it went), with
// method and who signed; what was kept stands on it with the reason.
ListSheet register_sheet(Archive& archive, const Disposal& disposal, Day today);

// Prints a list to a PDF ("-": returned), on record as an event. Fault: not_found.
std::string print_register(Archive& archive, const Caller& caller, const std::string& code, const std::string& output,
                           Reporter& reporter);

}  // namespace arc

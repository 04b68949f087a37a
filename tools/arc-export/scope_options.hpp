#pragma once

#include "jobs/export/export_scope.hpp"
#include "tools/common/tool.hpp"

namespace arc {

// --ticket, --customer, --volume, --document, --unit, --year and --query of a verb.
void add_scope_options(Command verb, ExportScope& scope);

// What goes to standard output as a file's bytes.
void put_on_stdout(std::string_view bytes);

}  // namespace arc

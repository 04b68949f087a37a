#pragma once

#include "jobs/audit/audit.hpp"
#include "tools/common/table_printer.hpp"

#include <string>
#include <vector>

namespace arc {

// The columns of a table of findings.
const std::vector<ViewColumn>& finding_columns();
// The units that --unit names: it and all below; nothing for "".
std::optional<std::unordered_set<std::int64_t>> units_of(Archive& archive, const std::string& unit);
// Runs one audit and prints what it states; with `record` also writes it down.
ExitStatus print_audit(Run& run, std::string_view name, AuditScope scope, const std::string& unit,
                       const TableOutput& output);
std::chrono::seconds seconds_of(const std::string& text);

void add_code_list(Tool& tool);
void add_completeness(Tool& tool);
void add_fixity(Tool& tool);
void add_audits(Tool& tool);     // all that have no options of their own
void add_deadlines(Tool& tool);  // deadlines, reminders, contracts
void add_due(Tool& tool);
void add_data(Tool& tool);
void add_sample(Tool& tool);
void add_stocktake(Tool& tool);
void add_scores(Tool& tool);
void add_night(Tool& tool);
void add_report(Tool& tool);
void add_findings(Tool& tool);  // findings, correct, close

}  // namespace arc

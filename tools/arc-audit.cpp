#include "tools/arc-audit/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-audit",
                   "Say what is missing, late, double or damaged: a finding for each fact that somebody should mend.");
    arc::add_code_list(tool);
    arc::add_night(tool);
    arc::add_report(tool);
    arc::add_findings(tool);
    arc::add_completeness(tool);
    arc::add_deadlines(tool);
    arc::add_due(tool);
    arc::add_data(tool);
    arc::add_sample(tool);
    arc::add_stocktake(tool);
    arc::add_scores(tool);
    arc::add_fixity(tool);
    arc::add_audits(tool);
    tool.footer(
        "Exit status: 0 nothing found, 1 findings, 3 could not look at everything\n"
        "A workbook instead of a table: --output FILE.xlsx (also .pdf .csv .txt)\n"
        "Manual: man arc-audit, man arc-findings, man arc-questions");
    return tool.run(argc, argv);
}

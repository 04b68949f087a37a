#include "tools/arc-audit/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-audit",
                   "Say what is missing, double or damaged: a finding record for each fact that somebody should mend.");
    arc::add_code_list(tool);
    arc::add_completeness(tool);
    arc::add_gaps(tool);
    arc::add_fixity(tool);
    tool.footer(
        "Exit status: 0 nothing found, 1 findings, 3 could not look at everything\n"
        "Manual: man arc-audit, man arc-findings");
    return tool.run(argc, argv);
}

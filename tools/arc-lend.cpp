#include "tools/arc-lend/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-lend", "Lend paper and take it back: requests, approvals, the desk, what is late, who looked.");
    arc::add_request_verbs(tool);
    arc::add_decide_verbs(tool);
    arc::add_desk_verbs(tool);
    arc::add_back_verbs(tool);
    arc::add_asking_verbs(tool);
    arc::add_reading_verbs(tool);
    arc::add_consent_verbs(tool);
    tool.footer(
        "A loan: request document:12 --for wang --reason litigation, approve 1, checkout 1, return document:12 --pages "
        "4\n"
        "Exit status of clearance: 0 nothing out, 4 something is\n"
        "Manual: man arc-lend");
    return tool.run(argc, argv);
}

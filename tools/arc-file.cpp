#include "tools/arc-file/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-file", "File pages as documents under their tickets and customers; all of the paper side.");
    arc::add_filter(tool);
    arc::add_todo_verbs(tool);
    arc::add_ticket_verbs(tool);
    arc::add_customer_verbs(tool);
    arc::add_waiver_verbs(tool);
    arc::add_document_verbs(tool);
    arc::add_page_verbs(tool);
    arc::add_step_verbs(tool);
    arc::add_handover_verbs(tool);
    arc::add_entry_verbs(tool);
    arc::add_review_verbs(tool);
    arc::add_keeping_verbs(tool);
    arc::add_dispose_verbs(tool);
    arc::add_place_verbs(tool);
    arc::add_shelve_verbs(tool);
    arc::add_box_verbs(tool);
    arc::add_volume_verbs(tool);
    tool.footer(
        "The pipe: arc-ingest --batch B1 scans/ | arc-barcode | arc-file\n"
        "Manual: man arc-file");
    return tool.run(argc, argv);
}

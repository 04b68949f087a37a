#include "tools/arc-export/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-export", "What leaves an archive: packages that others can check, lists, copies.");
    arc::add_bag_verb(tool);
    arc::add_catalogue_verb(tool);
    arc::add_formats_verbs(tool);
    arc::add_handover_verb(tool);
    arc::add_pdf_verb(tool);
    arc::add_report_verb(tool);
    arc::add_table_verb(tool);
    arc::add_transfer_verb(tool);
    arc::add_tree_verb(tool);
    arc::add_verify_verb(tool);
    tool.footer("Manual: man arc-export");
    return tool.run(argc, argv);
}

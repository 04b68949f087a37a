#include "jobs/barcodes/page_codes.hpp"
#include "tools/arc-barcode/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-barcode", "Read barcodes of pages, print sheets and labels, keep their ledger.");
    arc::add_filter(tool);
    arc::add_read_verb(tool);
    arc::add_sheets_verb(tool);
    arc::add_label_verbs(tool);
    arc::add_ledger_verbs(tool);
    tool.worker(arc::codes_worker, arc::answer_codes_request);
    tool.footer(
        "The pipe: arc-ingest --batch B1 scans/ | arc-barcode | arc-file\n"
        "Manual: man arc-barcode");
    return tool.run(argc, argv);
}

#include "jobs/intake/intake.hpp"
#include "jobs/intake/look.hpp"
#include "tools/arc-ingest/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-ingest", "Take scanned files into the archive, and write a page record for each page.");
    arc::add_intake(tool);
    arc::add_batch_verbs(tool);
    arc::add_quarantine_verbs(tool);
    tool.worker(arc::look_worker, arc::answer_look_request);
    tool.footer(
        "The pipe: arc-ingest --batch B1 --expect 120 scans/ | arc-barcode | arc-file\n"
        "The same line typed again finishes an interrupted run.\n"
        "Manual: man arc-ingest");
    return tool.run(argc, argv);
}

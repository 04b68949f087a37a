#include "tools/arc-file/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-file", "File pages into documents of tickets and customers; keep the paper's place.");
    arc::add_filter(tool);
    tool.footer(
        "The pipe: arc-ingest --batch B1 scans/ | arc-barcode | arc-file\n"
        "Manual: man arc-file");
    return tool.run(argc, argv);
}

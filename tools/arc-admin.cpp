#include "tools/arc-admin/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-admin", "Catalog and rules of an archive: make it, fill it with lists, check it, mend it.");
    arc::add_init_verb(tool);
    tool.footer("Manual: man arc-admin");
    return tool.run(argc, argv);
}

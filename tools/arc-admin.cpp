#include "tools/arc-admin/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-admin", "Catalog and rules of an archive: make it, fill it with lists, check it, mend it.");
    arc::add_init_verb(tool);
    arc::add_import_verbs(tool);
    arc::add_fonds_verbs(tool);
    arc::add_profile_verbs(tool);
    arc::add_person_verbs(tool);
    arc::add_role_verbs(tool);
    arc::add_trust_verbs(tool);
    arc::add_backup_verbs(tool);
    tool.footer("Manual: man arc-admin");
    return tool.run(argc, argv);
}

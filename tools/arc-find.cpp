#include "tools/arc-find/verbs.hpp"

int main(int argc, char** argv) {
    arc::Tool tool("arc-find", "Answer questions about the archive: what there is, where it is, what is missing.");
    arc::add_query(tool);
    arc::add_thing_verbs(tool);
    tool.footer(
        "Terms of a query, all of which must hold: words, \"phrases\", customer:N ticket:N type:T date:2019..2021 "
        "year:2020\n"
        "name:X unit:U class:C status:S stage:S in:PLACE is:missing is:waived is:unfiled\n"
        "A THING is a code of ours, a customer's or ticket's number, a \xE6\xA1\xA3\xE5\x8F\xB7, or kind:number\n"
        "Manual: man arc-find");
    return tool.run(argc, argv);
}

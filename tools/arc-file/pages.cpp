#include "jobs/filing/page_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <optional>

namespace arc {
namespace {

PageTarget target;
std::vector<std::string> pages;
std::string page;
std::string by;
int position = 0;
std::string order;

void add_pages_option(Command verb) {
    verb.add_option("PAGE", pages, "The pages (id, BATCH/NUMBER or BATCH/FROM-TO), else one a line on standard input");
}

ExitStatus run_assign(Run& run, const std::string& verb) {
    const std::vector<std::string> named = things_or_stdin(pages);
    return file_and_print(run, verb, [&](FilingRun& filing) {
        return assign_pages(filing, named, target, position == 0 ? std::nullopt : std::optional(position));
    });
}

void add_assign(Tool& tool) {
    Command assign =
        tool.verb("assign", "File pages of the work list", [](Run& run) { return run_assign(run, "assign"); });
    add_pages_option(assign);
    assign.add_option("--document", target.document, "Into this document, behind its last page");
    assign.add_option("--ticket", target.ticket, "Or as a document of this ticket");
    assign.add_option("--customer", target.customer, "Or of this customer");
    assign.add_option("--series", target.series, "Or of this series");
    assign.add_option("--type", target.type, "And of this type");
    Command insert = tool.verb("insert", "File pages of the work list at a position",
                               [](Run& run) { return run_assign(run, "insert"); });
    add_pages_option(insert);
    insert.add_option("--document", target.document, "The document").required();
    insert.add_option("--at", position, "The position of the first of them").required().positive();
}

}  // namespace

void add_page_verbs(Tool& tool) {
    add_assign(tool);
    Command drop = tool.verb("drop", "Pages belong to nothing (needs --reason); they are kept", [](Run& run) {
        const std::vector<std::string> named = things_or_stdin(pages);
        return file_and_print(run, "drop", [&](FilingRun& filing) { return drop_pages(filing, named); });
    });
    add_pages_option(drop);
    Command replace =
        tool.verb("replace", "Put a better scan in a page's place (needs --reason); the old one is kept", [](Run& run) {
            return file_and_print(run, "replace", [](FilingRun& filing) { return replace_page(filing, page, by); });
        });
    replace.add_option("PAGE", page, "The older scan").required();
    replace.add_option("--by", by, "The better one").required();
    Command reorder = tool.verb("reorder", "Put a document's pages into another order", [](Run& run) {
        const std::vector<std::string> named = order.empty() ? things_or_stdin(pages) : std::vector<std::string>{};
        return file_and_print(run, "reorder",
                              [&](FilingRun& filing) { return reorder_pages(filing, target.document, named); });
    });
    reorder.add_option("DOCUMENT", target.document, "The document").required();
    reorder.add_option("PAGE", pages, "All its pages in the new order, else one a line on standard input");
    reorder.add_option("--by", order, "seq: in the order they were captured").one_of({"seq"});
}

}  // namespace arc

#include "jobs/export/write_tree.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"

#include <algorithm>
#include <thread>

namespace arc {
namespace {

ExitStatus run_tree(Run& run, const TreeRequest& request) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::copy);
    RecordPrinter out = run.printer(
        archive, {{"tree", "TREE"}, {"documents", "DOCUMENTS"}, {"pages", "PAGES"}, {"left_out", "LEFT-OUT"}});
    Operation operation(run.caller(), "export tree");
    out.put(write_tree(archive, operation, request, run.reporter()));
    out.flush();
    return run.status();
}

}  // namespace

void add_tree_verb(Tool& tool) {
    static TreeRequest request;
    request.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    Command verb = tool.verb("tree", "A folder that a browser shows without a network: lists, pictures, IIIF manifests",
                             [](Run& run) { return run_tree(run, request); });
    add_scope_options(verb, request.scope);
    verb.add_option("--output", request.output, "The folder to make").required();
    verb.add_option("--jobs,-j", request.threads, "Pictures made side by side").from_to(1, 64);
}

}  // namespace arc

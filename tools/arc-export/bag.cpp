#include "jobs/export/write_bag.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"

#include <algorithm>
#include <thread>

namespace arc {
namespace {

ExitStatus run_bag(Run& run, const BagRequest& request) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::copy);
    if (request.unmask) {
        require_right(archive, run.caller(), Verb::unmask);
    }
    RecordPrinter out = run.printer(archive, {{"bag", "BAG"},
                                              {"state", "STATE"},
                                              {"documents", "DOCUMENTS"},
                                              {"pages", "PAGES"},
                                              {"files", "FILES"},
                                              {"bytes", "BYTES"},
                                              {"left_out", "LEFT-OUT"}});
    Operation operation(run.caller(), request.transfer ? "export transfer" : "export bag");
    out.put(write_bag(archive, operation, request, run.reporter()));
    out.flush();
    return run.status();
}

}  // namespace

namespace {

void add_bag_options(CLI::App& verb, BagRequest& request) {
    request.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    add_scope_options(verb, request.scope);
    verb.add_option("--output", request.output, "The folder to make, or a file .tar or .zip")->required();
    verb.add_flag("--sm3", request.sm3, "Manifests in SM3 too");
    verb.add_flag("--unmask", request.unmask, "Private fields in the records, where you may see them");
    verb.add_option("--jobs,-j", request.threads, "Files copied side by side")->check(CLI::Range(1, 64));
}

}  // namespace

void add_transfer_verb(Tool& tool) {
    static BagRequest request;
    request.transfer = true;
    CLI::App& verb = tool.verb("transfer", "A bag for another archive: with transfer list, DA/T 48 records and report",
                               [](Run& run) { return run_bag(run, request); });
    add_bag_options(verb, request);
    verb.add_option("--to", request.taker, "Who receives it, as the list shall say");
}

void add_bag_verb(Tool& tool) {
    static BagRequest request;
    CLI::App& verb = tool.verb("bag", "A BagIt package of documents with their pages, records, catalogue and METS",
                               [](Run& run) { return run_bag(run, request); });
    add_bag_options(verb, request);
}

}  // namespace arc

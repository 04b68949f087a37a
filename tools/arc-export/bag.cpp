#include "jobs/export/write_bag.hpp"
#include "jobs/passphrase.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"

#include <algorithm>
#include <thread>

namespace arc {
namespace {

struct Options {
    BagRequest request;
    std::string passphrase_file;
};

ExitStatus run_bag(Run& run, Options& options) {
    BagRequest& request = options.request;
    request.passphrase = read_passphrase(options.passphrase_file);
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
    Operation operation(run.caller(), "export " + std::string(to_text(request.kind)));
    out.put(write_bag(archive, operation, request, run.reporter()));
    out.flush();
    return run.status();
}

void add_bag_options(Command verb, Options& options) {
    BagRequest& request = options.request;
    request.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    verb.add_option("--output", request.output, "The folder to make, or a file .tar or .zip").required();
    verb.add_flag("--sm3", request.sm3, "Manifests in SM3 too");
    verb.add_flag("--unmask", request.unmask, "Private fields in the records, where you may see them");
    verb.add_option("--passphrase-file", options.passphrase_file,
                    "Encrypt a .zip (AES-256) with the first line of this file");
    verb.add_option("--jobs,-j", request.threads, "Files copied side by side").from_to(1, 64);
}

}  // namespace

void add_transfer_verb(Tool& tool) {
    static Options options;
    options.request.kind = BagKind::transfer;
    Command verb = tool.verb("transfer", "A bag for another archive: with transfer list, DA/T 48 records and report",
                             [](Run& run) { return run_bag(run, options); });
    add_scope_options(verb, options.request.scope);
    add_bag_options(verb, options);
    verb.add_option("--to", options.request.taker, "Who receives it, as the list shall say");
}

void add_bag_verb(Tool& tool) {
    static Options options;
    Command verb = tool.verb("bag", "A BagIt package of documents with their pages, records, catalogue and METS",
                             [](Run& run) { return run_bag(run, options); });
    add_scope_options(verb, options.request.scope);
    add_bag_options(verb, options);
}

void add_handover_verb(Tool& tool) {
    static Options options;
    options.request.kind = BagKind::handover;
    Command verb = tool.verb("handover", "A bag of what stands on a signed handover list, with the list itself",
                             [](Run& run) { return run_bag(run, options); });
    verb.add_option("LIST", options.request.scope.handover, "The list's code, label or number").required();
    add_bag_options(verb, options);
}

}  // namespace arc

#include "jobs/intake/batch_verbs.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-ingest/verbs.hpp"

namespace arc {
namespace {

const std::vector<ViewColumn> batch_columns{{"batch", "BATCH"},       {"state", "STATE"},     {"pages", "PAGES"},
                                            {"expected", "EXPECTED"}, {"refused", "REFUSED"}, {"unfiled", "UNFILED"},
                                            {"operator", "OPERATOR"}, {"opened", "OPENED"}};
const std::vector<ViewColumn> page_columns{{"seq", "SEQ"},           {"id", "PAGE"},       {"role", "ROLE"},
                                           {"document", "DOCUMENT"}, {"source", "SOURCE"}, {"reason", "REASON"}};

}  // namespace

void add_batch_verbs(Tool& tool) {
    static std::string code;
    tool.verb("batch", "Batches: list, show, close, withdraw", nullptr);
    tool.verb("batch list", "The batches, newest first", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, batch_columns);
        list_batches(archive, out);
        out.flush();
        return ExitStatus::done;
    });
    Command show = tool.verb("batch show", "The pages of a batch and where each was filed", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, page_columns);
        show_batch(archive, code, out);
        out.flush();
        return ExitStatus::done;
    });
    Command close = tool.verb("batch close", "Close a batch whose count does not fit (needs --reason)", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        require_right(archive, run.caller(), Verb::capture);
        Operation operation(run.caller(), "batch close");
        close_batch(archive, operation, code);
        return ExitStatus::done;
    });
    Command withdraw =
        tool.verb("batch withdraw", "Take a batch back that should not have been taken (needs --reason)", [](Run& run) {
            Archive archive = run.open_archive(Access::write);
            require_right(archive, run.caller(), Verb::capture);
            Operation operation(run.caller(), "batch withdraw");
            withdraw_batch(archive, operation, code);
            return ExitStatus::done;
        });
    for (const Command verb : {show, close, withdraw}) {
        verb.add_option("BATCH", code, "The batch's code").required();
    }
}

}  // namespace arc

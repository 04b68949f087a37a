#include "base/say.hpp"
#include "jobs/barcodes/barcode_filter.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-barcode/verbs.hpp"
#include "tools/common/record_lines.hpp"

#include <algorithm>
#include <map>
#include <thread>

namespace arc {
namespace {

struct Options {
    BarcodeFilterRequest request;
    std::string effort = "normal";
};

ExitStatus run_filter(Run& run, Options options) {
    static const std::map<std::string, Effort> efforts{
        {"quick", Effort::quick}, {"normal", Effort::normal}, {"thorough", Effort::thorough}};
    options.request.effort = efforts.at(options.effort);
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::capture);
    write_missing_journal_lines(archive);
    Operation operation(run.caller(), "barcode");
    RecordPrinter out(OutputFormat::jsonl, archive.config().id, {});
    BarcodeFilter filter(archive, operation, run.reporter(), out, options.request);
    RecordLines lines(run.caller().tool, archive.config().id);
    while (!run.reporter().stop_requested()) {
        while (!lines.wait(std::chrono::milliseconds(20)) && !run.reporter().stop_requested()) {
            filter.commit_if_due();
        }
        if (run.reporter().stop_requested()) {
            break;
        }
        const std::optional<RecordLines::Line> line = lines.next();
        if (!line) {
            break;
        }
        if (line->record.kind == "page") {
            filter.take_page(line->record);
        } else {
            filter.take_other(line->record);
        }
    }
    const ExitStatus finished = filter.finish();
    return worse(finished, run.status());
}

}  // namespace

void add_filter(Tool& tool) {
    static Options options;
    options.request.workers = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    Command app = tool.without_verb([](Run& run) { return run_filter(run, options); });
    app.add_option("--effort", options.effort, "quick, normal, or thorough (whole pages too)")
        .one_of({"quick", "normal", "thorough"});
    app.add_flag("--again", options.request.again, "Decode pages that were read before");
    app.add_option("--workers", options.request.workers, "Processes that decode").from_to(1, 64);
}

}  // namespace arc

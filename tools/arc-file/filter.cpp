#include "jobs/filing/split_filter.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-file/verbs.hpp"
#include "tools/common/record_lines.hpp"

namespace arc {
namespace {

ExitStatus run_filter(Run& run) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::file);
    write_missing_journal_lines(archive);
    Operation operation(run.caller(), "split");
    RecordPrinter out(OutputFormat::jsonl, archive.config().id, {});
    SplitFilter filter(archive, operation, run.reporter(), out);
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
        } else if (line->record.kind == "batch") {
            filter.take_batch(line->record);
        } else {
            out.put_line(line->text);
        }
    }
    const ExitStatus finished = filter.finish();
    return worse(finished, run.status());
}

}  // namespace

void add_filter(Tool& tool) {
    tool.without_verb(run_filter);
}

}  // namespace arc

#include "base/say.hpp"
#include "jobs/filing/split_filter.hpp"
#include "jobs/permit.hpp"
#include "record/page_record.hpp"
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
        const std::optional<RecordLines::Line> line = lines.next();
        if (!line) {
            break;
        }
        if (line->record.kind == "page") {
            const Result<Page> page = read_page_record(line->record);
            if (!page) {
                throw Fault(ErrorCode::usage, "standard input", page.error().what,
                            say("feed this tool the output of arc-barcode"));
            }
            filter.take_page(*page);
        } else if (line->record.kind == "batch") {
            filter.take_batch(line->record);
        } else {
            out.put_line(line->text);
        }
    }
    return worse(filter.finish(), run.status());
}

}  // namespace

void add_filter(Tool& tool) {
    tool.without_verb(run_filter);
}

}  // namespace arc

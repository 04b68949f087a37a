#include "jobs/intake/quarantine.hpp"
#include "base/text.hpp"
#include "jobs/permit.hpp"
#include "store/files.hpp"
#include "tools/arc-ingest/verbs.hpp"
#include "tools/common/standard_output.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

const std::vector<ViewColumn> refusal_columns{
    {"number", "NUMBER"}, {"batch", "BATCH"}, {"code", "CODE"}, {"source", "SOURCE"}, {"reason", "REASON"}};

}  // namespace

void add_quarantine_verbs(Tool& tool) {
    static std::int64_t number = 0;
    static std::string opaque;
    tool.verb("quarantine", "Refused files: list, show, retry, drop", nullptr);
    tool.verb("quarantine list", "The files that wait for a decision", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, refusal_columns);
        list_quarantine(archive, out);
        out.flush();
        return out.count() == 0 ? ExitStatus::done : ExitStatus::findings;
    });
    Command show = tool.verb("quarantine show", "Where a refused file lies, and why", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        put_on_stdout(
            fmt::format("{}\n{}\n", quarantined_file(archive, number).string(), reason_of_refusal(archive, number)));
        return ExitStatus::done;
    });
    Command retry = tool.verb("quarantine retry", "Try to take a refused file again", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        require_right(archive, run.caller(), Verb::capture);
        archive.objects().clear_staging();
        RecordPrinter out(OutputFormat::jsonl, archive.config().id, {});
        Operation operation(run.caller(), "ingest");
        const ExitStatus retried = retry_quarantined(archive, operation, run.reporter(), out, number, opaque);
        return worse(retried, run.status());
    });
    retry.add_option("--opaque", opaque, "Take it whole and undecoded, as this type");
    Command drop = tool.verb("quarantine drop", "Give a refused file up (needs --reason)", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        require_right(archive, run.caller(), Verb::capture);
        Operation operation(run.caller(), "quarantine drop");
        drop_quarantined(archive, operation, number);
        return ExitStatus::done;
    });
    for (const Command verb : {show, retry, drop}) {
        verb.add_option("NUMBER", number, "As quarantine list gives it").required();
    }
}

}  // namespace arc

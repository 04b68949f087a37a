#include "base/say.hpp"
#include "jobs/filing/compare_copy.hpp"
#include "jobs/steps/step_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"
#include "tools/common/held_records.hpp"

namespace arc {
namespace {

std::string step;
std::vector<std::string> things;
StepFilter filter;
bool returned = false;
bool kept = false;

ExitStatus run_step(Run& run) {
    if (step.empty()) {
        throw Fault(ErrorCode::usage, "step", say("needs a step of the profile"), say("see arc-file step --help"));
    }
    return file_lines(run, "step", things, [](FilingRun& filing, const std::vector<std::string>& lines) {
        return scan_step(filing, step, lines);
    });
}

ExitStatus run_list(Run& run) {
    Archive archive = run.open_archive(Access::read);
    HeldRecords held;
    list_steps(archive, run.caller(), filter, held);
    print_answer(run, archive, held.records());
    return ExitStatus::done;
}

ExitStatus run_waiting(Run& run) {
    Archive archive = run.open_archive(Access::read);
    RecordPrinter out = run.printer(archive, columns_of("step_waiting"));
    list_waiting(archive, run.caller(), filter.step, out);
    out.flush();
    return ExitStatus::done;
}

ExitStatus run_compared(Run& run) {
    if (returned == kept) {
        throw Fault(ErrorCode::usage, "compared", say("needs to know where the original went"),
                    say("give --returned or --kept"));
    }
    return file_lines(run, "compared", things, [](FilingRun& filing, const std::vector<std::string>& lines) {
        return compare_copies(filing, lines, returned ? OriginalWent::returned : OriginalWent::kept);
    });
}

}  // namespace

void add_step_verbs(Tool& tool) {
    Command scan = tool.verb("step", "Scan the labels of papers that have gone through a step", run_step);
    // Not required(): the verbs below it have none.
    scan.add_option("STEP", step, "A step of the profile");
    scan.add_option("THING", things, "Documents, tickets, volumes, boxes (else one a line on standard input)");
    Command list = tool.verb("step list", "What is in hand at each step, and how long it takes whom", run_list);
    list.add_option("--step", filter.step, "Of this step only");
    list.add_option("--person", filter.person, "Times of this person only");
    list.add_option("--since", filter.since, "Times from this day on");
    list.add_option("--until", filter.until, "Times up to this day");
    Command waiting = tool.verb("step waiting", "The things that wait for a step, longest first", run_waiting);
    waiting.add_option("STEP", filter.step, "This step (any)");
    Command compared = tool.verb("compared", "Copies were compared with their originals", run_compared);
    compared.add_option("DOCUMENT", things, "The copies, else one a line on standard input");
    compared.add_flag("--returned", returned, "The original went back");
    compared.add_flag("--kept", kept, "The original was kept");
}

}  // namespace arc

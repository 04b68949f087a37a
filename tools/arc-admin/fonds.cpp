#include "jobs/admin/fonds.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-admin/verbs.hpp"

namespace arc {
namespace {

std::string number;
std::string since;

const std::vector<ViewColumn> columns{{"number", "FONDS"}, {"since", "SINCE"}, {"until", "UNTIL"}};

ExitStatus print(Run& run, const Archive& archive, const Answer& answer) {
    RecordPrinter out = run.printer(archive, columns);
    for (const Record& record : answer) {
        out.put(record);
    }
    out.flush();
    return run.status();
}

ExitStatus revise(Run& run) {
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), "fonds revise");
    return print(run, archive, run_filing(archive, operation, run.reporter(), [](FilingRun& filing) {
                     return revise_fonds(filing, number, since);
                 }));
}

ExitStatus list(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    return print(run, archive, list_fonds(archive));
}

}  // namespace

void add_fonds_verbs(Tool& tool) {
    tool.verb("fonds", "The number of the fonds (全宗号)", nullptr);
    Command verb =
        tool.verb("fonds revise", "Give the fonds another number; the old ones still find everything", revise);
    verb.add_option("NUMBER", number, "The new number").required();
    verb.add_option("--since", since, "The day from which it holds (today)");
    tool.verb("fonds list", "The numbers that it has and had", list);
}

}  // namespace arc

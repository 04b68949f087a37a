#include "jobs/audit/findings.hpp"
#include "base/say.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    FindingsRequest request;
    CloseRequest close;
    std::string finding;
    TableOutput output;
};

const std::vector<ViewColumn> columns{
    {"id", "ID"},     {"code", "CODE"},   {"light", "LIGHT"},       {"state", "STATE"},      {"subject", "SUBJECT"},
    {"unit", "UNIT"}, {"owner", "OWNER"}, {"deadline", "DEADLINE"}, {"first_seen", "SINCE"}, {"text", "TEXT"}};

ExitStatus run_list(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    TablePrinter out(run, archive, "findings", columns, options.output);
    const std::int64_t told = list_findings(archive, run.caller(), options.request, out);
    out.finish();
    return told == 0 || options.request.state != "open" ? ExitStatus::done : ExitStatus::findings;
}

ExitStatus run_close(Run& run, const Options& options, bool close) {
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), close ? "audit close" : "audit correct");
    const StoredFinding finding = close ? close_finding(archive, operation, options.finding, options.close)
                                        : correct_finding(archive, operation, options.finding, options.close);
    RecordPrinter out = run.printer(archive, columns);
    out.put(to_record(finding));
    out.flush();
    return ExitStatus::done;
}

void add_words(Command app, Options& options) {
    app.add_option("FINDING", options.finding, "Its number, see arc-audit findings").required();
    app.add_option("--cause", options.close.cause, "What was the cause");
    app.add_option("--correction", options.close.correction, "What was done about it");
}

}  // namespace

void add_findings(Tool& tool) {
    static Options options;
    Command list = tool.verb("findings", "The findings that are written down, the reddest and most urgent first",
                             [](Run& run) { return run_list(run, options); });
    list.add_option("--state", options.request.state, "open (unless told), closed, mended or all")
        .one_of({"open", "closed", "mended", "all"});
    list.add_option("--owner", options.request.owner, "Only of this person or role; me: one's own");
    list.add_option("--code", options.request.code, "Only this code, or A01*");
    list.add_option("--unit", options.request.unit, "Only of this unit and all below it");
    list.add_option("--since", options.request.since, "Only what changed on this day or later");
    add_output(list, options.output);
    Command correct = tool.verb("correct", "Say what was the cause of a finding and what was done; it stays open",
                                [](Run& run) { return run_close(run, options, false); });
    add_words(correct, options);
    Command close = tool.verb("close", "Close a finding with --reason until its facts change",
                              [](Run& run) { return run_close(run, options, true); });
    add_words(close, options);
    close.add_option("--until", options.close.until, "Only up to this day");
}

}  // namespace arc

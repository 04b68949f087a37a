#include "jobs/audit/scores.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string unit, score;
    TableOutput output;
    bool record = false;
    bool findings = false;
};

const std::vector<ViewColumn> columns{{"title", "SCORE"},   {"level", "LEVEL"},   {"rank", "RANK"},    {"who", "WHO"},
                                      {"points", "POINTS"}, {"before", "BEFORE"}, {"text", "MEASURES"}};

ExitStatus run_scores(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    TablePrinter out(run, archive, "scores", columns, options.output);
    put_scores(audit_run, options.score, out);
    out.finish();
    return ExitStatus::done;
}

}  // namespace

void add_scores(Tool& tool) {
    static Options options;
    Command app = tool.verb("scores", std::string(need_audit("scores").summary) + ", ranked", [](Run& run) {
        if (!options.findings && !options.record) {
            return run_scores(run, options);
        }
        AuditScope scope;
        scope.record = options.record;
        return print_audit(run, "scores", scope, options.unit, options.output);
    });
    app.add_option("SCORE", options.score, "Only this one of the profile's scores");
    add_output(app, options.output);
    app.add_flag("--findings", options.findings, "What is below its target instead");
    app.add_option("--unit", options.unit, "With --findings: only this unit and all below it");
    app.add_flag("--record", options.record, "Write these findings down, as arc-audit all does");
}

}  // namespace arc

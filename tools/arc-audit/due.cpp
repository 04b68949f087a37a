#include "base/say.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/permit.hpp"
#include "model/duration.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string unit, ahead, by;
    TableOutput output;
    bool record = false;
};

const std::vector<ViewColumn> due_columns{{"due", "DUE"},           {"title", "WHAT"}, {"subject", "SUBJECT"},
                                          {"customer", "CUSTOMER"}, {"unit", "UNIT"},  {"owner", "OWNER"},
                                          {"late", "LATE"}};
const std::vector<ViewColumn> rate_columns{{"title", "WHAT"},     {"who", "WHO"},       {"due", "DUE"},
                                           {"done", "DONE"},      {"behind", "BEHIND"}, {"percent", "%"},
                                           {"target", "TARGET %"}};

ExitStatus run_list(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    TablePrinter out(run, archive, "due", options.by.empty() ? due_columns : rate_columns, options.output);
    if (options.by.empty()) {
        const Day before = audit_run.calendar().add(audit_run.today(), parse_duration(options.ahead).value_or_throw());
        put_due(audit_run, before, out);
    } else {
        put_rates(audit_run,
                  options.by == "person" ? RateBy::person
                  : options.by == "unit" ? RateBy::unit
                                         : RateBy::kind,
                  out);
    }
    out.finish();
    return ExitStatus::done;
}

}  // namespace

void add_due(Tool& tool) {
    static Options options;
    Command app = tool.verb("due", std::string(need_audit("due").summary), [](Run& run) {
        if (!options.ahead.empty() || !options.by.empty()) {
            return run_list(run, options);
        }
        AuditScope scope;
        scope.record = options.record;
        return print_audit(run, "due", scope, options.unit, options.output);
    });
    app.add_option("--unit", options.unit, "Only this unit and all below it");
    add_output(app, options.output);
    app.add_flag("--record", options.record, "Write the findings down, as arc-audit all does");
    const CommandOption ahead = app.add_option(
        "--ahead", options.ahead, "List all that falls due within this time (1mo: next month's birthdays) instead");
    app.add_option("--by", options.by, "kind, person or unit: how many of those due were done, against the target")
        .one_of({"kind", "person", "unit"})
        .excludes(ahead);
}

}  // namespace arc

#include "jobs/audit/compare_list.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string unit;
    ListRequest list;
    TableOutput output;
    bool record = false;
};

ExitStatus run_against(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    TablePrinter out(run, archive, "data", finding_columns(), options.output);
    compare_list(audit_run, options.list, [&](const Finding& finding) { out.put(to_record(finding)); });
    out.finish();
    return out.count() == 0 ? ExitStatus::done : ExitStatus::findings;
}

}  // namespace

void add_data(Tool& tool) {
    static Options options;
    Command app = tool.verb("data", std::string(need_audit("data").summary), [](Run& run) {
        if (!options.list.file.empty()) {
            return run_against(run, options);
        }
        AuditScope scope;
        scope.record = options.record;
        return print_audit(run, "data", scope, options.unit, options.output);
    });
    app.add_option("--unit", options.unit, "Only this unit and all below it");
    add_output(app, options.output);
    const CommandOption record =
        app.add_flag("--record", options.record, "Write the findings down, as arc-audit all does");
    const CommandOption against =
        app.add_option("--against", options.list.file,
                       "Instead: hold somebody else's list of customers (CSV, JSON Lines) against the catalog")
            .excludes(record);
    app.add_option("--sum", options.list.sums, "Add up this field over the list's rows of one customer").needs(against);
    app.add_flag("--whole", options.list.whole, "The list names all: who is not in it is a finding").needs(against);
}

}  // namespace arc

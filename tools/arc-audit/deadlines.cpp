#include "base/say.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/payable.hpp"
#include "jobs/audit/reminders.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string unit, person, payable;
    TableOutput output;
    bool record = false;
    bool messages = false;
};

const std::vector<ViewColumn> message_columns{
    {"to", "TO"}, {"name", "NAME"}, {"phone", "PHONE"}, {"subject", "SUBJECT"}};

ExitStatus run_audit_verb(Run& run, std::string_view name, const Options& options) {
    AuditScope scope;
    scope.record = options.record;
    return print_audit(run, name, scope, options.unit, options.output);
}

ExitStatus run_messages(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    AuditScope scope;
    scope.units = units_of(archive, options.unit);
    TablePrinter out(run, archive, "reminders", message_columns, options.output);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    const std::int64_t told = put_messages(audit_run, scope, options.person, out);
    out.finish();
    return told == 0 ? ExitStatus::done : ExitStatus::findings;
}

ExitStatus run_payable(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    const Thing project = resolve_thing(archive, options.payable).value_or_throw();
    TablePrinter out(run, archive, "payable", finding_columns(), options.output);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    const std::int64_t lacking =
        state_unpayable(audit_run, project, [&](const Finding& finding) { out.put(to_record(finding)); });
    out.finish();
    if (lacking == 0) {
        run.reporter().notice(say("{}: may be paid", options.payable));
        return ExitStatus::done;
    }
    return ExitStatus::findings;
}

void add_common(Command app, Options& options) {
    app.add_option("--unit", options.unit, "Only this unit and all below it");
    add_output(app, options.output);
    app.add_flag("--record", options.record, "Write the findings down, as arc-audit all does");
}

}  // namespace

void add_deadlines(Tool& tool) {
    static Options late;
    add_common(tool.verb("deadlines", std::string(need_audit("deadlines").summary),
                         [](Run& run) { return run_audit_verb(run, "deadlines", late); }),
               late);
    static Options reminders;
    Command reminding = tool.verb("reminders", std::string(need_audit("reminders").summary), [](Run& run) {
        return reminders.messages ? run_messages(run, reminders) : run_audit_verb(run, "reminders", reminders);
    });
    add_common(reminding, reminders);
    reminding.add_flag("--messages", reminders.messages,
                       "One text for each person instead, for whatever sends mail or short messages");
    reminding.add_option("--person", reminders.person, "With --messages: only this person or role");
    static Options contracts;
    Command contracting = tool.verb("contracts", std::string(need_audit("contracts").summary), [](Run& run) {
        return contracts.payable.empty() ? run_audit_verb(run, "contracts", contracts) : run_payable(run, contracts);
    });
    add_common(contracting, contracts);
    contracting.add_option("--payable", contracts.payable,
                           "Whether this project (a ticket or customer) may be paid: its papers are in step with it, "
                           "and what its contract says of its file is there");
}

}  // namespace arc

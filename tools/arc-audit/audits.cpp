#include "base/say.hpp"
#include "catalog/person_table.hpp"
#include "jobs/audit/findings.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/permit.hpp"
#include "model/duration.hpp"
#include "tools/arc-audit/verbs.hpp"

#include <map>
#include <set>

namespace arc {
namespace {

struct Options {
    std::string unit;
    std::string ahead;
    std::string budget;
    TableOutput output;
    bool record = false;
};

}  // namespace

const std::vector<ViewColumn>& finding_columns() {
    static const std::vector<ViewColumn> columns{{"code", "CODE"},         {"light", "LIGHT"}, {"subject", "SUBJECT"},
                                                 {"customer", "CUSTOMER"}, {"unit", "UNIT"},   {"owner", "OWNER"},
                                                 {"deadline", "DEADLINE"}, {"text", "TEXT"}};
    return columns;
}

std::optional<std::unordered_set<std::int64_t>> units_of(Archive& archive, const std::string& unit) {
    if (unit.empty()) {
        return std::nullopt;
    }
    const Thing thing = resolve_thing(archive, unit, ThingKind::unit).value_or_throw();
    const std::vector<std::int64_t> tree = UnitTable(archive.db()).with_all_below(thing.id);
    return std::unordered_set(tree.begin(), tree.end());
}

std::chrono::seconds seconds_of(const std::string& text) {
    const Duration duration = parse_duration(text).value_or_throw();
    return std::chrono::seconds(static_cast<std::int64_t>(approximate_minutes(duration) * 60));
}

ExitStatus print_audit(Run& run, std::string_view name, AuditScope scope, const std::string& unit,
                       const TableOutput& output) {
    Archive archive = run.open_archive(scope.record ? Access::write : Access::read);
    require_right(archive, run.caller(), Verb::audit);
    scope.units = units_of(archive, unit);
    TablePrinter out(run, archive, std::string(name), finding_columns(), output);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    const Audit& audit = need_audit(name);
    Coverage coverage = Coverage::whole;
    std::int64_t stated = 0;
    const auto put = [&](const Finding& finding) {
        ++stated;
        out.put(to_record(finding));
    };
    if (scope.record) {
        const AuditedNow done = record_audits(audit_run, "audit " + std::string(name), {{&audit, scope}}, {}, put);
        coverage = done.coverage;
        run.reporter().detail(say("{} new, {} mended, {} open", done.fresh, done.mended, done.open));
    } else {
        coverage = run_audit(audit, audit_run, scope, put);
    }
    out.finish();
    return coverage == Coverage::blind ? ExitStatus::fault : stated == 0 ? ExitStatus::done : ExitStatus::findings;
}

void add_audits(Tool& tool) {
    static std::map<std::string, Options> options;
    for (const Audit& audit : all_audits()) {
        const std::string name(audit.name);
        static const std::set<std::string> own{"completeness", "fixity", "deadlines", "reminders", "contracts",
                                               "due",          "data",   "sample",    "stocktake", "scores"};
        if (own.contains(name)) {
            continue;
        }
        Options& mine = options[name];
        Command app = tool.verb(name, std::string(audit.summary), [name, &mine](Run& run) {
            AuditScope scope;
            scope.record = mine.record;
            if (!mine.ahead.empty()) {
                scope.ahead = parse_duration(mine.ahead).value_or_throw();
            }
            if (!mine.budget.empty()) {
                scope.budget = seconds_of(mine.budget);
            }
            return print_audit(run, name, scope, mine.unit, mine.output);
        });
        app.add_option("--unit", mine.unit, "Only this unit and all below it");
        app.add_flag("--record", mine.record, "Write the findings down, as arc-audit all does");
        add_output(app, mine.output);
        if (name == "quality") {
            app.add_option("--budget", mine.budget,
                           "How long pages may be decoded to find sheets scanned twice (30min, 2h; 1min unless told)");
        }
        if (name == "retention") {
            app.add_option("--ahead", mine.ahead, "What ends within this time too (6mo unless told)");
        }
    }
}

}  // namespace arc

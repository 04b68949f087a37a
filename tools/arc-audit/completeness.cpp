#include "base/say.hpp"
#include "jobs/audit/completeness_report.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

const std::vector<ViewColumn> paper_columns{{"code", "CODE"},         {"light", "LIGHT"},       {"subject", "SUBJECT"},
                                            {"customer", "CUSTOMER"}, {"stage", "STAGE"},       {"unit", "UNIT"},
                                            {"owner", "OWNER"},       {"deadline", "DEADLINE"}, {"text", "TEXT"}};
const std::vector<ViewColumn> unit_columns{
    {"code", "UNIT"},           {"name", "NAME"},         {"customers", "CUSTOMERS"}, {"tickets", "TICKETS"},
    {"documents", "DOCUMENTS"}, {"pages", "PAGES"},       {"required", "REQUIRED"},   {"there", "THERE"},
    {"complete", "COMPLETE %"}, {"findings", "FINDINGS"}, {"red", "AT RED"},          {"yellow", "AT YELLOW"},
    {"green", "AT GREEN"}};

struct Options {
    std::string ticket, customer, series, unit, type, by;
    TableOutput output;
    bool all = false;
    bool record = false;
};

std::vector<std::int64_t> id_of(Archive& archive, const std::string& text, ThingKind kind) {
    return text.empty() ? std::vector<std::int64_t>{}
                        : std::vector{resolve_thing(archive, text, kind).value_or_throw().id};
}

CompletenessScope scope_of(Archive& archive, const Options& options) {
    CompletenessScope scope;
    scope.tickets = id_of(archive, options.ticket, ThingKind::ticket);
    scope.customers = id_of(archive, options.customer, ThingKind::customer);
    scope.series = id_of(archive, options.series, ThingKind::series);
    for (const std::int64_t unit : id_of(archive, options.unit, ThingKind::unit)) {
        const std::vector<std::int64_t> tree = UnitTable(archive.db()).with_all_below(unit);
        scope.units = std::unordered_set(tree.begin(), tree.end());
    }
    scope.type = options.type;
    const Profile& profile = archive.profile();
    if (!scope.type.empty() && profile.ticket_type(scope.type) == nullptr &&
        profile.document_type(scope.type) == nullptr) {
        throw Fault(ErrorCode::not_found, scope.type, say("neither a ticket type nor a document type of the profile"),
                    say("see arc-admin profile show"));
    }
    return scope;
}

ExitStatus run_completeness(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    const CompletenessScope scope = scope_of(archive, options);
    const bool by_unit = options.by == "unit";
    TablePrinter out(run, archive, "completeness", by_unit ? unit_columns : paper_columns, options.output);
    const ReportDepth depth = options.all ? ReportDepth::all : ReportDepth::findings;
    const std::int64_t findings = by_unit
                                      ? report_completeness_by_unit(archive, run.caller(), scope, run.reporter(), out)
                                      : report_completeness(archive, run.caller(), scope, depth, run.reporter(), out);
    out.finish();
    return findings == 0 ? ExitStatus::done : ExitStatus::findings;
}

}  // namespace

void add_completeness(Tool& tool) {
    static Options options;
    Command app =
        tool.verb("completeness", "Required documents that are missing, empty, short or not yet whole", [](Run& run) {
            AuditScope scope;
            scope.record = true;
            return options.record ? print_audit(run, "completeness", scope, options.unit, options.output)
                                  : run_completeness(run, options);
        });
    app.add_option("--ticket", options.ticket, "Only this ticket");
    app.add_option("--customer", options.customer, "Only this customer and its tickets");
    app.add_option("--series", options.series, "Only this node of the series");
    app.add_option("--unit", options.unit, "Only this unit and all below it");
    app.add_option("--type", options.type, "Only tickets, or documents, of this type");
    app.add_option("--by", options.by, "unit: figures for each unit along the tree instead of findings")
        .one_of({"unit"});
    add_output(app, options.output);
    app.add_flag("--record", options.record, "Write the findings down, as arc-audit all does");
    app.add_flag("--all", options.all, "Also what is present, waived, not yet due or surplus");
}

}  // namespace arc

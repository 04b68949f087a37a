#include "base/local_text.hpp"
#include "base/say.hpp"
#include "jobs/audit/stocktakes.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string place;
    std::vector<std::string> things;
    std::int64_t stocktake = 0;
    TableOutput output;
    bool record = false;
    bool all = false;
};

const std::vector<ViewColumn> stock_columns{
    {"verdict", "VERDICT"}, {"thing", "THING"}, {"expected", "EXPECTED AT"}, {"found", "MET AT"}};
const std::vector<ViewColumn> list_columns{
    {"id", "STOCKTAKE"}, {"place", "PLACE"}, {"started", "STARTED"}, {"finished", "FINISHED"}};

// Rows of things, then how many of each, in words where people read them.
class StockPrinter final : public RecordSink {
public:
    StockPrinter(Run& run, const Archive& archive, const TableOutput& output)
        : run_(&run), out_(run, archive, "stocktake", stock_columns, output) {}
    void put(const Record& record) override {
        if (record.kind == "stock" || out_.format() == OutputFormat::jsonl) {
            out_.put(record);
        }
        if (record.kind == "stocktake") {
            const Value fields(record.fields);
            off_ = fields.int_of("missing") + fields.int_of("misplaced") + fields.int_of("unknown");
            run_->reporter().notice(say("stocktake {} of {}: {} there, {} missing, {} misplaced, {} unknown, {} lent",
                                        fields.int_of("id"), fields.text_of("place"), fields.int_of("there"),
                                        fields.int_of("missing"), fields.int_of("misplaced"), fields.int_of("unknown"),
                                        fields.int_of("lent")));
        }
    }
    void flush() override { out_.flush(); }
    void finish() { out_.finish(); }
    std::int64_t off() const { return off_; }

private:
    Run* run_;
    TablePrinter out_;
    std::int64_t off_ = 0;
};

template <class Do>
ExitStatus run_count(Run& run, Access access, Do act) {
    Archive archive = run.open_archive(access);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    return act(archive, audit_run);
}

ExitStatus print_stock(Run& run, Archive& archive, AuditRun& audit_run, const Options& options) {
    StockPrinter out(run, archive, options.output);
    put_stocktake(audit_run, options.stocktake, options.all, out);
    out.finish();
    return out.off() == 0 ? ExitStatus::done : ExitStatus::findings;
}

}  // namespace

void add_stocktake(Tool& tool) {
    static Options options;
    Command audit = tool.verb("stocktake", std::string(need_audit("stocktake").summary), [](Run& run) {
        AuditScope scope;
        scope.record = options.record;
        return print_audit(run, "stocktake", scope, {}, options.output);
    });
    add_output(audit, options.output);
    audit.add_flag("--record", options.record, "Write the findings down, as arc-audit all does");
    Command start = tool.verb("stocktake start", "Begin a count; what should be there is frozen now", [](Run& run) {
        return run_count(run, Access::write, [&](Archive& archive, AuditRun& audit_run) {
            Operation operation(run.caller(), "audit stocktake start");
            const Stocktake count = start_stocktake(audit_run, operation, options.place);
            run.reporter().notice(say("stocktake {} began at {}; go on with arc-audit stocktake scan {}", count.id,
                                      local_time(count.started, archive.zone()), count.id));
            return ExitStatus::done;
        });
    });
    start.add_option("PLACE", options.place, "It and all below it").required();
    Command scan = tool.verb("stocktake scan", "What was met: codes, or one a line on standard input", [](Run& run) {
        return run_count(run, Access::write, [&](Archive&, AuditRun& audit_run) {
            Operation operation(run.caller(), "audit stocktake scan");
            const Scanned scanned = scan_stocktake(audit_run, operation, options.stocktake,
                                                   things_or_stdin(options.things), run.reporter());
            run.reporter().notice(say("{} things met, {} unknown", scanned.things, scanned.unknown));
            return run.status();
        });
    });
    scan.add_option("STOCKTAKE", options.stocktake, "Its number").required();
    scan.add_option("THING", options.things, "A place's code says where the following were met");
    Command finish = tool.verb("stocktake finish", "End a count: what was not met is missing", [](Run& run) {
        return run_count(run, Access::write, [&](Archive& archive, AuditRun& audit_run) {
            Operation operation(run.caller(), "audit stocktake finish");
            finish_stocktake(audit_run, operation, options.stocktake);
            return print_stock(run, archive, audit_run, options);
        });
    });
    add_output(finish, options.output);
    finish.add_option("STOCKTAKE", options.stocktake, "Its number").required();
    Command show = tool.verb("stocktake show", "What a count found so far", [](Run& run) {
        return run_count(run, Access::read, [&](Archive& archive, AuditRun& audit_run) {
            return print_stock(run, archive, audit_run, options);
        });
    });
    add_output(show, options.output);
    show.add_option("STOCKTAKE", options.stocktake, "Its number").required();
    show.add_flag("--all", options.all, "Also what is there");
    Command list = tool.verb("stocktake list", "The counts there were", [](Run& run) {
        return run_count(run, Access::read, [&](Archive& archive, AuditRun& audit_run) {
            TablePrinter out(run, archive, "stocktakes", list_columns, options.output);
            put_stocktakes(audit_run, out);
            out.finish();
            return ExitStatus::done;
        });
    });
    add_output(list, options.output);
}

}  // namespace arc

#include "base/say.hpp"
#include "jobs/audit/sample_answers.hpp"
#include "jobs/audit/sample_draw.hpp"
#include "jobs/audit/samples.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string name, seed, file, outcome, note;
    std::vector<std::string> wrong;
    std::int64_t sample = 0;
    std::int64_t item = 0;
    TableOutput output;
    bool record = false;
};

const std::vector<ViewColumn> item_columns{{"ordinal", "ordinal"}, {"subject", "SUBJECT"}, {"name", "NAME"},
                                           {"unit", "UNIT"},       {"lead", "LEAD"},       {"check", "CHECK"},
                                           {"outcome", "OUTCOME"}, {"wrong", "WRONG"},     {"note", "NOTE"}};
const std::vector<ViewColumn> rate_columns{{"of", "OF"},
                                           {"name", "NAME"},
                                           {"items", "ITEMS"},
                                           {"looked_at", "LOOKED AT"},
                                           {"unreached", "UNREACHED"},
                                           {"wrong", "WRONG"},
                                           {"percent", "%"},
                                           {"low", "FROM %"},
                                           {"high", "TO %"}};
const std::vector<ViewColumn> list_columns{{"id", "SAMPLE"},           {"name", "NAME"},   {"seed", "SEED"},
                                           {"drawn", "DRAWN"},         {"size", "OF"},     {"items", "ITEMS"},
                                           {"looked_at", "LOOKED AT"}, {"wrong", "WRONG"}, {"state", "STATE"}};

ExitStatus run_draw(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    Operation operation(run.caller(), "audit sample draw");
    const DrawnSample sample = draw_sample_of(audit_run, operation, options.name, options.seed);
    run.reporter().notice(
        say("sample {} of {}, seed {}; see arc-audit sample sheet {}", sample.id, sample.name, sample.seed, sample.id));
    RecordPrinter out = run.printer(archive, item_columns);
    if (sample.id != 0 && !run.caller().dry_run) {
        put_sample_items(audit_run, sample.id, out);
    }
    out.flush();
    return ExitStatus::done;
}

ExitStatus run_enter(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    Operation operation(run.caller(), "audit sample enter");
    std::vector<SampleAnswer> answers;
    if (options.item != 0) {
        answers.push_back({options.item, options.outcome, options.wrong, options.note});
    } else if (!options.file.empty()) {
        answers = read_answers(options.file);
    } else {
        throw Fault(ErrorCode::usage, "answers", say("none given"), say("name a FILE, or --item and --outcome"));
    }
    enter_answers(audit_run, operation, options.sample, answers);
    RecordPrinter out = run.printer(archive, rate_columns);
    put_sample_rates(audit_run, options.sample, out);
    out.flush();
    return ExitStatus::done;
}

template <class Put>
ExitStatus run_reading(Run& run, const TableOutput& output, const std::vector<ViewColumn>& columns, Put put) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    AuditRun audit_run(archive, run.caller(), run.reporter());
    TablePrinter out(run, archive, "sample", columns, output);
    put(audit_run, out);
    out.finish();
    return ExitStatus::done;
}

}  // namespace

void add_sample(Tool& tool) {
    static Options options;
    Command audit = tool.verb("sample", std::string(need_audit("sample").summary), [](Run& run) {
        AuditScope scope;
        scope.record = options.record;
        return print_audit(run, "sample", scope, {}, options.output);
    });
    add_output(audit, options.output);
    audit.add_flag("--record", options.record, "Write the findings down, as arc-audit all does");
    Command draw = tool.verb("sample draw", "Draw a sample of the profile, the same for everybody with the seed",
                             [](Run& run) { return run_draw(run, options); });
    draw.add_option("NAME", options.name, "Of the profile's samples").required();
    draw.add_option("--seed", options.seed, "Any text (else the name and today)");
    Command sheet = tool.verb("sample sheet", "The items of a sample, to be looked at", [](Run& run) {
        return run_reading(run, options.output, item_columns, [](AuditRun& audit_run, RecordSink& out) {
            put_sample_items(audit_run, options.sample, out);
        });
    });
    add_output(sheet, options.output);
    sheet.add_option("SAMPLE", options.sample, "Its number").required();
    Command enter = tool.verb("sample enter", "Enter what was found, one by one or from the filled sheet",
                              [](Run& run) { return run_enter(run, options); });
    enter.add_option("SAMPLE", options.sample, "Its number").required();
    enter.add_option("FILE", options.file, "The filled sheet, CSV or JSON Lines (-: standard input)");
    enter.add_option("--item", options.item, "Only this item");
    enter.add_option("--outcome", options.outcome, "right, wrong or unreached");
    enter.add_option("--wrong", options.wrong, "A field that was wrong; may be repeated");
    enter.add_option("--note", options.note, "What else was found");
    Command rate =
        tool.verb("sample rate", "The rate of errors, and between which rates the true one lies", [](Run& run) {
            return run_reading(run, options.output, rate_columns, [](AuditRun& audit_run, RecordSink& out) {
                put_sample_rates(audit_run, options.sample, out);
            });
        });
    add_output(rate, options.output);
    rate.add_option("SAMPLE", options.sample, "Its number").required();
    Command list = tool.verb("sample list", "The samples that were drawn", [](Run& run) {
        return run_reading(run, options.output, list_columns,
                           [](AuditRun& audit_run, RecordSink& out) { put_samples(audit_run, out); });
    });
    add_output(list, options.output);
}

}  // namespace arc

#include "base/say.hpp"
#include "jobs/export/make_reports.hpp"
#include "jobs/export/report_sheets.hpp"
#include "jobs/export/sheet_files.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"
#include "tools/common/standard_output.hpp"

namespace arc {
namespace {

struct Options {
    ReportRequest request;
    bool due = false;
};

const std::vector<ViewColumn> list_columns{{"name", "REPORT"}, {"title", "TITLE"}, {"every", "EVERY"}, {"made", "LAST"},
                                           {"due", "DUE"},     {"state", "STATE"}, {"next", "NEXT"}};
const std::vector<ViewColumn> made_columns{{"name", "REPORT"}, {"due", "DUE"},   {"first", "FROM"}, {"last_day", "TO"},
                                           {"state", "STATE"}, {"rows", "ROWS"}, {"files", "FILES"}};

// A look at what a report would say now.
void show(Run& run, Archive& archive, const std::vector<std::string>& names) {
    require_right(archive, run.caller(), Verb::find);
    const Day today = archive.zone().day_at(run.caller().now());
    OutputFile output("-", put_on_stdout);
    const SheetFormat format = run.options().format == "csv" ? SheetFormat::csv : SheetFormat::text;
    std::vector<ListSheet> sheets;
    for (const ReportRule& rule : reports_named(archive, names)) {
        for (ListSheet& sheet :
             report_sheets(archive, run.caller(), rule, newest_period(rule, today), run.reporter())) {
            sheets.push_back(std::move(sheet));
        }
    }
    put_sheets(sheets, format, {}, run.caller().now(), output, run.reporter());
}

ExitStatus run_report(Run& run, const Options& options) {
    const bool makes = options.due || !options.request.into.empty();
    Archive archive = run.open_archive(makes ? Access::write : Access::read);
    if (!makes && !options.request.names.empty()) {
        show(run, archive, options.request.names);
        return run.status();
    }
    RecordPrinter out = run.printer(archive, makes ? made_columns : list_columns);
    if (makes) {
        make_reports(archive, run.caller(), options.request, run.reporter(), out);
    } else {
        require_right(archive, run.caller(), Verb::find);
        list_reports(archive, run.caller(), {}, out);
        if (out.count() == 0) {
            run.reporter().remark(say("the profile has no reports"));
        }
    }
    out.flush();
    return run.status();
}

}  // namespace

void add_report_verb(Tool& tool) {
    static Options options;
    Command verb = tool.verb("report", "The profile's reports: which there are, what one says, or all that are due",
                             [](Run& run) { return run_report(run, options); });
    verb.add_option("NAME", options.request.names, "Only these; without --due and --into shown as text");
    verb.add_flag("--due", options.due, "Make files of those that are due and were not made yet");
    verb.add_option("--into", options.request.into, "The folder for the files; else the archive's outbox");
    verb.add_flag("--again", options.request.again, "With --due: also of what was made already");
}

}  // namespace arc

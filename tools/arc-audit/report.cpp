#include "base/say.hpp"
#include "jobs/audit/night_report.hpp"
#include "jobs/export/output_file.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"
#include "tools/common/standard_output.hpp"

namespace arc {
namespace {

struct Options {
    std::int64_t most = 200;
    std::string about, figure;
    TableOutput output;
};

const std::vector<ViewColumn> columns{{"about", "ABOUT"}, {"name", "FIGURE"}, {"at", "AT"}, {"value", "VALUE"}};

ExitStatus run_report(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    if (run.options().format == "html") {
        const std::string page = audit_page_html(night_report(archive, run.caller(), options.most));
        OutputFile file(options.output.file.empty() ? "-" : options.output.file, put_on_stdout);
        file.put(page);
        file.publish();
        return ExitStatus::done;
    }
    TablePrinter out(run, archive, "report", columns, options.output);
    put_figures(archive, options.about, options.figure, out);
    out.finish();
    if (out.count() == 0) {
        run.reporter().notice(say("no night wrote such a figure; see arc-audit report"));
    }
    return ExitStatus::done;
}

}  // namespace

void add_report(Tool& tool) {
    static Options options;
    Command app = tool.verb("report", "The last night as figures, or with --format html as one page for people",
                            [](Run& run) { return run_report(run, options); });
    add_output(app, options.output);
    app.add_option("--most", options.most, "Findings shown of each code (200 unless told)").not_negative();
    app.add_option("--about", options.about, "Only of archive, unit:CODE, person:CODE, audit:NAME or code:CODE");
    app.add_option("--figure", options.figure, "This figure over all nights: open, red, there, required, pages …");
}

}  // namespace arc

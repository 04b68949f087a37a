#include "jobs/export/export_pdf.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"
#include "tools/common/standard_output.hpp"

namespace arc {
namespace {

struct Options {
    PdfExportRequest request;
    std::string output;
};

ExitStatus run_pdf(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::copy);
    require_destination(archive, options.output);
    RecordPrinter out = run.printer(archive, {{"file", "FILE"},
                                              {"documents", "DOCUMENTS"},
                                              {"pages", "PAGES"},
                                              {"bytes", "BYTES"},
                                              {"left_out", "LEFT-OUT"},
                                              {"pages_left_out", "PAGES-LEFT-OUT"}});
    OutputFile output(options.output, put_on_stdout);
    Operation operation(run.caller(), "export pdf");
    Record record = export_pdf(archive, operation, options.request, output, run.reporter());
    if (!output.is_stdout()) {
        record.fields.insert(record.fields.begin(), {"file", options.output});
        out.put(record);
    }
    out.flush();
    return run.status();
}

}  // namespace

void add_pdf_verb(Tool& tool) {
    static Options options;
    Command verb = tool.verb("pdf", "A PDF of documents, their scans as they are stored",
                             [](Run& run) { return run_pdf(run, options); });
    add_scope_options(verb, options.request.scope);
    verb.add_option("--output", options.output, "The PDF to write (-: standard output)").required();
    verb.add_option("--watermark", options.request.watermark, "Words across every page");
}

}  // namespace arc

#include "base/say.hpp"
#include "jobs/export/convert_files.hpp"
#include "jobs/export/list_formats.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/verbs.hpp"

namespace arc {
namespace {

struct Options {
    bool versions = false;
    ConversionRequest request;
    std::string page;
    std::string file;
    std::string program;
    std::vector<std::string> pages;
};

const std::vector<ViewColumn> conversion_columns{{"object", "OBJECT"},    {"format", "FORMAT"}, {"result", "RESULT"},
                                                 {"result_format", "AS"}, {"bytes", "BYTES"},   {"program", "PROGRAM"},
                                                 {"state", "STATE"}};

ExitStatus run_formats(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::audit);
    std::vector<ViewColumn> columns{{"format", "FORMAT"}};
    if (options.versions) {
        columns.insert(columns.end(), {{"name", "NAME"}, {"version", "VERSION"}, {"pronom", "PRONOM"}});
    }
    columns.insert(columns.end(), {{"files", "FILES"},
                                   {"frames", "PAGES"},
                                   {"bytes", "BYTES"},
                                   {"accepted", "ACCEPTED"},
                                   {"converted", "CONVERTED"},
                                   {"results", "MADE"}});
    RecordPrinter out = run.printer(archive, columns);
    list_formats(archive, options.versions, run.reporter(), out);
    out.flush();
    return run.status();
}

ExitStatus run_convert(Run& run, const Options& options) {
    if (options.page.empty() != options.file.empty()) {
        throw Fault(ErrorCode::usage, "--from", say("a file made elsewhere needs its page"),
                    say("arc-export convert BATCH/3 --from FILE --program WORDS"));
    }
    if (!options.file.empty() && options.program.empty()) {
        throw Fault(ErrorCode::usage, "--program", say("who made the file is part of the record"),
                    say("name the program and its version"));
    }
    Archive archive = run.open_archive(Access::write);
    RecordPrinter out = run.printer(archive, conversion_columns);
    Operation operation(run.caller(), "convert");
    if (options.page.empty()) {
        convert_files(archive, operation, options.request, run.reporter(), out);
        if (out.count() == 0) {
            run.reporter().remark(say("nothing to convert"));
        }
    } else {
        attach_conversion(archive, operation, options.page, options.file, options.program, out);
    }
    out.flush();
    return run.status();
}

ExitStatus run_withdraw(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::write);
    RecordPrinter out = run.printer(archive, conversion_columns);
    Operation operation(run.caller(), "convert withdraw");
    withdraw_conversions(archive, operation, options.pages, out);
    out.flush();
    return run.status();
}

}  // namespace

void add_formats_verbs(Tool& tool) {
    static Options options;
    Command formats = tool.verb("formats", "How many captured files there are of each format, and which are obsolete",
                                [](Run& run) { return run_formats(run, options); });
    formats.add_flag("--versions", options.versions, "By version too, read from the beginning of every file");
    Command convert =
        tool.verb("convert", "A TIFF beside each image whose format the profile does not accept; the original stays",
                  [](Run& run) { return run_convert(run, options); });
    convert.add_option("PAGE", options.page, "With --from: the page whose file was converted elsewhere");
    convert.add_option("--from", options.file, "That file");
    convert.add_option("--program", options.program, "What made it, with its version");
    convert.add_option("--only", options.request.format, "Only files of this format, as arc-export formats names it");
    convert.add_option("--limit", options.request.limit, "So many files at most").positive();
    Command withdraw = tool.verb("convert withdraw", "Take converted files away again; the originals stay",
                                 [](Run& run) { return run_withdraw(run, options); });
    withdraw.add_option("PAGE", options.pages, "A page of the file, as BATCH/3").required();
}

}  // namespace arc

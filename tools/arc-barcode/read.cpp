#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/barcodes/read_files.hpp"
#include "tools/arc-barcode/verbs.hpp"
#include "tools/common/path_lines.hpp"

#include <algorithm>
#include <map>
#include <thread>

namespace arc {
namespace {

struct Options {
    std::vector<std::string> files;
    std::string effort = "normal";
    std::vector<std::string> formats;
    ReadFilesRequest request;
};

// "-" stands for a list of names on standard input.
std::vector<std::string> files_or_stdin(const std::vector<std::string>& files) {
    if (files != std::vector<std::string>{"-"}) {
        if (std::ranges::count(files, "-") > 0) {
            throw Fault(ErrorCode::usage, "-", say("the list on standard input goes without other names"),
                        say("name files, or - alone"));
        }
        return files;
    }
    std::vector<std::string> names;
    for (const std::filesystem::path& name : read_path_list("-")) {
        names.push_back(name.native());
    }
    return names;
}

ExitStatus run_read(Run& run, Options options) {
    static const std::map<std::string, Effort> efforts{
        {"quick", Effort::quick}, {"normal", Effort::normal}, {"thorough", Effort::thorough}};
    options.request.effort = efforts.at(options.effort);
    for (const std::string& list : options.formats) {
        for (const std::string& name : split(list, ',')) {
            options.request.formats.push_back(parse_barcode_format(name).value_or_throw());
        }
    }
    RecordPrinter out = run.printer(std::string(), {{"file", "FILE"}, {"frame", "FRAME"}, {"codes", "CODES"}});
    return read_files(files_or_stdin(options.files), options.request, run.reporter(), out);
}

}  // namespace

void add_read_verb(Tool& tool) {
    static Options options;
    options.request.workers = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    Command verb = tool.verb("read", "Read the codes of image files; no archive is needed",
                             [](Run& run) { return run_read(run, options); });
    verb.add_option("FILE", options.files, "Image files (-: their names, one a line, on standard input)").required();
    verb.add_option("--formats", options.formats, "Only these, separated by commas (all)");
    verb.add_option("--effort", options.effort, "quick, normal, or thorough (several times slower)")
        .one_of({"quick", "normal", "thorough"});
    verb.add_option("--workers", options.request.workers, "Processes that decode").from_to(1, 64);
}

}  // namespace arc

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/passphrase.hpp"
#include "package/bag_check.hpp"
#include "tools/arc-export/verbs.hpp"

#include <algorithm>
#include <thread>

namespace arc {
namespace {

struct Options {
    std::vector<std::string> bags;
    std::string passphrase_file;
    int threads = 1;
};

List texts_of(const std::vector<Error>& errors) {
    List texts;
    for (const Error& error : errors) {
        texts.emplace_back(error.message());
    }
    return texts;
}

std::string_view state_of(const BagReport& report) {
    return report.valid() ? "valid" : !report.is_bag ? "no bag" : !report.readable ? "unreadable" : "invalid";
}

Record record_of(const std::string& bag, const BagReport& report) {
    return {"bag",
            {{"bag", printable(bag)},
             {"state", state_of(report)},
             {"version", report.version ? Value(to_text(*report.version)) : Value()},
             {"algorithms", List(report.algorithms.begin(), report.algorithms.end())},
             {"files", report.files},
             {"bytes", report.bytes},
             {"problems", texts_of(report.problems)},
             {"warnings", texts_of(report.warnings)}}};
}

ExitStatus status_of(const BagReport& report) {
    if (!report.is_bag) {
        return ExitStatus::usage;
    }
    return report.valid() ? ExitStatus::done : report.readable ? ExitStatus::refused : ExitStatus::fault;
}

// Words begin with the bag where several were named.
void tell(Run& run, const std::string& prefix, const BagReport& report) {
    for (const Error& error : report.problems) {
        run.reporter().problem({error.code, prefix + error.subject, error.what, error.next});
    }
    for (const Error& error : report.warnings) {
        run.reporter().notice(say("{}warning: {}", prefix, error.message()));
    }
    if (!report.is_bag) {
        run.reporter().problem(
            {ErrorCode::usage, prefix + "bagit.txt", say("is missing, and so are manifests: not a bag"), {}});
    }
}

ExitStatus run_verify(Run& run, const Options& options) {
    RecordPrinter out = run.printer(std::string(), {{"bag", "BAG"},
                                                    {"state", "STATE"},
                                                    {"version", "VERSION"},
                                                    {"algorithms", "CHECKSUMS"},
                                                    {"files", "FILES"},
                                                    {"bytes", "BYTES"}});
    BagCheckSettings settings;
    settings.threads = options.threads;
    settings.progress = [&](std::int64_t done, std::int64_t total) { run.reporter().progress(done, total); };
    const std::string passphrase = read_passphrase(options.passphrase_file);
    ExitStatus status = ExitStatus::done;
    for (const std::string& bag : options.bags) {
        const Result<std::unique_ptr<PackageSource>> source = open_package(bag, passphrase);
        if (!source) {
            run.reporter().problem(source.error());
            const bool no_bag = source.error().code == ErrorCode::usage || source.error().code == ErrorCode::not_found;
            status = worse(status, no_bag ? ExitStatus::usage : exit_status_of(source.error().code));
            continue;
        }
        const BagReport report = check_bag(**source, settings);
        tell(run, options.bags.size() > 1 ? printable(bag) + ": " : std::string(), report);
        out.put(record_of(bag, report));
        status = worse(status, status_of(report));
    }
    out.flush();
    return status;
}

}  // namespace

void add_verify_verb(Tool& tool) {
    static Options options;
    options.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    Command verb =
        tool.verb("verify", "Whether a BagIt package (0.93 to 1.0) is complete and unchanged; needs no archive",
                  [](Run& run) { return run_verify(run, options); });
    verb.add_option("BAG", options.bags, "Folders, tar or zip files").required();
    verb.add_option("--passphrase-file", options.passphrase_file, "The first line of this file opens encrypted ones");
    verb.add_option("--jobs,-j", options.threads, "Files read side by side").from_to(1, 64);
}

}  // namespace arc

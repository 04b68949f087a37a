#pragma once

#include "base/error.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "tools/common/command.hpp"
#include "tools/common/record_printer.hpp"
#include "tools/common/stderr_reporter.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What every tool understands, before or after the verb (design.md section 6).
struct CommonOptions {
    std::string archive;
    std::string format;
    bool quiet = false;
    bool verbose = false;
    bool dry_run = false;
    std::string reason;
    std::string request;
    std::string as;
    std::string now;
};

// What a verb's code is given: who runs it and how, where its words and records go, and how to open the archive.
class Run {
public:
    Run(std::string tool, CommonOptions options);

    const Caller& caller() const { return caller_; }
    const CommonOptions& options() const { return options_; }
    StderrReporter& reporter() { return reporter_; }
    // The archive named by --archive, $ARC_ARCHIVE or the current folder. Faults (usage) with what to do when none.
    ArchivePaths archive_paths() const;
    Archive open_archive(Access access);
    // Prints records as the user wants them: --format, else $ARC_FORMAT, else a table of these columns.
    RecordPrinter printer(const Archive& archive, std::vector<ViewColumn> columns);
    RecordPrinter printer(const std::string& archive_id, std::vector<ViewColumn> columns, Zone zone = {});
    // The status that the problems reported so far call for.
    ExitStatus status() const { return reporter_.problems() == 0 ? ExitStatus::done : ExitStatus::findings; }

private:
    CommonOptions options_;
    SystemClock system_clock_;
    std::optional<FixedClock> given_clock_;
    Caller caller_;
    StderrReporter reporter_;
};

using VerbCode = std::function<ExitStatus(Run&)>;

// One executable: its verbs, their options, and the only place where exceptions become messages and statuses.
class Tool {
public:
    Tool(std::string name, std::string summary);
    ~Tool();

    // The code that runs without a verb (filters, arc-find).
    Command without_verb(VerbCode code);
    // Adds "profile check" below "profile"; the options are added to what it returns, bound to variables that outlive
    // run(). Without code it only heads the verbs below it.
    Command verb(const std::string& path, const std::string& summary, VerbCode code);
    // Started again as `--worker NAME`, this program does nothing but answer such requests (jobs/worker.hpp).
    void worker(const std::string& name, std::function<std::string(std::string)> answer);
    // Shown at the end of --help.
    void footer(std::string text);

    int run(int argc, char** argv);

private:
    CLI::App& node(const std::string& path);
    std::string name_;
    std::unique_ptr<CLI::App> app_;
    CommonOptions options_;
    std::map<const CLI::App*, VerbCode> codes_;
    std::map<std::string, std::function<std::string(std::string)>> workers_;
};

// The things a verb works on: those given as arguments, else, and for "-", one a line on standard input (hand
// scanners; records of a pipe, which name their thing).
std::vector<std::string> things_or_stdin(std::vector<std::string> arguments);
// The next line of standard input that names something; nothing at its end.
std::optional<std::string> next_thing();
// Whether somebody types, or scans, what standard input gives: then each line is answered before the next.
bool input_is_terminal();

}  // namespace arc

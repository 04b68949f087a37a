#include "tools/common/tool.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/worker.hpp"
#include "store/archive_paths.hpp"
#include "store/files.hpp"
#include "tools/common/signals.hpp"
#include "tools/common/standard_output.hpp"
#include "tools/common/verb_words.hpp"
#include "version.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <langinfo.h>
#include <pwd.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>

namespace arc {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

std::string login_name() {
    // Behind sudo the real person is the caller; who may claim that is decided where rights are checked (guarded mode).
    const passwd* entry = getpwuid(getuid());
    return entry == nullptr ? std::to_string(getuid()) : entry->pw_name;
}

std::string host_name() {
    std::string name(256, '\0');
    return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.c_str()) : std::string("unknown");
}

OutputFormat wanted_format(const std::string& option) {
    const std::string word = option.empty() ? environment("ARC_FORMAT") : option;
    if (word.empty() || word == "table") {
        return OutputFormat::table;
    }
    if (word == "csv") {
        return OutputFormat::csv;
    }
    if (word == "jsonl") {
        return OutputFormat::jsonl;
    }
    throw Fault(ErrorCode::usage, option.empty() ? "$ARC_FORMAT" : "--format",
                say("\"{}\" is not table, csv or jsonl", printable(word)));
}

// A word that nobody knows is refused by verbs too that print no table. Those that write files know more of them.
void check_format(const CLI::App& verb, const std::string& option) {
    const bool is_of_files = option == "xlsx" || option == "html";
    if (!is_of_files || verb.get_option_no_throw("--output") == nullptr) {
        static_cast<void>(wanted_format(option));
    }
}

// A copy names its source first: a full disk is the target's, and so are rights where the source can be read.
const std::filesystem::path& path_at_fault(const std::filesystem::filesystem_error& error) {
    const std::error_code code = error.code();
    const bool is_of_rights = code == std::errc::permission_denied || code == std::errc::operation_not_permitted;
    const bool is_of_target = code == std::errc::no_space_on_device || code == std::errc::read_only_file_system ||
                              code.value() == EDQUOT || (is_of_rights && access(error.path1().c_str(), R_OK) == 0);
    return is_of_target && !error.path2().empty() ? error.path2() : error.path1();
}

// Below the options of a verb: those of every verb, which would hide its own.
std::string common_options_line(const std::string& tool) {
    return say(
        "Common options: --archive --format --quiet --verbose --dry-run --reason --request --as --now\n"
        "(see {0} --help); the verb is told of in the manual: man {0}",
        tool);
}

// A person's pager was closed: nothing to say. In a pipe the next program died: the work so far is safe. But bytes that
// found no room are missed by nobody else.
ExitStatus tell_output_failed(const std::string& tool, const OutputFailed& failed) {
    if (failed.error != EPIPE) {
        const Fault fault(system_error(say("standard output"), say("write"), failed.error));
        fmt::print(stderr, "{}: {}\n", tool, fault.what());
        return exit_status_of(fault.code());
    }
    if (!failed.after.empty()) {
        fmt::print(stderr, "{}: standard output was closed after page {}; run the same command again\n", tool,
                   failed.after);
    }
    return ExitStatus::findings;
}

// An option that may be given again takes one value each time: `--seal 8801 document:1` names one seal.
void let_options_take_one_value(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        if (option->nonpositional() && option->get_items_expected_max() > 1) {
            option->allow_extra_args(false);
        }
    }
    for (CLI::App* below : app.get_subcommands({})) {
        let_options_take_one_value(*below);
    }
}

}  // namespace

Run::Run(std::string tool, CommonOptions options)
    : options_(std::move(options)), reporter_(tool, options_.quiet, options_.verbose) {
    if (!options_.now.empty()) {
        given_clock_.emplace(parse_instant(options_.now).value_or_throw());
    }
    caller_.tool = std::move(tool);
    caller_.account = login_name();
    caller_.host = host_name();
    caller_.acting = options_.as;
    caller_.reason = options_.reason;
    caller_.request = options_.request;
    caller_.dry_run = options_.dry_run;
    caller_.clock = given_clock_ ? static_cast<const Clock*>(&*given_clock_) : &system_clock_;
}

ArchivePaths Run::archive_paths() const {
    const std::string from_environment = environment("ARC_ARCHIVE");
    std::optional<ArchivePaths> found = find_archive(options_.archive, from_environment, ".");
    if (!found) {
        const std::string named = options_.archive.empty() ? from_environment : options_.archive;
        if (named.empty()) {
            throw Fault(ErrorCode::usage, "archive", say("none here or above this folder"),
                        say("name one with --archive DIR or $ARC_ARCHIVE, or make one with arc-admin init DIR"));
        }
        const ArchivePaths there{named};
        if (std::error_code error; std::filesystem::exists(there.journal(), error)) {
            throw Fault(ErrorCode::damaged, there.config().string(), say("is not there, though its archive is"),
                        say("put it back from a backup, where it lies beside catalog.db"));
        }
        throw Fault(ErrorCode::usage, named, say("not an archive"), say("make one with arc-admin init DIR"));
    }
    return *found;
}

Archive Run::open_archive(Access access) {
    Archive archive = Archive::open(archive_paths(), access);
    if (given_clock_ && access == Access::write && !archive.config().test) {
        throw Fault(ErrorCode::refused, "--now", say("only a test archive lets its past be written"),
                    say("leave --now away, or make the archive with init --test"));
    }
    // A script that tries what takes several persons plays all of them.
    if (const std::string player = environment("ARC_TEST_PERSON"); archive.config().test && !player.empty()) {
        caller_.account = player;
    }
    archive.objects().on_mended([this](const std::string& words) { reporter().notice(words); });
    return archive;
}

RecordPrinter Run::printer(const std::string& archive_id, std::vector<ViewColumn> columns, Zone zone) {
    return RecordPrinter(wanted_format(options_.format), archive_id, std::move(columns), zone);
}

RecordPrinter Run::printer(const Archive& archive, std::vector<ViewColumn> columns) {
    return printer(archive.config().id, std::move(columns), archive.zone());
}

Tool::Tool(std::string name, std::string summary)
    : name_(std::move(name)), app_(std::make_unique<CLI::App>(std::move(summary), name_)) {
    app_->set_version_flag("--version", name_ + " " + version, "Print the version and exit");
    app_->set_help_flag("--help,-h", "Print this help and exit");
    app_->add_option("--archive", options_.archive,
                     "The archive's folder (else $ARC_ARCHIVE, else the one around here)")
        ->group("Common options");
    app_->add_option("--format", options_.format, "table, csv or jsonl (else $ARC_FORMAT)")->group("Common options");
    app_->add_flag("--quiet,-q", options_.quiet, "Only problems on standard error")->group("Common options");
    app_->add_flag("--verbose,-v", options_.verbose, "Say more on standard error")->group("Common options");
    app_->add_flag("--dry-run,-n", options_.dry_run, "Do everything but change nothing")->group("Common options");
    app_->add_option("--reason", options_.reason, "Why; kept with the event")->group("Common options");
    app_->add_option("--request", options_.request, "A key: the same key again gives the first answer")
        ->group("Common options");
    app_->add_option("--as", options_.as, "Act for this person (needs the role deputy)")->group("Common options");
    app_->add_option("--now", options_.now, "Answer as of this time")->group("Common options");
    app_->require_subcommand(0, 1);
    app_->get_formatter()->column_width(30);
}

Tool::~Tool() = default;

Command Tool::without_verb(VerbCode code) {
    codes_[app_.get()] = std::move(code);
    return Command(*app_);
}

CLI::App& Tool::node(const std::string& path) {
    CLI::App* at = app_.get();
    for (const std::string& word : split(path, ' ')) {
        const std::vector<CLI::App*> known =
            at->get_subcommands([&](const CLI::App* app) { return app->get_name() == word; });
        CLI::App* below = known.empty() ? at->add_subcommand(word) : known.front();
        if (known.empty()) {
            below->fallthrough();
            below->set_help_flag("--help,-h", "Print this help and exit");
            below->require_subcommand(0, 1);
            below->footer(common_options_line(name_));
        }
        at = below;
    }
    return *at;
}

Command Tool::verb(const std::string& path, const std::string& summary, VerbCode code) {
    CLI::App& app = node(path);
    app.description(summary);
    if (code) {
        codes_[&app] = std::move(code);
    }
    return Command(app);
}

void Tool::worker(const std::string& name, std::function<std::string(std::string)> answer) {
    workers_[name] = std::move(answer);
}

void Tool::footer(std::string text) {
    app_->footer(std::move(text));
}

int Tool::run(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--worker" && workers_.contains(argv[2])) {
        return run_worker(worker_descriptor, worker_descriptor, workers_[argv[2]]);
    }
    // Without a locale of the machine's own (cron has none), C.UTF-8 still lets the C library know Chinese.
    if (std::setlocale(LC_CTYPE, "") == nullptr || std::string_view(nl_langinfo(CODESET)) != "UTF-8") {
        std::setlocale(LC_CTYPE, "C.UTF-8");
    }
    listen_to_signals();
    ExitStatus status = ExitStatus::done;
    let_options_take_one_value(*app_);
    try {
        app_->parse(argc, argv);
        const CLI::App* chosen = chosen_verb(*app_);
        const auto code = codes_.find(chosen);
        if (code == codes_.end()) {
            throw Fault(ErrorCode::usage, {}, missing_verb_words(*app_),
                        say("see {} --help", words_so_far(*app_, name_)));
        }
        check_format(*chosen, options_.format);
        Run run(name_, options_);
        status = code->second(run);
        run.reporter().finish();
        flush_stdout();
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            return app_->exit(error);
        }
        fmt::print(stderr, "{}: {}; see {} --help\n", name_, usage_words(*app_, error), words_so_far(*app_, name_));
        return static_cast<int>(ExitStatus::usage);
    } catch (const OutputFailed& failed) {
        return static_cast<int>(tell_output_failed(name_, failed));
    } catch (const Fault& fault) {
        fmt::print(stderr, "{}: {}\n", name_, fault.what());
        status = exit_status_of(fault.code());
    } catch (const std::filesystem::filesystem_error& error) {
        const Fault fault(system_error(path_at_fault(error), say("use"), error.code().value()));
        fmt::print(stderr, "{}: {}\n", name_, fault.what());
        status = exit_status_of(fault.code());
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}: internal error: {}; please report it\n", name_, error.what());
        status = ExitStatus::fault;
    }
    end_by_signal_if_asked();
    return static_cast<int>(status);
}

std::vector<std::string> things_or_stdin(std::vector<std::string> arguments) {
    if (!arguments.empty() && arguments != std::vector<std::string>{"-"}) {
        return arguments;
    }
    std::vector<std::string> things;
    for (std::optional<std::string> thing = next_thing(); thing; thing = next_thing()) {
        things.push_back(std::move(*thing));
    }
    return things;
}

std::optional<std::string> next_thing() {
    for (std::string line; std::getline(std::cin, line);) {
        if (const std::string_view thing = trim(line); !thing.empty()) {
            return std::string(thing);
        }
    }
    return std::nullopt;
}

bool input_is_terminal() {
    return isatty(STDIN_FILENO) != 0;
}

}  // namespace arc

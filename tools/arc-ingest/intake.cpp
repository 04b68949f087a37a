#include "jobs/intake/intake.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/intake/batch_verbs.hpp"
#include "jobs/intake/collate.hpp"
#include "jobs/intake/day_batch.hpp"
#include "jobs/intake/pnm_stream.hpp"
#include "jobs/intake/sources.hpp"
#include "jobs/intake/watch.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-ingest/verbs.hpp"
#include "tools/common/path_lines.hpp"

#include <unistd.h>
#include <algorithm>
#include <thread>

namespace arc {
namespace {

struct Options {
    std::vector<std::string> paths;
    std::string files_from;
    bool pnm = false;
    std::string watch;
    bool once = false;
    double settle = -1;
    double poll = 0;
    std::string backs_from;
    std::string backs_order = "reversed";
    IntakeRequest request;
    std::int64_t expected = -1;
};

std::optional<std::chrono::milliseconds> milliseconds_of(double seconds, double least) {
    if (seconds < least) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

void check(const Options& options) {
    if (options.watch.empty() && (options.once || options.settle >= 0 || options.poll > 0)) {
        throw Fault(ErrorCode::usage, "arguments", say("--once, --settle and --poll go with --watch"),
                    say("name the folder with --watch"));
    }
    const int ways = (options.paths.empty() ? 0 : 1) + (options.files_from.empty() ? 0 : 1) + (options.pnm ? 1 : 0) +
                     (options.watch.empty() ? 0 : 1);
    if (ways != 1) {
        throw Fault(
            ErrorCode::usage, "arguments",
            ways == 0 ? say("nothing to take") : say("paths, --files-from, --pnm and --watch exclude one another"),
            say("name files or folders, or see arc-ingest --help"));
    }
    if (!options.backs_from.empty() && options.paths.empty()) {
        throw Fault(ErrorCode::usage, "--backs-from", say("goes with the fronts as paths"));
    }
}

// Until somebody asks to stop: then it is the end.
Result<std::size_t> read_stdin(std::span<char> buffer, const Reporter& reporter) {
    ssize_t got = 0;
    do {
        got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    } while (got < 0 && errno == EINTR && !reporter.stop_requested());
    if (got < 0) {
        return errno == EINTR ? Result<std::size_t>(std::size_t{0}) : system_error("standard input", "read", errno);
    }
    return static_cast<std::size_t>(got);
}

// False when there was nothing.
bool take_pnm(Intake& intake, Reporter& reporter) {
    PnmStream stream([&](std::span<char> buffer) { return read_stdin(buffer, reporter); });
    for (int number = 1; !reporter.stop_requested(); ++number) {
        const Result<bool> more = stream.next();
        if (!more) {
            reporter.problem(more.error());
            intake.miss_sources();
            return true;
        }
        if (!*more) {
            return number > 1;
        }
        intake.take_bytes(fmt::format("pnm:{}", number), [&](std::span<char> buffer) { return stream.read(buffer); });
    }
    return true;
}

void take_listed(const ArchivePaths& archive, Intake& intake, const std::string& list, StderrReporter& reporter) {
    PathLines lines(list);
    while (!reporter.stop_requested()) {
        // Names come as the scanner finishes pages: what was taken must not wait for the next one.
        while (!lines.wait(std::chrono::milliseconds(50)) && !reporter.stop_requested()) {
            intake.commit_if_due();
        }
        const std::optional<std::string> path = lines.next();
        if (!path) {
            return;
        }
        const std::int64_t problems = reporter.problems();
        require_outside(archive, *path);
        const std::vector<std::filesystem::path> files = list_sources({*path}, {}, reporter);
        if (reporter.problems() > problems) {
            intake.miss_sources();
        }
        for (const std::filesystem::path& file : files) {
            intake.take(file);
        }
    }
}

ExitStatus run_intake(Run& run, Options options) {
    check(options);
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::capture);
    write_missing_journal_lines(archive);
    archive.objects().clear_staging();
    if (options.expected >= 0) {
        options.request.expected = options.expected;
    }
    RecordPrinter out(OutputFormat::jsonl, archive.config().id, {});
    Operation operation(run.caller(), "ingest");
    if (!options.watch.empty()) {
        WatchRequest watch{options.watch, options.once, milliseconds_of(options.settle, 0), {}, options.request};
        watch.poll = milliseconds_of(options.poll, 0.001);
        const ExitStatus watched = watch_inbox(archive, operation, run.reporter(), out, watch);
        return worse(watched, run.status());
    }
    for (const std::string& path : options.paths) {
        require_outside(archive.paths(), path);
    }
    const std::vector<std::filesystem::path> files =
        list_sources(options.paths, archive.profile().intake.ignore, run.reporter());
    if (!options.paths.empty() && files.empty()) {
        if (run.reporter().problems() == 0) {
            run.reporter().problem({ErrorCode::not_found, join(options.paths, " "), say("no files to take"), {}});
        }
        return ExitStatus::usage;
    }
    DayBatch day;
    if (options.request.batch.empty()) {
        day = day_batch(archive, run.caller().now(), files, run.caller().dry_run);
        options.request.batch = day.code;
    }
    Intake intake(archive, operation, run.reporter(), out, options.request, std::move(day.turn));
    if (run.reporter().problems() > 0) {
        intake.miss_sources();
    }
    if (options.pnm) {
        if (!take_pnm(intake, run.reporter())) {
            run.reporter().problem({ErrorCode::not_found, "standard input", say("no images to take"), {}});
            return ExitStatus::usage;
        }
    } else if (!options.files_from.empty()) {
        take_listed(archive.paths(), intake, options.files_from, run.reporter());
    } else if (!options.backs_from.empty()) {
        const BacksOrder order = options.backs_order == "same" ? BacksOrder::same : BacksOrder::reversed;
        take_collated(archive, intake, files, read_path_list(options.backs_from), order);
    } else {
        for (std::size_t i = 0; i < files.size() && !run.reporter().stop_requested(); ++i) {
            intake.take(files[i]);
            run.reporter().progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(files.size()));
        }
    }
    const ExitStatus finished = intake.finish();
    return worse(finished, run.status());
}

}  // namespace

void add_intake(Tool& tool) {
    static Options options;
    options.request.workers = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    Command app = tool.without_verb([](Run& run) { return run_intake(run, options); });
    app.add_option("PATH", options.paths, "Files, and folders with all below them, in natural order of names");
    app.add_option("--files-from", options.files_from,
                   "Take the files named in this list, one a line (-: standard input)");
    app.add_flag("--pnm", options.pnm, "Take the PNM images on standard input, one page each");
    app.add_option("--watch", options.watch, "Take what arrives in this folder, until stopped");
    app.add_flag("--once", options.once, "With --watch: take what is there now and end");
    app.add_option("--settle", options.settle, "With --watch: seconds a file must be quiet (else the profile's, or 2)")
        .from_to(0.0, 86'400.0);
    app.add_option("--poll", options.poll,
                   "With --watch: list the folder this often, in seconds, and wait for no events")
        .from_to(0.01, 86'400.0);
    app.add_option("--batch", options.request.batch, "The batch's code (else the day's)");
    app.add_option("--expect", options.expected, "Pages the batch must have").not_negative();
    app.add_option("--operator", options.request.operator_name, "Who scanned (else the account)");
    app.add_option("--device", options.request.device, "The scanner");
    app.add_option("--dpi", options.request.dpi, "Resolution, where the files do not tell").from_to(1, 10'000);
    app.add_flag("--duplex", options.request.duplex, "Pages are front, back, front, back");
    app.add_option("--backs-from", options.backs_from, "A list of the backs, scanned in a second pass");
    app.add_option("--backs-order", options.backs_order, "reversed (the turned stack) or same")
        .one_of({"reversed", "same"});
    app.add_option("--opaque", options.request.opaque, "Take files that are no images whole, as this type (pdf …)");
    app.add_option("--max-pixels", options.request.limits.max_pixels, "Refuse larger images").positive();
    app.add_option("--workers", options.request.workers, "Processes that decode").from_to(1, 64);

    static std::string code;
    Command resume =
        tool.verb("resume", "Put a batch's pages out again, for the rest of the pipe to finish", [](Run& run) {
            Archive archive = run.open_archive(Access::write);
            require_right(archive, run.caller(), Verb::capture);
            archive.objects().clear_staging();
            RecordPrinter out(OutputFormat::jsonl, archive.config().id, {});
            Operation operation(run.caller(), "resume");
            return resume_batch(archive, operation, code, out);
        });
    resume.add_option("BATCH", code, "The batch's code").required();
}

}  // namespace arc

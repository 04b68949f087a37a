#include "jobs/intake/watch.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/intake/sources.hpp"
#include "store/arrivals.hpp"
#include "store/files.hpp"

#include <map>
#include <set>

namespace arc {

namespace fs = std::filesystem;

namespace {

using std::chrono::milliseconds;
constexpr auto default_quiet = milliseconds(2000);
constexpr auto poll_pause = milliseconds(500);

milliseconds quiet_time(const IntakeRules& rules) {
    if (!rules.quiet) {
        return default_quiet;
    }
    return milliseconds(static_cast<std::int64_t>(approximate_minutes(*rules.quiet) * 60'000));
}

std::string batch_code(Archive& archive, const WatchRequest& request, Instant now) {
    if (!request.intake.batch.empty()) {
        return request.intake.batch;
    }
    std::string day = format_day(archive.zone().day_at(now));
    std::erase(day, '-');
    return printable(fs::absolute(request.inbox).lexically_normal().filename().string()) + "-" + day;
}

class Watcher {
public:
    Watcher(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink, const WatchRequest& request)
        : archive_(archive),
          operation_(operation),
          reporter_(reporter),
          sink_(sink),
          request_(request),
          quiet_(quiet_time(archive.profile().intake)),
          done_(fs::absolute(request.inbox).lexically_normal()) {
        done_ = (done_.has_filename() ? done_ : done_.parent_path()).parent_path() / "done";
    }

    // One look at the inbox: takes what is quiet. Returns whether something is there that is not quiet yet.
    bool look() {
        bool waiting = false;
        std::vector<fs::path> ready;
        std::set<std::string> there;
        for (const fs::path& path : list_sources({request_.inbox}, archive_.profile().intake.ignore, reporter_)) {
            there.insert(path.string());
            const std::optional<FileState> state = state_of(path);
            if (!state || left_.contains(path.string())) {
                continue;
            }
            Seen& seen = seen_[path.string()];
            const auto now = std::chrono::steady_clock::now();
            if (seen.state != *state) {
                seen = {*state, now};
            }
            // A file that was last written long ago needs no waiting: a cron run takes it at once.
            if (now - seen.since >= quiet_ || age_of(*state) >= quiet_) {
                ready.push_back(path);
            } else {
                waiting = true;
            }
        }
        std::erase_if(seen_, [&](const auto& entry) { return !there.contains(entry.first); });
        if (!ready.empty()) {
            take(ready);
        }
        return waiting;
    }

    ExitStatus status() const { return status_; }

private:
    struct Seen {
        FileState state;
        std::chrono::steady_clock::time_point since;
    };

    void take(const std::vector<fs::path>& files) {
        IntakeRequest intake_request = request_.intake;
        intake_request.batch = batch_code(archive_, request_, operation_.caller->now());
        intake_request.keep_open = !request_.intake.expected;
        operation_.number = 0;
        std::map<std::string, fs::path> by_source;
        Intake intake(archive_, operation_, reporter_, sink_, intake_request);
        intake.on_settled([&](const std::string& source, bool taken) { settle(by_source.at(source), taken); });
        for (const fs::path& file : files) {
            if (reporter_.stop_requested()) {
                break;
            }
            by_source[source_name(file)] = file;
            intake.take(file);
        }
        status_ = worse(status_, intake.finish());
    }

    // The pages are durable (or the file lies in quarantine): only now may the source go.
    void settle(const fs::path& file, bool taken) {
        if (operation_.caller->dry_run) {
            left_.insert(file.string());
            return;
        }
        const std::optional<FileState> now = state_of(file);
        if (!now || *now != seen_[file.string()].state) {
            return;  // it was written to meanwhile: the next look takes it again
        }
        const Result<Done> gone = archive_.profile().intake.done == AfterIntake::remove || !taken
                                      ? remove_source(file)
                                      : move_source(file, done_);
        if (!gone) {
            reporter_.problem(gone.error());
            left_.insert(file.string());
            status_ = worse(status_, ExitStatus::findings);
        }
    }

    Archive& archive_;
    Operation& operation_;
    Reporter& reporter_;
    RecordSink& sink_;
    const WatchRequest& request_;
    milliseconds quiet_;
    fs::path done_;
    std::map<std::string, Seen> seen_;
    std::set<std::string> left_;  // taken, but could not be moved: not again in this run
    ExitStatus status_ = ExitStatus::done;
};

}  // namespace

ExitStatus watch_inbox(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                       const WatchRequest& request) {
    if (!fs::is_directory(request.inbox)) {
        throw Fault(ErrorCode::usage, printable(request.inbox), say("not a folder"),
                    say("name the folder that scans arrive in"));
    }
    Watcher watcher(archive, operation, reporter, sink, request);
    Arrivals arrivals(request.inbox);
    reporter.detail(say("{}: {}", printable(request.inbox),
                        arrivals.polled() ? say("a network mount, polled") : say("watched by inotify")));
    while (!reporter.stop_requested()) {
        const bool waiting = watcher.look();
        if (request.once && !waiting) {
            break;
        }
        arrivals.wait(waiting || arrivals.polled() ? poll_pause : milliseconds(5000));
    }
    return watcher.status();
}

}  // namespace arc

#include "jobs/intake/watch.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "jobs/intake/batch_verbs.hpp"
#include "jobs/intake/inbox_batches.hpp"
#include "jobs/intake/inbox_files.hpp"
#include "jobs/intake/said_once.hpp"
#include "jobs/intake/sources.hpp"
#include "store/arrivals.hpp"
#include "store/take_away.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace arc {

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
constexpr milliseconds default_quiet = 2s;
constexpr milliseconds default_poll = 1s;
constexpr milliseconds longest_pause = 5s;  // without a hint: events may be lost
constexpr milliseconds shortest_pause = 20ms;
constexpr int listing_share = 4;  // of each five parts of time, listing takes one at most

milliseconds quiet_time(const WatchRequest& request, const IntakeRules& rules) {
    if (request.settle) {
        return *request.settle;
    }
    return rules.quiet ? milliseconds(static_cast<std::int64_t>(approximate_minutes(*rules.quiet) * 60'000))
                       : default_quiet;
}

// The folder's own name, also of "in/" and ".".
fs::path full_path(const std::string& inbox) {
    const fs::path path = fs::absolute(inbox).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

class Watcher {
public:
    Watcher(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink, const WatchRequest& request)
        : archive_(archive),
          operation_(operation),
          reporter_(reporter),
          once_(reporter),
          sink_(sink),
          request_(request),
          inbox_(full_path(request.inbox)),
          batches_(archive, *operation.caller, inbox_),
          files_(quiet_time(request, archive.profile().intake), !tells_no_events(inbox_)) {
        if (archive.profile().intake.done == AfterIntake::move) {
            done_ = inbox_.parent_path() / "done";
        }
        if (!operation.caller->dry_run) {
            moved_aside_ = find_moved_aside(request.inbox);
        }
    }

    // One look at the inbox: takes what is ready.
    void look() {
        if (!is_folder(request_.inbox)) {
            return say_it_is_gone();
        }
        gone_ = false;
        if (const std::optional<FolderId> id = id_of_folder(request_.inbox); id != folder_) {
            files_.begin_anew();  // another mount stands there now, or the first again
            folder_ = id;
        }
        moved_aside_ = put_back_moved_aside(std::move(moved_aside_));
        const auto started = steady_clock::now();
        const std::vector<fs::path> listing = list_sources({request_.inbox}, archive_.profile().intake.ignore, once_);
        const std::vector<fs::path> ready = files_.ready(listing, started, once_);
        listing_cost_ = std::chrono::duration_cast<milliseconds>(steady_clock::now() - started);
        if (ready.empty() || steady_clock::now() < pause_until_) {
            return;
        }
        for (const auto& [code, files] : by_batch(ready)) {
            take_or_wait(code, files);
        }
    }

    // A run that has a batch of its own closes it, when nothing in it was refused.
    void end_run() {
        BatchTable table(archive_.db());
        std::optional<Batch> batch = table.find(batches_.ends_with_run());
        if (!batch || batch->state != BatchState::open || batch->expected || table.count_refusals(batch->id) > 0) {
            return;
        }
        operation_.number = 0;
        Change change(archive_, operation_);
        batch->state = close_if_open(change, batch->id);
        if (change.commit() == 0) {
            return;  // a dry run, or somebody else ended it
        }
        sink_.put(batch_record(*batch, table.count_pages(batch->id), 0, status_, false));
        sink_.flush();
    }

    bool waiting() const { return files_.waiting(); }
    bool gone() const { return gone_; }
    ExitStatus status() const { return status_; }
    // Until the next look, when nothing hints at one before.
    milliseconds pause(milliseconds longest) const {
        const auto now = steady_clock::now();
        const auto next = gone_ ? now + default_poll : pause_until_ > now ? pause_until_ : files_.next();
        const auto due = std::min(next, now + longest) - now;
        return std::max(std::chrono::ceil<milliseconds>(due), rest());
    }
    milliseconds rest() const { return std::max(shortest_pause, listing_cost_ * listing_share); }

private:
    void say_it_is_gone() {
        if (request_.once) {
            throw Fault(ErrorCode::io, printable(request_.inbox), say("the folder went away"),
                        say("run the same command again when it is back"));
        }
        if (!std::exchange(gone_, true)) {
            reporter_.problem({ErrorCode::busy, printable(request_.inbox), say("the folder is gone"),
                               say("it is watched again as soon as it is back")});
        }
    }

    InboxBatches::Sorted by_batch(const std::vector<fs::path>& ready) {
        if (!request_.intake.batch.empty()) {
            return {{request_.intake.batch, ready}};
        }
        return batches_.sort(ready, [this](const fs::path& file) { return files_.at(file).may_be_taken; });
    }

    // Trouble that passes must not end a watch that nobody looks at.
    void take_or_wait(const std::string& batch, const std::vector<fs::path>& files) {
        try {
            take(batch, files);
            pause_ = 0ms;
        } catch (const Fault& fault) {
            const bool closed_meanwhile = fault.code() == ErrorCode::refused && request_.intake.batch.empty();
            if (request_.once || (fault.code() != ErrorCode::busy && !closed_meanwhile)) {
                throw;
            }
            once_.problem({fault.code(), {}, fault.what(), {}});
            pause_ = std::clamp(pause_ * 2, milliseconds(1s), milliseconds(1min));
            pause_until_ = steady_clock::now() + pause_;
        }
    }

    void take(const std::string& batch, const std::vector<fs::path>& files) {
        IntakeRequest intake_request = request_.intake;
        intake_request.batch = batch;
        intake_request.keep_open = !request_.intake.expected;
        intake_request.may_be_short = !request_.once;
        operation_.number = 0;
        std::optional<Intake> intake;
        for (const fs::path& path : files) {
            if (reporter_.stop_requested()) {
                break;
            }
            InboxFile& file = files_.at(path);
            if (file.only_to_move) {
                settle({path, file.state, file.taken ? Fate::taken : Fate::quarantined});
                continue;
            }
            if (!intake) {
                intake.emplace(archive_, operation_, reporter_, sink_, intake_request);
                intake->on_settled([this](const Settled& settled) { settle(settled); });
                intake->on_failure([this](const fs::path& failed, const Error& why, bool copied) {
                    return after_failure(failed, why, copied);
                });
            }
            const fs::path before = files_.renamed_from(file);
            intake->take_arrival(open_plain_file_below(inbox_, inbox_ / path.lexically_relative(request_.inbox)), path,
                                 before.empty() ? path : before, file.taken || !before.empty());
        }
        if (intake) {
            status_ = worse(status_, intake->finish());
        }
    }

    OnFailure after_failure(const fs::path& path, const Error& why, bool copied) {
        InboxFile& file = files_.at(path);
        const auto now = steady_clock::now();
        if (const std::optional<FileState> state = state_of(path);
            (why.code == ErrorCode::not_found && !copied) || state != file.state) {
            return OnFailure::wait;  // gone for a moment at least, or being written: the next look tells
        }
        if (copied && !is_passing(why)) {
            return files_.may_still_grow(file, now) ? OnFailure::wait : OnFailure::refuse;
        }
        return std::exchange(file.said, true) ? OnFailure::wait : OnFailure::say;
    }

    // The pages are durable (or the file lies in quarantine): only now may the source go.
    void settle(const Settled& settled) {
        InboxFile& file = files_.at(settled.path);
        const auto now = steady_clock::now();
        if (operation_.caller->dry_run) {
            file.said = true;
            file.not_before = now + std::chrono::years(1);
            return;
        }
        if (settled.fate == Fate::left || !settled.read) {
            if (state_of(settled.path) != file.state) {
                files_.look_again(now);
            } else if (file.not_before <= now) {
                files_.later(file, now);
            }
            return;
        }
        file.taken = settled.fate == Fate::taken;
        file.state = *settled.read;
        if (state_of(settled.path) != settled.read) {
            return files_.look_again(now);  // written to, or replaced, meanwhile: it is taken again
        }
        const Result<Done> gone = take_away(settled.path, *settled.read, file.taken ? done_ : fs::path());
        const std::optional<FileState> left = state_of(settled.path);
        if (gone) {
            files_.forget(settled.path);
        } else if (gone.error().code == ErrorCode::not_found || !left || !is_same_file(*left, *settled.read)) {
            files_.look_again(now);
        } else {
            file.state = *left;  // moving it aside and back is a change, too
            once_.problem(gone.error());
            file.said = file.only_to_move = true;
            files_.later(file, now);
            status_ = worse(status_, ExitStatus::findings);
        }
    }

    Archive& archive_;
    Operation& operation_;
    Reporter& reporter_;
    SaidOnce once_;
    RecordSink& sink_;
    const WatchRequest& request_;
    fs::path inbox_;
    fs::path done_;  // empty: sources are removed
    InboxBatches batches_;
    InboxFiles files_;
    std::optional<FolderId> folder_;
    std::vector<fs::path> moved_aside_;  // by a run that was killed, whose names are not free yet
    bool gone_ = false;
    milliseconds listing_cost_{};
    milliseconds pause_{};
    steady_clock::time_point pause_until_;
    ExitStatus status_ = ExitStatus::done;
};

// Where archive.yaml names inboxes, no other folder is emptied by a slip of the keys.
void require_inbox(const Archive& archive, const fs::path& folder) {
    const std::vector<std::string>& named = archive.config().inboxes;
    const fs::path wanted = fs::weakly_canonical(folder);
    const bool is_one = std::ranges::any_of(named, [&](const std::string& name) {
        const fs::path inbox = fs::weakly_canonical(archive.paths().root / name);
        return std::ranges::mismatch(inbox, wanted).in1 == inbox.end();
    });
    if (!named.empty() && !is_one) {
        throw Fault(ErrorCode::refused, printable(folder.string()), say("is none of this archive's inboxes"),
                    say("watch {}, or name it in archive.yaml", join(named, ", ")));
    }
}

}  // namespace

ExitStatus watch_inbox(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                       const WatchRequest& request) {
    if (!is_folder(request.inbox)) {
        throw Fault(ErrorCode::usage, printable(request.inbox), say("not a folder"),
                    say("name the folder that scans arrive in"));
    }
    require_outside(archive.paths(), request.inbox);
    require_inbox(archive, full_path(request.inbox));
    Watcher watcher(archive, operation, reporter, sink, request);
    Arrivals arrivals(request.inbox, request.poll.has_value());
    reporter.detail(
        say("{}: {}", printable(request.inbox), arrivals.polled() ? say("polled") : say("watched by inotify")));
    const auto stop = [&] { return reporter.stop_requested(); };
    while (!stop()) {
        watcher.look();
        if (request.once && !watcher.waiting()) {
            break;
        }
        const milliseconds longest = arrivals.polled() ? request.poll.value_or(default_poll) : longest_pause;
        const auto looked = steady_clock::now();
        arrivals.wait(watcher.pause(longest), stop);
        // Hints come in heaps; one listing answers them all.
        const auto early = watcher.rest() - std::chrono::duration_cast<milliseconds>(steady_clock::now() - looked);
        if (early > 0ms && !stop()) {
            std::this_thread::sleep_for(early);
        }
    }
    watcher.end_run();
    return watcher.status();
}

}  // namespace arc

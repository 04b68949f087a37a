#include "jobs/intake/intake.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/object_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/sources.hpp"
#include "store/object_store.hpp"
#include "store/publishing.hpp"
#include "store/writer_queue.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t group_pages = 64;
constexpr auto group_patience = std::chrono::milliseconds(100);
// Sources that may wait for workers and commit: bounds what staging/ holds beside the group.
constexpr std::size_t most_items = 128;

}  // namespace

std::string to_text(Outcome outcome) {
    switch (outcome) {
        case Outcome::fresh:
            return "new";
        case Outcome::known:
            return "known";
        case Outcome::copy:
            return "copy";
    }
    return "new";
}

Intake::Intake(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
               const IntakeRequest& request, std::optional<BatchTurn> turn)
    : archive_(archive),
      operation_(operation),
      reporter_(reporter),
      sink_(sink),
      request_(request),
      workers_(WorkerCommand{{"--worker", look_worker}}, request.workers),
      turn_(std::move(turn)) {
    if (!operation.caller->request.empty()) {
        throw Fault(ErrorCode::usage, "--request", say("intake is safe to repeat without it"),
                    say("leave it out; the same command again takes nothing twice"));
    }
    if (request.batch != printable(request.batch)) {
        throw Fault(ErrorCode::usage, printable(request.batch), say("a batch's code is typed again and again"),
                    say("leave out characters that cannot be typed"));
    }
    open_batch();
}

Intake::~Intake() = default;

void Intake::open_batch() {
    if (!turn_ && !operation_.caller->dry_run) {
        turn_ = BatchTurn::take(archive_.paths().batch_turns(), request_.batch);
        if (!turn_) {
            throw Fault(ErrorCode::busy, say("batch {}", request_.batch), say("another run adds pages to it"),
                        say("wait until it is done, or name another batch"));
        }
    }
    const std::optional<Batch> known = BatchTable(archive_.db()).find(request_.batch);
    if (known) {
        batch_ = *known;
        if (batch_.state == BatchState::withdrawn) {
            throw Fault(ErrorCode::refused, batch_.code, say("the batch was withdrawn"),
                        say("name a new one with --batch"));
        }
    } else {
        batch_.code = request_.batch;
        batch_.operator_name = request_.operator_name.empty() ? operation_.caller->account : request_.operator_name;
        batch_.device = request_.device;
        batch_.dpi = request_.dpi;
        batch_.duplex = request_.duplex;
    }
    if (request_.expected) {
        batch_.expected = request_.expected;
    }
}

void Intake::take(const std::filesystem::path& path) {
    Item item;
    item.source = source_name(path);
    take_file(open_plain_file(path), path, std::move(item), false);
}

void Intake::take_arrival(Result<Fd> file, const std::filesystem::path& path, const std::filesystem::path& came_as,
                          bool again) {
    Item item;
    item.source = source_name(came_as);
    item.name_comes_again = true;
    take_file(file, path, std::move(item), again);
}

void Intake::take_file(const Result<Fd>& fd, const std::filesystem::path& path, Item item, bool again) {
    item.path = path;
    if (!fd) {
        take_staged(std::move(item), fd.error(), again);
        return;
    }
    item.read = state_of(fd->get());
    if (item.name_comes_again && item.read) {
        item.written = item.read->written_ns;
    }
    Result<StagedFile> staged = archive_.objects().stage(fd->get(), path);
    if (const std::optional<FileState> after = state_of(fd->get());
        staged && item.read && after && !is_same_file(*after, *item.read)) {
        // The copy may be of two different moments.
        archive_.objects().drop(*staged);
        staged = Error{ErrorCode::busy, item.source, say("was written to while it was read"),
                       say("run the same command again when it is whole")};
    }
    take_staged(std::move(item), std::move(staged), again);
}

void Intake::take_open_file(const std::string& source, int fd, const std::filesystem::path& name) {
    Item item;
    item.source = source;
    item.name_comes_again = true;
    take_staged(std::move(item), archive_.objects().stage(fd, name), false);
}

void Intake::take_bytes(const std::string& source, const std::function<Result<std::size_t>(std::span<char>)>& read) {
    Item item;
    item.source = source;
    take_staged(std::move(item), archive_.objects().stage(read), false);
}

bool Intake::was_refused(const std::string& source, const Digest& bytes) {
    return std::ranges::any_of(BatchTable(archive_.db()).refusals_of(batch_.id, source),
                               [&](const Refusal& before) { return is_stored_as(before.stored, bytes); });
}

// A copy of bytes that the archive has is not kept among its objects, and its source may be taken away: so those that
// it has must still be what they were, else these take their place.
void Intake::mend_object(const StagedFile& staged) {
    ObjectStore& objects = archive_.objects();
    if (operation_.caller->dry_run || objects.is_sound(staged.digest)) {
        return;
    }
    const Publishing publishing(archive_.paths());
    // Whoever destroys it does so in his own turn.
    const WriterTurn turn(archive_.paths().queue(), operation_.caller->tool, format_instant(operation_.caller->now()));
    const std::optional<StoredObject> object = ObjectTable(archive_.db()).find(staged.digest);
    if (!object || !object->destroyed.empty()) {
        return;
    }
    const bool is_missing = !std::filesystem::exists(archive_.paths().object(staged.digest));
    const Fd fd = open_plain_file(staged.path).value_or_throw();
    objects.publish({objects.stage(fd.get(), staged.path).value_or_throw()});
    if (is_missing) {
        reporter_.notice(say("object {}: was missing; the same bytes came again", staged.digest.hex()));
    }
}

void Intake::take_staged(Item item, Result<StagedFile> staged, bool again) {
    const std::string& source = item.source;
    item.index = next_index_++;
    if (!staged) {
        item.look = staged.error();
    } else {
        item.known =
            PageTable(archive_.db()).of_source(batch_.id, source, staged->digest, again ? std::nullopt : item.written);
        if (!item.known.empty()) {
            mend_object(*staged);
            archive_.objects().drop(*staged);
        } else if (item.refused_before = was_refused(source, staged->digest);
                   batch_.state == BatchState::closed && !item.refused_before) {
            archive_.objects().drop(*staged);
            flush();
            throw Fault(ErrorCode::refused, batch_.code, say("the batch is closed and {} is not in it", source),
                        say("name a new batch with --batch"));
        } else {
            item.staged = std::move(*staged);
            if (archive_.profile().duplicates == Duplicates::refuse &&
                PageTable(archive_.db()).find_object(item.staged->digest)) {
                mend_object(*item.staged);
            }
            if (item.staged->bytes == 0) {
                item.look = Error{ErrorCode::damaged, {}, say("the file is empty"), say("scan the page again")};
            } else {
                if (workers_.full()) {
                    collect(true);
                }
                workers_.submit(look_request(item.staged->path, request_.limits));
                item.asked = true;
            }
        }
    }
    items_.push_back(std::move(item));
    collect(items_.size() >= most_items);
    if (ready_pages() >= group_pages) {
        commit_group();
    } else {
        commit_if_due();
    }
}

// Takes the answers that are there; with `wait` at least one.
void Intake::collect(bool wait) {
    for (Item& item : items_) {
        if (!item.asked || item.look) {
            continue;
        }
        if (!wait && !workers_.ready()) {
            break;
        }
        wait = false;
        const Result<std::string> answer = workers_.next();
        item.look = answer ? read_look_answer(*answer) : Result<FileLook>(answer.error());
        require_read(item);
    }
    if (!has_ready_ && ready_items() > 0) {
        has_ready_ = true;
        oldest_ready_ = std::chrono::steady_clock::now();
    }
}

// The copy in staging/ is the archive's own: that it cannot be read says nothing of the page.
void Intake::require_read(const Item& item) {
    if (item.look->ok()) {
        return;
    }
    const Error& error = item.look->error();
    if (error.code == ErrorCode::io || error.code == ErrorCode::not_found) {
        throw Fault(ErrorCode::io, printable(item.staged->path.string()), error.what,
                    say("check the archive's disk; the same command again goes on"));
    }
}

// Only what stands in front of the line may go: records keep the order of the sources.
std::size_t Intake::ready_items() const {
    const auto waiting = std::ranges::find_if(items_, [](const Item& item) { return item.asked && !item.look; });
    return static_cast<std::size_t>(waiting - items_.begin());
}

std::size_t Intake::ready_pages() const {
    std::size_t pages = 0;
    for (std::size_t i = 0, ready = ready_items(); i < ready; ++i) {
        const Item& item = items_[i];
        pages += item.look && item.look->ok() ? (*item.look)->frames.size() : 1;
    }
    return pages;
}

void Intake::commit_if_due() {
    collect(false);
    if (has_ready_ && std::chrono::steady_clock::now() - oldest_ready_ >= group_patience) {
        commit_group();
    }
}

void Intake::flush() {
    while (!items_.empty()) {
        while (ready_items() < items_.size() && ready_pages() < group_pages) {
            collect(true);
        }
        commit_group();
    }
}

}  // namespace arc

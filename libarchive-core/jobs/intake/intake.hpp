#pragma once

#include "image/image_file.hpp"
#include "jobs/archive.hpp"
#include "jobs/change.hpp"
#include "jobs/intake/look.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "jobs/worker.hpp"
#include "model/batch.hpp"
#include "model/page.hpp"
#include "store/batch_turn.hpp"
#include "store/file_state.hpp"

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// The name under which arc-ingest's workers are started: --worker look.
inline constexpr const char* look_worker = "look";

// What arc-ingest was asked to do, beside the sources themselves.
struct IntakeRequest {
    std::string batch;  // its code; "" for the day's
    std::string operator_name;
    std::string device;
    int dpi = 0;  // for sources that do not tell
    std::optional<std::int64_t> expected;
    bool duplex = false;
    std::string opaque;  // a type name: files that are no images of ours are taken whole and undecoded
    ImageLimits limits;
    int workers = 2;
    bool keep_open = false;     // watch mode: more will come into the same batch
    bool may_be_short = false;  // and that pages are missing of those expected is not worth a word yet
};

// What became of a source.
enum class Fate {
    taken,        // its pages are in the catalog
    quarantined,  // a copy lies in quarantine/
    left,         // the archive has nothing of it
};
struct Settled {
    std::filesystem::path path;     // as given to take()
    std::optional<FileState> read;  // the file whose bytes were read
    Fate fate = Fate::left;
};
// What to do about a source that cannot be taken: refuse it for good; say it and leave it; leave it for a later try.
enum class OnFailure { refuse, say, wait };

// Which pages an emitted record tells of.
enum class Outcome { fresh, known, copy };
std::string to_text(Outcome outcome);

// The record that ends a batch's run in the pipe; `status` is the run's.
Record batch_record(const Batch& batch, std::int64_t pages, std::int64_t refused, ExitStatus status, bool dry_run);

// Takes files into one batch of an archive so that no kill, however timed, loses or doubles a page (design.md
// section 9). Sources are staged, looked at by workers, and committed in groups; a record goes out only after its
// group is durable. The order of records is the order of take().
class Intake {
public:
    // Opens the batch, or goes on with it; `turn`: when the caller has it already. Faults: refused (a withdrawn batch),
    // busy (another run adds to it).
    Intake(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink, const IntakeRequest& request,
           std::optional<BatchTurn> turn = {});
    ~Intake();
    Intake(const Intake&) = delete;

    // One file. A broken one is quarantined with its reason and the rest goes on.
    void take(const std::filesystem::path& path);
    // A file of an inbox, where names come again: it is a page taken before only if it was last written at the same
    // time, too, or was seen to lie there ever since (`again`). `came_as`: its path when it was taken before, if it was
    // renamed since.
    void take_arrival(Result<Fd> file, const std::filesystem::path& path, const std::filesystem::path& came_as,
                      bool again);
    // A file that is open already, under another source's name.
    void take_open_file(const std::string& source, int fd, const std::filesystem::path& name);
    // Bytes that have no file: one page of a stream, told by a name of its own ("pnm:3").
    void take_bytes(const std::string& source, const std::function<Result<std::size_t>(std::span<char>)>& read);
    // Commits what is ready when the oldest of it has waited long enough; call it while waiting for sources.
    void commit_if_due();
    // Waits for all workers and commits everything. Afterwards all sources taken so far are safe or refused.
    void flush();
    // Some of what was named could not even be looked at: more is to come when that is mended.
    void miss_sources() { sources_missing_ = true; }
    // Commits everything, closes the batch if it is complete, puts the batch record out. Returns the run's status.
    ExitStatus finish();

    const Batch& batch() const { return batch_; }
    // Called for each source after its group is durable: only now may a watcher remove a file.
    void on_settled(std::function<void(const Settled&)> callback) { settled_ = std::move(callback); }
    // Asked for each source that cannot be taken; `copied`: its bytes could be read. Without a rule all are refused.
    using FailureRule = std::function<OnFailure(const std::filesystem::path& path, const Error& why, bool copied)>;
    void on_failure(FailureRule rule) { failure_rule_ = std::move(rule); }
    // The records of the pages taken from now on are kept back, until they are put out by their place in the batch.
    void hold_records() { hold_records_ = true; }
    void put_held_records();
    // The place in the batch that frame `frame` of source number `index` gets, when it is not simply the next one.
    using SeqRule = std::function<std::int64_t(std::int64_t source_index, int frame)>;
    void number_by(SeqRule rule) { seq_rule_ = std::move(rule); }

private:
    struct Item {
        std::int64_t index = 0;
        std::string source;
        std::filesystem::path path;
        std::optional<FileState> read;
        std::optional<std::int64_t> written;  // of an arrival: tells it from others of its name
        Fate fate = Fate::left;
        std::optional<StagedFile> staged;  // none for a known one
        std::vector<Page> known;           // its pages when an earlier run took it
        std::optional<Result<FileLook>> look;
        bool asked = false;             // a worker has it
        bool refused_before = false;    // the same bytes of the same source, in this batch
        bool name_comes_again = false;  // the next of its name is another sheet, not this one mended
    };
    void open_batch();
    bool was_refused(const std::string& source, const Digest& bytes);
    void take_file(const Result<Fd>& file, const std::filesystem::path& path, Item item, bool again);
    void take_staged(Item item, Result<StagedFile> staged, bool again);
    void mend_object(const StagedFile& staged);
    void collect(bool wait);
    static void require_read(const Item& item);
    void commit_group();
    void look_at_state(Db& db);
    void settle_refusals(Change& change, const Item& item);
    void commit_item(Change& change, Item& item, std::vector<std::pair<Page, Outcome>>& out);
    void add_pages(Change& change, Item& item, std::vector<std::pair<Page, Outcome>>& out);
    void refuse(Change& change, Item& item, const Error& error);
    bool is_left(Item& item);
    bool is_unwanted_copy(const Item& item) const;
    bool is_opaque_now(const Item& item) const;
    bool is_taken(const Item& item) const;
    std::int64_t close_if_complete();
    void compare_with_expected(std::int64_t total);
    static std::int64_t add_object(Change& change, const Item& item);
    std::size_t ready_pages() const;
    std::size_t ready_items() const;
    void tell_failure(const Error& error);
    void put(const Page& page, Outcome outcome);
    void put_batch_record(const Batch& batch, std::int64_t pages, std::int64_t refused, ExitStatus status,
                          bool dry_run);

    Archive& archive_;
    Operation& operation_;
    Reporter& reporter_;
    RecordSink& sink_;
    IntakeRequest request_;
    Batch batch_;
    WorkerPool workers_;
    std::deque<Item> items_;
    std::int64_t next_index_ = 0;
    std::int64_t last_seq_ = 0;       // given so far; a dry run leaves none in the catalog
    std::int64_t planned_pages_ = 0;  // of a dry run
    std::int64_t taken_sources_ = 0;
    std::int64_t refused_ = 0;
    std::vector<Record> problems_;  // of the group that is being committed
    std::chrono::steady_clock::time_point oldest_ready_;
    bool has_ready_ = false;
    bool hold_records_ = false;
    std::map<std::int64_t, std::pair<Page, Outcome>> held_;  // by place
    bool sources_missing_ = false;
    std::optional<BatchTurn> turn_;
    ExitStatus status_ = ExitStatus::done;
    std::function<void(const Settled&)> settled_;
    FailureRule failure_rule_;
    SeqRule seq_rule_;
};

}  // namespace arc

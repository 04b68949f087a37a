#pragma once

#include "catalog/change_capture.hpp"
#include "catalog/private_table.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/event.hpp"
#include "model/thing.hpp"
#include "store/writer_queue.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace arc {

// One run of one verb: the groups it commits are one operation, which undo takes as a whole.
struct Operation {
    const Caller* caller = nullptr;
    std::string verb;         // "ingest", "ticket close"
    std::int64_t number = 0;  // n of its first event, once there is one

    Operation(const Caller& who, std::string what) : caller(&who), verb(std::move(what)) {}
};

// One group of changes: the turn to write, the transaction, the event that tells of it, and the journal line. Between
// construction and commit() every row this connection changes becomes part of the event by itself.
// Without commit(), or in a dry run, nothing has happened.
class Change {
public:
    // Waits for its turn. Fault (io): the catalog was replaced since the archive was opened (rebuild, or by hand), so
    // that what is written would be in no catalog.
    Change(Archive& archive, Operation& operation);
    // In a turn that the caller has.
    Change(Archive& archive, Operation& operation, const WriterTurn& held);

    Archive& archive() { return *archive_; }
    Db& db() { return archive_->db(); }
    Instant now() const { return now_; }
    // What the event is about: found again by arc-find history. After end_event_if_long has ended an event, the next
    // one is about what is named from then on.
    void about(Thing thing);
    // How many rows were changed since this Change or its present event began.
    std::size_t rows_changed() const { return capture_.count(); }
    // What a reader of the log should know beside the rows.
    void tell(std::string name, Value value);
    // Keeps a private value out of the event and gives the keyed hash that stands for it in rows and events.
    std::string keep_private(const std::string& value);
    // The text for a row: "hmac:" and the keyed hash; `before` itself when it stands for the same value; "" for "".
    std::string keep_private(const std::string& value, const std::string& before);
    // In long loops: when many rows have changed, ends the current event and begins the next one of the same operation,
    // so that no journal line grows without bound. Still one transaction.
    void end_event_if_long();
    // Ends the current event and begins the next one, for those who bring many groups in one transaction.
    void end_event();
    // Commits and writes the journal. Returns the number of the last event; 0 when nothing had changed (no event is
    // written then) or in a dry run.
    std::int64_t commit();
    // The same for verbs that change no row but must be on record: looks, prints, exports.
    std::int64_t commit_always();
    // The same for a catalog that is not in its place yet: without the journal line.
    std::int64_t commit_without_journal();

private:
    Change(Archive& archive, Operation& operation, std::optional<WriterTurn> turn);
    void write_event();
    std::string salt_of(const std::string& hmac);
    void store_private_values();
    Archive* archive_;
    Operation* operation_;
    Instant now_;
    std::optional<WriterTurn> turn_;
    Transaction transaction_;
    ChangeCapture capture_;
    std::vector<std::string> things_;
    std::unordered_set<std::string> known_things_;
    std::int64_t next_event_ = 0;
    // By keyed hash. commit() stores them in that order: in the order of the rows each would go to another page of the
    // table.
    std::unordered_map<std::string, PrivateValue> private_values_;
    Object detail_;
    std::int64_t last_event_ = 0;
};

// Appends all events that the journal lacks. Fault (damaged), and nothing is written: the journal knows more than the
// catalog, or ends with another line.
void write_missing_journal_lines(Archive& archive);
void write_missing_journal_lines(const ArchivePaths& paths, Db& db);
// The same where the journal's last line is not that of the newest event, or not known to be on the disk, which costs
// three small reads: for those who are about to say what they found in the catalog.
void complete_journal(Archive& archive);

// The detail of the event that answered this --request key before, if any.
std::optional<Event> answered_before(Archive& archive, const std::string& request);

}  // namespace arc

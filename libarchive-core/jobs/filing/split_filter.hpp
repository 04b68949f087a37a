#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/document.hpp"
#include "rules/split_batch.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arc {

// The filter arc-file: page records in, documents out (design.md sections 5 and 7). Pages that an earlier run placed
// are left alone, but tell where they belong, so that the rest of an interrupted batch falls into the same documents.
// A batch may come in several runs or groups, each with its batch record: the split goes on where the pages of the
// batch before these left it, as if all had come in one. Those are read from the catalog; of them, a page that is on
// the work list and can be placed by now is placed.
class SplitFilter {
public:
    SplitFilter(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink);

    // One page record; faults as read_piped_page. The pages of one batch must come in their order. Those of a batch
    // that was withdrawn are refused.
    void take_page(const Record& record);
    // The batch record: its last document is complete.
    void take_batch(const Record& record);
    // Commits what is waiting when it has waited long enough.
    void commit_if_due();
    // The end of the input. Pages whose batch record never came go to the work list; when somebody asked this run to
    // stop they stay as they are. Returns the run's own status.
    ExitStatus finish();

private:
    // A page that waits for its commit, with the decision about it.
    struct Placement {
        Page page;
        PageRole role = PageRole::unplaced;
        std::string reason;
        std::size_t part = 0;  // index into parts_
    };
    struct OpenPart {
        Part part;
        std::optional<std::int64_t> document;  // once it has one
        bool complete = false;
        bool told = false;     // its record is out
        bool touched = false;  // this run placed pages in it
        bool before = false;   // an earlier run or group began to fill its document
        std::string batch;
    };

    // Where the split of a batch stands, also between its groups.
    struct Stack {
        SplitState state;
        std::int64_t batch = 0;  // its id, 0 while a dry run upstream has not stored it
        bool duplex = false;
        std::int64_t last_seq = 0;         // of the pages decided about
        std::int64_t part_from = 0;        // the page that began the last part
        std::optional<OpenPart> part;      // that one, between two groups
        std::set<std::int64_t> looked_up;  // pages that were read from the catalog and may still come down the pipe
    };
    enum class Came { now, before };

    struct Unplaced {
        std::string batch;
        std::int64_t from = 0;
        std::int64_t to = 0;
        std::string why;
    };

    void begin_batch(const Page& page);
    void begin_again(const Page& page);
    void look_up_pages_before(std::int64_t seq);
    std::optional<std::int64_t> document_of_last_part();
    void end_part();
    void decide(Page page, Came came);
    void commit_when_full();
    void commit_group();
    void refuse_withdrawn(Db& db);
    void commit_ready(Change& change);
    void mark_labels(Change& change);
    void begin_documents(Change& change);
    void place(Change& change, Placement& placement);
    std::int64_t document_for(Change& change, OpenPart& part);
    void put_documents();
    void remember_unplaced(const Page& page, const std::string& why);
    void tell_unplaced();
    bool may_take_pages(const OpenPart& part, std::string& why) const;
    bool may_go_on(const OpenPart& part, std::string& why) const;
    bool ticket_is_closed(std::int64_t id, std::string& why) const;
    bool leave_alone(const Page& page) const;
    void wait_for_commit(Placement placement);

    Archive& archive_;
    Operation& operation_;
    Reporter& reporter_;
    RecordSink& sink_;
    std::map<std::string, Stack> stacks_;  // by batch
    Stack* stack_ = nullptr;               // of the batch that is coming
    std::string batch_;
    std::vector<OpenPart> parts_;
    std::vector<Placement> open_;   // of the part that may still go on
    std::vector<Placement> ready_;  // complete parts, sheets, work list
    std::chrono::steady_clock::time_point oldest_ready_;
    std::vector<Unplaced> unplaced_;   // not told yet: its last run may go on
    std::set<std::string> withdrawn_;  // batches whose pages were refused
    bool has_committed_ = false;
    ExitStatus status_ = ExitStatus::done;
};

}  // namespace arc

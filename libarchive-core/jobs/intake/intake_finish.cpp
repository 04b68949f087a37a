#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/batch_table.hpp"
#include "jobs/intake/batch_verbs.hpp"
#include "jobs/intake/intake.hpp"

// The last part of Intake: whether its batch is complete.
namespace arc {

ExitStatus Intake::finish() {
    flush();
    if (sources_missing_) {
        status_ = worse(status_, ExitStatus::findings);
    }
    BatchTable batches(archive_.db());
    const bool dry_run = operation_.caller->dry_run;
    const std::optional<Batch> there = batches.find(batch_.code);
    std::int64_t total = planned_pages_ + (there ? batches.count_pages(there->id) : 0);
    if (batch_.id != 0 && !dry_run && !request_.keep_open && !reporter_.stop_requested()) {
        total = batch_.state == BatchState::open ? close_if_complete() : total;
        compare_with_expected(total);
    }
    if (reporter_.stop_requested()) {
        status_ = worse(status_, ExitStatus::findings);
        reporter_.notice(say("stopped; go on with the same command, or arc-ingest resume {}", shell_word(batch_.code)));
    }
    const std::int64_t waiting = batch_.id == 0 ? 0 : batches.count_refusals(batch_.id);
    put_batch_record(batch_, total, dry_run ? waiting + refused_ : waiting, status_, dry_run);
    return status_;
}

// What was closed by hand with another count is right, until somebody asks anew.
void Intake::compare_with_expected(std::int64_t total) {
    const bool open = batch_.state == BatchState::open;
    const bool asked = open ? batch_.expected && !request_.may_be_short : request_.expected.has_value();
    if (!asked || total == *batch_.expected) {
        return;
    }
    status_ = worse(status_, ExitStatus::findings);
    std::string next = total < *batch_.expected
                           ? say("scan the missing ones into the same batch, or close it with arc-ingest batch close")
                           : say("count the paper again, or close it with arc-ingest batch close");
    if (!open) {
        next = say("the batch is closed; scan what is missing into a new one with --batch");
    }
    reporter_.problem(
        {ErrorCode::usage, say("batch {}", batch_.code), say("{} pages, {} expected", total, *batch_.expected), next});
}

// Counts and decides in one transaction: somebody else may close or withdraw the batch, too. Returns its pages.
std::int64_t Intake::close_if_complete() {
    Change change(archive_, operation_);
    BatchTable batches(change.db());
    const std::int64_t total = batches.count_pages(batch_.id);
    const bool complete = batch_.expected
                              ? total == *batch_.expected
                              : refused_ == 0 && !sources_missing_ && batches.count_refusals(batch_.id) == 0;
    if (complete) {
        batch_.state = close_if_open(change, batch_.id);
        change.commit();
    } else {
        batch_.state = batches.find(batch_.id)->state;
    }
    return total;
}

void Intake::put_batch_record(const Batch& batch, std::int64_t pages, std::int64_t refused, ExitStatus status,
                              bool dry_run) {
    sink_.put(batch_record(batch, pages, refused, status, dry_run));
    sink_.flush();
}

Record batch_record(const Batch& batch, std::int64_t pages, std::int64_t refused, ExitStatus status, bool dry_run) {
    Record record{"batch", {}};
    record.fields = {{"batch", batch.code},
                     {"state", to_text(batch.state)},
                     {"pages", pages},
                     {"expected", batch.expected ? Value(*batch.expected) : Value()},
                     {"refused", refused},
                     {"duplex", batch.duplex},
                     {"operator", text_or_null(batch.operator_name)},
                     {"device", text_or_null(batch.device)},
                     {"status", static_cast<int>(status)}};
    if (dry_run) {
        record.fields.emplace_back("dry_run", true);
    }
    return record;
}

}  // namespace arc

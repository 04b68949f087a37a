#include "jobs/filing/split_filter.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/tell_document.hpp"
#include "jobs/piped_page.hpp"

#include <utility>

// Where a batch begins, goes on and ends, and what is told of it.
namespace arc {

void SplitFilter::begin_batch(const Page& page) {
    if (page.batch_code == batch_) {
        return;
    }
    end_part();
    batch_ = page.batch_code;
    stack_ = &stacks_[batch_];
    if (stack_->last_seq != 0) {
        begin_again(page);
    }
    if (stack_->last_seq == 0) {
        const std::optional<Batch> batch = BatchTable(archive_.db()).find(batch_);
        stack_->batch = batch ? batch->id : 0;
        stack_->duplex = batch && batch->duplex;
    }
    parts_.push_back(stack_->part.value_or(OpenPart{{}, std::nullopt, false, true, false, false, batch_}));
}

// The next group of the same batch. People may have worked on its pages since.
void SplitFilter::begin_again(const Page& page) {
    const std::optional<Page> last = PageTable(archive_.db()).find(stack_->batch, stack_->last_seq);
    const bool comes_once_more = page.seq <= stack_->last_seq;
    const bool split_was_undone = last && last->role == PageRole::fresh && !operation_.caller->dry_run;
    if (comes_once_more || split_was_undone) {
        *stack_ = Stack();
        return;
    }
    if (stack_->part) {
        stack_->part->complete = false;
        stack_->part->told = true;
        stack_->part->touched = false;
        stack_->part->before = true;
        if (!stack_->part->part.document) {
            stack_->part->document = document_of_last_part();
        }
    }
}

std::optional<std::int64_t> SplitFilter::document_of_last_part() {
    PageTable pages(archive_.db());
    for (std::int64_t seq = stack_->part_from; seq <= stack_->last_seq; ++seq) {
        if (const std::optional<Page> page = pages.find(stack_->batch, seq); page && page->role == PageRole::content) {
            return page->document;
        }
    }
    return std::nullopt;
}

// Pages of the batch before this one that did not come down the pipe: they came in an earlier run.
void SplitFilter::look_up_pages_before(std::int64_t seq) {
    for (std::int64_t missing = stack_->last_seq + 1; missing < seq && stack_->batch != 0; ++missing) {
        std::optional<Page> page = PageTable(archive_.db()).find(stack_->batch, missing);
        if (!page) {
            continue;
        }
        if (page->role == PageRole::fresh && page->codes_read.empty()) {
            end_part();
            stack_->state.forget(say("no ticket or customer sheet behind page {}, which was not read yet", missing));
            continue;
        }
        stack_->looked_up.insert(page->id);
        decide(*std::move(page), Came::before);
        commit_when_full();
    }
}

// Neighbouring pages with the same reason are told in one line.
void SplitFilter::remember_unplaced(const Page& page, const std::string& why) {
    const bool goes_on = !unplaced_.empty() && unplaced_.back().batch == page.batch_code &&
                         unplaced_.back().why == why && unplaced_.back().to + 1 == page.seq;
    if (goes_on) {
        unplaced_.back().to = page.seq;
        return;
    }
    tell_unplaced();
    unplaced_.push_back({page.batch_code, page.seq, page.seq, why});
}

void SplitFilter::tell_unplaced() {
    for (const Unplaced& run : unplaced_) {
        const std::string pages = run.from == run.to ? say("page {}", run.from) : say("pages {}-{}", run.from, run.to);
        reporter_.problem({ErrorCode::usage, say("batch {} {}", run.batch, pages), run.why, say("see arc-file todo")});
        status_ = worse(status_, ExitStatus::findings);
    }
    unplaced_.clear();
}

// Documents are told once, when they are complete and committed.
void SplitFilter::put_documents() {
    for (OpenPart& part : parts_) {
        if (!part.complete || part.told) {
            continue;
        }
        part.told = true;
        if (!part.document) {
            continue;
        }
        if (const std::optional<Document> document = DocumentTable(archive_.db()).find(*part.document)) {
            Record record = document_record(archive_, *document);
            record.fields.emplace_back("batch", part.batch);
            record.fields.emplace_back("outcome", part.touched ? "filed" : "known");
            if (operation_.caller->dry_run) {
                record.fields.emplace_back("dry_run", true);
            }
            sink_.put(record);
        }
    }
    sink_.flush();
}

void SplitFilter::take_batch(const Record& record) {
    const Value fields(record.fields);
    end_part();
    commit_group();
    tell_unplaced();
    if (!batch_.empty() && !parts_.empty()) {
        stack_->part = parts_.back();
    }
    parts_.clear();
    if (stack_ != nullptr) {
        stack_->looked_up.clear();
    }
    batch_.clear();
    status_ = worse(status_, static_cast<ExitStatus>(fields.int_of("status")));
    sink_.put(record);
    sink_.flush();
}

ExitStatus SplitFilter::finish() {
    if (reporter_.stop_requested()) {
        // What came of the open part is filed with the rest of it, when the batch comes again.
        open_.clear();
        reporter_.notice(batch_.empty() ? say("stopped; go on with the same command")
                                        : say("stopped; go on with the same command, or {}", resume_line(batch_)));
    } else if (!batch_.empty()) {
        const std::string why = say("the program before arc-file ended inside this document");
        for (Placement& placement : open_) {
            placement.role = PageRole::unplaced;
            placement.reason = why;
            wait_for_commit(std::move(placement));
        }
        open_.clear();
        reporter_.problem({ErrorCode::usage, say("batch {}", batch_),
                           say("no batch record came: the program before arc-file died"),
                           say("run the same command again, or {}", resume_line(batch_))});
        status_ = worse(status_, ExitStatus::findings);
    }
    commit_group();
    tell_unplaced();
    if (!withdrawn_.empty() && !has_committed_) {
        status_ = worse(status_, ExitStatus::refused);
    }
    return status_;
}

}  // namespace arc

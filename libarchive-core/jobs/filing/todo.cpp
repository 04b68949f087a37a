#include "jobs/filing/todo.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/review_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/split_again.hpp"
#include "jobs/handover/handover_facts.hpp"
#include "jobs/lending/list_loans.hpp"
#include "jobs/piped_page.hpp"

#include <algorithm>
#include <optional>

namespace arc {
namespace {

// Pages that follow one another and wait for the same reason.
struct WaitingPages {
    Page first;
    std::int64_t last = 0;
    bool resume_places = false;  // splitting the batch again files them

    bool goes_on_with(const Page& page, bool placed_by_resume) const {
        return page.batch == first.batch && page.seq == last + 1 && page.role == first.role &&
               page.reason == first.reason && placed_by_resume == resume_places;
    }
    std::string name() const {
        return first.seq == last ? fmt::format("{}/{}", first.batch_code, last)
                                 : fmt::format("{}/{}-{}", first.batch_code, first.seq, last);
    }
};

std::string separator_words(Archive& archive, const Page& page) {
    const std::optional<Page> separator = PageTable(archive.db()).separator_before(page.batch, page.seq);
    if (!separator) {
        return {};
    }
    // A sheet may carry one code in several symbols.
    std::vector<std::string> words{fmt::format("{}/{}", separator->batch_code, separator->seq)};
    for (const Barcode& code : separator->barcodes) {
        if (std::ranges::count(words, code.text) == 0) {
            words.push_back(code.text);
        }
    }
    return join(words, " ");
}

Record record_of(Archive& archive, const WaitingPages& pages) {
    const bool fresh = pages.first.role == PageRole::fresh;
    const std::string next = fresh || pages.resume_places
                                 ? resume_line(pages.first.batch_code)
                                 : fmt::format("arc-file assign {} --ticket N --type T", shell_word(pages.name()));
    return {"todo",
            {{"kind", "pages"},
             {"batch", pages.first.batch_code},
             {"from", pages.first.seq},
             {"to", pages.last},
             {"what", pages.name()},
             {"reason", fresh ? say("not filed yet") : pages.first.reason},
             {"after", text_or_null(separator_words(archive, pages.first))},
             {"next", next}}};
}

// Which of the pages on the work list splitting their batch again would place. Batch for batch, as the list has them.
class SplittingAgain {
public:
    explicit SplittingAgain(Archive& archive) : archive_(&archive) {}

    bool places(const Page& page) {
        if (page.role != PageRole::unplaced) {
            return false;
        }
        if (page.batch != batch_) {
            batch_ = page.batch;
            placed_.clear();
            BatchTable batches(archive_->db());
            pages_read_ += batches.count_pages(batch_);
            if (pages_read_ <= most_pages) {
                placed_ = placed_when_split_again(*archive_, batches.find(batch_).value());
            }
        }
        return placed_.contains(page.id);
    }

private:
    static constexpr std::int64_t most_pages = 50'000;  // a list that somebody waits for
    Archive* archive_;
    std::int64_t batch_ = 0;
    std::int64_t pages_read_ = 0;
    std::set<std::int64_t> placed_;
};

void list_pages(Archive& archive, const std::string& batch, RecordSink& sink) {
    std::optional<WaitingPages> waiting;
    SplittingAgain again(archive);
    const auto put = [&] {
        if (waiting) {
            sink.put(record_of(archive, *waiting));
        }
    };
    PageTable(archive.db()).for_each_todo([&](const Page& page) {
        if (!batch.empty() && page.batch_code != batch) {
            return;
        }
        const bool placed = again.places(page);
        if (waiting && waiting->goes_on_with(page, placed)) {
            waiting->last = page.seq;
            return;
        }
        put();
        waiting = WaitingPages{page, page.seq, placed};
    });
    put();
}

// What a review failed: a page waits for a better scan, a document for whoever mends it.
void list_failed(Archive& archive, const std::string& batch, RecordSink& sink) {
    ReviewTable(archive.db()).for_each_unmended([&](const Review& review) {
        const std::optional<Page> page = review.page ? PageTable(archive.db()).find(*review.page) : std::nullopt;
        if (!batch.empty() && (!page || page->batch_code != batch)) {
            return;
        }
        const Document document = DocumentTable(archive.db()).find(review.document).value();
        if (!document.withdrawn.empty() || !document.destroyed.empty()) {
            return;
        }
        const std::string what = page ? fmt::format("{}/{}", page->batch_code, page->seq) : name_of(document);
        const std::string next =
            page ? fmt::format("arc-file replace {} --by BATCH/NUMBER --reason rescan", shell_word(what))
                 : fmt::format("arc-file review mended {} --reason HOW", document.id);
        sink.put({"todo",
                  {{"kind", page ? "rescan" : "failed"},
                   {"batch", page ? Value(page->batch_code) : Value()},
                   {"what", what},
                   {"reason", say("failed at gate {}: {}", review.gate, review.reason)},
                   {"after", page ? Value(say("page {} of {}", page->position, name_of(document))) : Value()},
                   {"next", next}}});
    });
}

void list_refused(Archive& archive, const std::string& batch, RecordSink& sink) {
    for (const Refusal& refusal : BatchTable(archive.db()).waiting_refusals()) {
        if (batch.empty() || refusal.batch_code == batch) {
            sink.put({"todo",
                      {{"kind", "refused"},
                       {"batch", refusal.batch_code},
                       {"what", refusal.source},
                       {"reason", refusal.reason},
                       {"after", nullptr},
                       {"next", fmt::format("arc-ingest quarantine show {}", refusal.id)}}});
        }
    }
}

void list_open(Archive& archive, const std::string& batch, RecordSink& sink) {
    constexpr std::int64_t newest = 1000;
    BatchTable batches(archive.db());
    for (const Batch& open : batches.list(newest)) {
        if (open.state != BatchState::open || (!batch.empty() && open.code != batch)) {
            continue;
        }
        const std::int64_t pages = batches.count_pages(open.id);
        sink.put({"todo",
                  {{"kind", "batch"},
                   {"batch", open.code},
                   {"what", say("open batch")},
                   {"reason", open.expected ? say("{} of {} pages", pages, *open.expected) : say("{} pages", pages)},
                   {"after", nullptr},
                   {"next", fmt::format("arc-ingest batch close {} --reason WHY", shell_word(open.code))}}});
    }
}

}  // namespace

void list_todo(Archive& archive, const std::string& batch, RecordSink& sink) {
    const std::string code = batch.empty() ? batch : named_batch(archive, batch).code;
    list_pages(archive, code, sink);
    list_failed(archive, code, sink);
    list_refused(archive, code, sink);
    list_open(archive, code, sink);
    if (batch.empty()) {
        list_handover_todo(archive, sink);
        list_lending_todo(archive, sink);
    }
}

}  // namespace arc

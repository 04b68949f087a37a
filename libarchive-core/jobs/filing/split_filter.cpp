#include "jobs/filing/split_filter.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/new_document.hpp"
#include "jobs/filing/resolve_code.hpp"
#include "jobs/piped_page.hpp"

#include <algorithm>
#include <functional>
#include <ranges>

namespace arc {
namespace {

constexpr std::size_t group_pages = 64;
constexpr auto group_patience = std::chrono::milliseconds(100);

}  // namespace

SplitFilter::SplitFilter(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink)
    : archive_(archive), operation_(operation), reporter_(reporter), sink_(sink) {
}

// The current part is complete: its pages may be committed.
void SplitFilter::end_part() {
    if (!parts_.empty()) {
        parts_.back().complete = true;
    }
    for (Placement& placement : open_) {
        wait_for_commit(std::move(placement));
    }
    open_.clear();
}

void SplitFilter::wait_for_commit(Placement placement) {
    if (ready_.empty()) {
        oldest_ready_ = std::chrono::steady_clock::now();
    }
    ready_.push_back(std::move(placement));
}

// A page that a person or an earlier run has given its place; work-list pages get another try, as what they lacked may
// be known by now, except copies that somebody must judge.
bool SplitFilter::leave_alone(const Page& page) const {
    const bool asked_about = page.duplicate_of && archive_.profile().duplicates == Duplicates::ask;
    return page.role != PageRole::fresh && (page.role != PageRole::unplaced || asked_about);
}

void SplitFilter::take_page(const Record& record) {
    const auto [told, stored] = read_piped_page(archive_, *operation_.caller, record);
    Page page = stored.value_or(told);
    page.barcodes = told.codes_read.empty() ? page.barcodes : told.barcodes;
    begin_batch(page);
    look_up_pages_before(page.seq);
    if (stack_->looked_up.erase(page.id) == 0) {
        decide(std::move(page), Came::now);
    }
    commit_when_full();
}

void SplitFilter::commit_when_full() {
    if (ready_.size() >= group_pages) {
        commit_group();
    } else {
        commit_if_due();
    }
}

void SplitFilter::decide(Page page, Came came) {
    SplitPage split{page.id, page.seq, stack_->duplex && page.seq % 2 == 0, {}};
    for (const Barcode& code : page.barcodes) {
        split.codes.push_back(resolve_code(archive_, code));
    }
    const PageDecision decision = stack_->state.take(split);
    stack_->last_seq = std::max(stack_->last_seq, page.seq);
    if (decision.count_problem && came == Came::now) {
        reporter_.problem({ErrorCode::usage, say("batch {}", batch_), *decision.count_problem, {}});
        status_ = worse(status_, ExitStatus::findings);
    }
    if (decision.ends_part || decision.begins_part) {
        end_part();
    }
    if (decision.begins_part) {
        const Part& begun = stack_->state.part();
        parts_.push_back({begun, begun.document, false, came == Came::before, false, false, batch_});
        stack_->part_from = page.seq;
    }
    OpenPart& part = parts_.back();
    if (page.role == PageRole::content && decision.role == PageRole::content && !part.document) {
        part.document = page.document;
        part.before = true;
    }
    Placement placement{std::move(page), decision.role, decision.reason, parts_.size() - 1};
    // What is on the work list and stays there is not told again.
    const bool waits_still =
        came == Came::before && placement.page.role == PageRole::unplaced && decision.role == PageRole::unplaced;
    const bool is_settled = leave_alone(placement.page) || waits_still;
    part.told = part.told && (came == Came::before && is_settled);
    if (is_settled) {
        return;
    }
    if (decision.role == PageRole::content) {
        open_.push_back(std::move(placement));
    } else {
        wait_for_commit(std::move(placement));
    }
}

void SplitFilter::commit_if_due() {
    if (!ready_.empty() && std::chrono::steady_clock::now() - oldest_ready_ >= group_patience) {
        commit_group();
    }
}

bool SplitFilter::ticket_is_closed(std::int64_t id, std::string& why) const {
    const std::optional<Ticket> ticket = TicketTable(archive_.db()).find(id);
    if (!ticket || ticket->closed.empty()) {
        return false;
    }
    why = say("ticket {} is closed: file it with arc-file supplement --reason", ticket->number);
    return true;
}

// What people did to the document since its first pages were filed counts.
bool SplitFilter::may_go_on(const OpenPart& part, std::string& why) const {
    const std::optional<Document> document = DocumentTable(archive_.db()).find(*part.document);
    if (document && !(document->withdrawn.empty() && document->destroyed.empty())) {
        why = say("the document {} that it goes on in is there no more", document->id);
        return false;
    }
    return part.part.document || !document || !document->ticket || !ticket_is_closed(*document->ticket, why);
}

// A closed ticket takes late papers by arc-file supplement only, with a reason.
bool SplitFilter::may_take_pages(const OpenPart& part, std::string& why) const {
    if (part.document) {
        return !part.before || may_go_on(part, why);
    }
    return !part.part.owner.ticket || !ticket_is_closed(*part.part.owner.ticket, why);
}

std::int64_t SplitFilter::document_for(Change& change, OpenPart& part) {
    if (part.document) {
        return *part.document;
    }
    DocumentTable documents(change.db());
    if (const std::optional<Document> started = documents.started_by(part.part.starts_at)) {
        part.document = started->id;
        return started->id;
    }
    // One registered document of the type still waits for its pages: these are they.
    if (part.part.owner.ticket) {
        std::vector<Document> waiting = documents.empty_of_ticket(*part.part.owner.ticket, part.part.type);
        if (waiting.size() == 1) {
            waiting.front().starts_at = part.part.starts_at;
            if (waiting.front().paper.empty()) {
                waiting.front().paper = paper_of_scan(archive_.profile(), waiting.front().type);
            }
            documents.update(waiting.front());
            part.document = waiting.front().id;
            return waiting.front().id;
        }
    }
    Document document;
    document.type = part.part.type;
    document.ticket = part.part.owner.ticket;
    document.customer = part.part.owner.customer;
    document.series = part.part.owner.series;
    document.volume = part.part.volume;
    document.starts_at = part.part.starts_at;
    document.paper = paper_of_scan(archive_.profile(), document.type);
    part.document = add_document(archive_, change, std::move(document));
    return *part.document;
}

void SplitFilter::mark_labels(Change& change) {
    LabelTable labels(change.db());
    for (const Placement& placement : ready_) {
        for (const Barcode& code : placement.page.barcodes) {
            labels.mark_used(code.text, format_instant(change.now()));
        }
    }
}

void SplitFilter::begin_documents(Change& change) {
    for (const Placement& placement : ready_) {
        std::string why;
        if (placement.role == PageRole::content && may_take_pages(parts_[placement.part], why)) {
            document_for(change, parts_[placement.part]);
        }
    }
}

void SplitFilter::place(Change& change, Placement& placement) {
    PageTable pages(change.db());
    OpenPart& part = parts_[placement.part];
    std::string why = placement.reason;
    PageRole role = placement.role;
    if (role == PageRole::content && !may_take_pages(part, why)) {
        role = PageRole::unplaced;
    }
    if (role == PageRole::content) {
        const std::int64_t document = document_for(change, part);
        pages.place(placement.page.id, document, pages.last_position(document) + 1);
        part.touched = true;
        change.about({ThingKind::document, document});
        return;
    }
    pages.set_role(placement.page.id, role, role == PageRole::unplaced ? why : std::string());
    if (role == PageRole::unplaced) {
        remember_unplaced(placement.page, why);
    }
}

void SplitFilter::commit_group() {
    if (!ready_.empty()) {
        Change change(archive_, operation_);
        refuse_withdrawn(change.db());
        if (!ready_.empty()) {
            commit_ready(change);
        }
    }
    put_documents();
}

// Asked in the transaction: somebody may have withdrawn a batch while its pages came.
void SplitFilter::refuse_withdrawn(Db& db) {
    std::set<std::string> codes;
    for (const Placement& placement : ready_) {
        codes.insert(placement.page.batch_code);
    }
    for (const std::string& code : codes) {
        const std::optional<Batch> batch = BatchTable(db).find(code);
        if (!batch || batch->state != BatchState::withdrawn) {
            continue;
        }
        std::erase_if(ready_, [&](const Placement& placement) { return placement.page.batch_code == code; });
        for (OpenPart& part : parts_) {
            part.told = part.told || part.batch == code;
        }
        if (withdrawn_.insert(code).second) {
            reporter_.problem({ErrorCode::refused, say("batch {}", code), say("was withdrawn; its pages are not filed"),
                               say("take what is wanted of it into another batch")});
        }
    }
}

void SplitFilter::commit_ready(Change& change) {
    if (const std::optional<Batch> batch = BatchTable(change.db()).find(ready_.front().page.batch_code)) {
        change.about({ThingKind::batch, batch->id});
    }
    // What is alike one after another: it makes short events.
    const auto holds_nothing = [](const Placement& placement) {
        return placement.role != PageRole::content && placement.role != PageRole::unplaced;
    };
    mark_labels(change);
    for (Placement& placement : ready_ | std::views::filter(holds_nothing)) {
        place(change, placement);
    }
    begin_documents(change);
    for (Placement& placement : ready_ | std::views::filter(std::not_fn(holds_nothing))) {
        place(change, placement);
    }
    if (operation_.caller->dry_run) {
        put_documents();
    }
    change.commit();
    ready_.clear();
    has_committed_ = true;
}

}  // namespace arc

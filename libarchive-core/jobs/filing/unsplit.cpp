#include "jobs/filing/unsplit.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/event_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/page_lists.hpp"
#include "jobs/indexing.hpp"
#include "jobs/permit.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace arc {
namespace {

// What became of the documents that hold pages of the batch.
struct Plan {
    std::vector<Document> started;     // by splitting, untouched: they go
    std::vector<Document> registered;  // before: they stay
    std::vector<std::string> touched;  // started by splitting, but worked on since
};

class Unsplit {
public:
    Unsplit(FilingRun& run, const Batch& batch) : run_(run), batch_(batch), pages_(run.db()), documents_(run.db()) {
        for (const StoredEvent& event : EventTable(run.db()).about(to_text(Thing{ThingKind::batch, batch.id}))) {
            of_batch_.insert(event.n);
        }
    }

    Record run() {
        const Plan plan = make_plan();
        if (!plan.touched.empty()) {
            throw Fault(ErrorCode::refused, say("batch {}", batch_.code),
                        say("people have worked on {} since", join(plan.touched, ", ")),
                        say("leave the batch and put its pages right with move, split and merge"));
        }
        const std::int64_t back = take_pages_back();
        for (const Document& document : plan.started) {
            remove(document);
        }
        for (Document document : plan.registered) {
            close_up(document);
        }
        run_.change.about({ThingKind::batch, batch_.id});
        return {"batch",
                {{"batch", batch_.code},
                 {"pages", back},
                 {"documents_removed", static_cast<std::int64_t>(plan.started.size())},
                 {"documents_kept", static_cast<std::int64_t>(plan.registered.size())}}};
    }

private:
    bool by_hand(const StoredEvent& event) const { return !of_batch_.contains(event.n); }
    std::vector<StoredEvent> events_about(Thing thing) { return EventTable(run_.db()).about(to_text(thing)); }
    bool touched_by_hand(Thing thing) {
        return std::ranges::any_of(events_about(thing), [this](const StoredEvent& event) { return by_hand(event); });
    }
    bool started_here(const Document& document) {
        const std::vector<StoredEvent> events = events_about({ThingKind::document, document.id});
        return starters_.contains(document.id) && (events.empty() || !by_hand(events.front()));
    }

    Plan make_plan() {
        std::set<std::int64_t> holding;
        pages_.for_each_in_batch(batch_.id, 1, [&](const Page& page) {
            if (page.document != 0) {
                holding.insert(page.document);
            }
            if (const std::optional<Document> started = documents_.started_by(page.id)) {
                holding.insert(started->id);
                starters_.insert(started->id);
            }
        });
        Plan plan;
        for (const std::int64_t id : holding) {
            sort_in(documents_.find(id).value(), plan);
        }
        return plan;
    }

    void sort_in(const Document& document, Plan& plan) {
        if (!started_here(document)) {
            plan.registered.push_back(document);
            return;
        }
        const bool holds_others = std::ranges::any_of(pages_.of_document(document.id),
                                                      [this](const Page& page) { return page.batch != batch_.id; });
        if (holds_others || touched_by_hand({ThingKind::document, document.id})) {
            plan.touched.push_back(name_of(document));
        } else {
            plan.started.push_back(document);
        }
    }

    std::int64_t take_pages_back() {
        std::int64_t back = 0;
        pages_.for_each_in_batch(batch_.id, 1, [&](const Page& page) {
            const bool settled = page.role == PageRole::dropped || page.role == PageRole::replaced;
            if (settled || page.role == PageRole::fresh || touched_by_hand({ThingKind::page, page.id})) {
                return;
            }
            pages_.set_role(page.id, PageRole::fresh, {});
            ++back;
            run_.change.end_event_if_long();
        });
        return back;
    }

    void remove(Document document) {
        if (document.number.empty()) {
            documents_.remove(document.id);
        } else {
            document.starts_at.reset();
            document.withdrawn = say("batch {} was split again", batch_.code);
            documents_.update(document);
        }
        run_.change.about({ThingKind::document, document.id});
        index_document(run_.archive(), document.id);
        run_.change.end_event_if_long();
    }

    void close_up(Document& document) {
        if (starters_.contains(document.id)) {
            document.starts_at.reset();
            documents_.update(document);
        }
        write_order(run_, document.id, order_of(run_.db(), document.id));
        run_.change.about({ThingKind::document, document.id});
    }

    FilingRun& run_;
    const Batch& batch_;
    PageTable pages_;
    DocumentTable documents_;
    std::set<std::int64_t> of_batch_;  // events
    std::set<std::int64_t> starters_;  // documents that a page of the batch started
};

}  // namespace

Answer unsplit_batch(FilingRun& run, const std::string& batch) {
    require_right(run.archive(), run.caller, Verb::file);
    const Batch named = named_batch(run.archive(), batch);
    return {Unsplit(run, named).run()};
}

}  // namespace arc

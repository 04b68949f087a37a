#include "jobs/review/review_verbs.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/page_table.hpp"
#include "catalog/review_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/permit.hpp"
#include "jobs/review/review_checks.hpp"
#include "jobs/review/review_records.hpp"
#include "jobs/signer.hpp"

#include <algorithm>

namespace arc {
namespace {

// The gate's role, by the real person: acting for somebody gives no other pair of eyes.
Person need_reviewer(FilingRun& run, const ReviewGate& gate) {
    Person person = need_real_person(run.archive(), run.caller);
    if (!gate.by.empty() && std::ranges::count(person.roles, gate.by) == 0) {
        throw Fault(ErrorCode::refused, person.code,
                    say("may not review at gate {}: has not the role {}", gate.name, gate.by));
    }
    return person;
}

void need_other_eyes(FilingRun& run, const ReviewGate& gate, const Document& document) {
    if (is_own_check(gate)) {
        return;
    }
    const std::vector<std::string> hands = ReviewTable(run.db()).hands_on(document.id);
    if (std::ranges::count(hands, run.caller.account) != 0) {
        throw Fault(ErrorCode::refused, name_of(document),
                    say("{} captured or filed it, and may not review it at gate {}", run.caller.account, gate.name),
                    say("somebody else must look at it"));
    }
}

void settle_lot(FilingRun& run, std::int64_t id) {
    ReviewTable table(run.db());
    const ReviewLot lot = table.find_lot(id).value();
    if (lot.state != LotState::open) {
        return;
    }
    const ReviewTable::LotCount count = table.count(id);
    const LotState state = judge_lot(lot, count.looked_at, count.failed);
    if (state != lot.state) {
        table.set_lot_state(id, state);
        if (state == LotState::rejected) {
            run.reporter.problem({ErrorCode::refused, say("lot {}", id),
                                  say("rejected, {} of {} failed", count.failed, lot.sample),
                                  say("each of its {} documents must pass gate {}", lot.size, lot.gate)});
        }
    }
}

Review begin_review(FilingRun& run, const ReviewGate& gate, std::int64_t document, const Person& person) {
    Review review;
    review.gate = gate.name;
    review.document = document;
    review.person = person.id;
    review.at = format_instant(run.change.now());
    if (const std::optional<DocumentLot> lot = ReviewTable(run.db()).lot_of(document, gate.name)) {
        review.lot = lot->lot.id;
    }
    return review;
}

Record add_review(FilingRun& run, Review review) {
    ReviewTable table(run.db());
    review.id = table.add(review);
    run.change.about({ThingKind::review, review.id});
    run.change.about({ThingKind::document, review.document});
    if (review.lot) {
        settle_lot(run, *review.lot);
    }
    return review_record(run.archive(), review);
}

// The page that is meant, which must be one of the document's.
std::optional<Page> page_of(FilingRun& run, const Document& document, const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    const std::vector<Page> own = PageTable(run.db()).of_document(document.id);
    const auto by_position = std::ranges::find_if(own, [&](const Page& page) {
        return std::to_string(page.position) == text && text.find('/') == std::string::npos;
    });
    if (by_position != own.end()) {
        return *by_position;
    }
    Page page = named_pages(run.archive(), {text}).front();
    if (std::ranges::find(own, page.id, &Page::id) == own.end()) {
        throw Fault(ErrorCode::usage, text, say("is no page of {}", name_of(document)),
                    say("give its position in the document, or BATCH/NUMBER"));
    }
    return page;
}

void need_mended(FilingRun& run, const ReviewGate& gate, const Document& document) {
    for (const Review& review : ReviewTable(run.db()).of_document(document.id, gate.name)) {
        if (!review.passed && review.mended.empty()) {
            throw Fault(ErrorCode::refused, name_of(document), say("failed: {}", review.reason),
                        review.page ? say("bring a better scan with arc-file replace; see arc-file todo")
                                    : say("mend it, then arc-file review mended {} --reason HOW", document.id));
        }
    }
}

Record pass_one(FilingRun& run, const ReviewGate& gate, const Person& person, std::int64_t id) {
    const Document document = DocumentTable(run.db()).find(id).value();
    need_reviewable(run, gate, document);
    need_other_eyes(run, gate, document);
    need_earlier_gates(run, gate, document);
    need_mended(run, gate, document);
    Review review = begin_review(run, gate, id, person);
    const std::vector<Review> before = ReviewTable(run.db()).of_document(id, gate.name);
    // What passed before its lot was drawn, or in the lot before, was not looked at for this one.
    if (!before.empty() && before.back().passed && before.back().person == person.id &&
        before.back().lot == review.lot && before.back().at >= ReviewTable(run.db()).pages_changed(id)) {
        return review_record(run.archive(), before.back());  // a repeat
    }
    review.passed = true;
    return add_review(run, std::move(review));
}

// The same failure, not made good yet.
std::optional<Review> known_failure(FilingRun& run, const Review& fresh) {
    for (const Review& review : ReviewTable(run.db()).of_document(fresh.document, fresh.gate)) {
        if (!review.passed && review.mended.empty() && review.page == fresh.page && review.reason == fresh.reason) {
            return review;
        }
    }
    return std::nullopt;
}

}  // namespace

Answer pass_review(FilingRun& run, const std::vector<std::string>& things, const std::string& gate_name) {
    const ReviewGate& gate = need_gate(run.archive().profile(), gate_name);
    const std::vector<std::int64_t> documents = need_documents(run.archive(), things);
    const Person person = need_reviewer(run, gate);
    Answer answer;
    for (const std::int64_t id : documents) {
        answer.push_back(pass_one(run, gate, person, id));
    }
    return answer;
}

Answer fail_review(FilingRun& run, const std::vector<std::string>& things, const std::string& gate_name,
                   const std::string& page_text) {
    const ReviewGate& gate = need_gate(run.archive().profile(), gate_name);
    const std::vector<std::int64_t> documents = need_documents(run.archive(), things);
    need_reason(run, things.front());
    const Person person = need_reviewer(run, gate);
    if (!page_text.empty() && documents.size() != 1) {
        throw Fault(ErrorCode::usage, say("--page"), say("goes with one document"));
    }
    Answer answer;
    for (const std::int64_t id : documents) {
        const Document document = DocumentTable(run.db()).find(id).value();
        need_reviewable(run, gate, document);
        need_other_eyes(run, gate, document);
        const std::optional<Page> page = page_of(run, document, page_text);
        Review review = begin_review(run, gate, id, person);
        review.page = page ? std::optional(page->id) : std::nullopt;
        review.reason = run.caller.reason;
        const std::optional<Review> known = known_failure(run, review);
        answer.push_back(known ? review_record(run.archive(), *known) : add_review(run, std::move(review)));
        if (page) {
            run.change.about({ThingKind::page, page->id});
        }
    }
    return answer;
}

Answer mend_review(FilingRun& run, const std::vector<std::string>& things, const std::string& page_text) {
    const std::vector<std::int64_t> documents = need_documents(run.archive(), things);
    need_reason(run, things.front());
    ReviewTable table(run.db());
    Answer answer;
    for (const std::int64_t id : documents) {
        const Document document = DocumentTable(run.db()).find(id).value();
        require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), document));
        const std::optional<Page> page = page_of(run, document, page_text);
        for (Review review : table.of_document(id)) {
            const bool meant = !review.passed && review.page == (page ? std::optional(page->id) : std::nullopt);
            if (!meant) {
                continue;
            }
            if (review.mended.empty()) {
                review.mended = format_instant(run.change.now());
                table.set_mended(review.id, review.mended);
                run.change.about({ThingKind::review, review.id});
                run.change.about({ThingKind::document, id});
            }
            answer.push_back(review_record(run.archive(), review));
        }
    }
    if (answer.empty()) {
        throw Fault(ErrorCode::refused, things.front(),
                    page_text.empty() ? say("nothing failed that a word can mend") : say("this page did not fail"),
                    say("see arc-file review show {}", shell_word(things.front())));
    }
    return answer;
}

}  // namespace arc

#include "unit/jobs/paper_script.hpp"

#include "base/say.hpp"
#include "jobs/entries/entry_verbs.hpp"
#include "jobs/filing/compare_copy.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/document_verbs.hpp"
#include "jobs/filing/page_verbs.hpp"
#include "jobs/handover/give_and_take.hpp"
#include "jobs/handover/handover_lists.hpp"
#include "jobs/review/review_verbs.hpp"
#include "jobs/shelving/box_verbs.hpp"
#include "jobs/shelving/place_verbs.hpp"
#include "jobs/shelving/retire.hpp"
#include "jobs/steps/step_verbs.hpp"
#include "jobs/tickets/ticket_verbs.hpp"
#include "jobs/volumes/build_volumes.hpp"
#include "jobs/volumes/volume_verbs.hpp"

namespace arc {

// Pages and documents ------------------------------------------------------------------------------------------------

DocumentRequest PaperScript::paper_of(int owner) {
    DocumentRequest request;
    request.type = owner % 4 == 0 ? "deed" : "paper";
    if (owner % 2 == 0) {
        request.ticket = say("T{}", 1 + owner % customers);
    } else {
        request.customer = say("{}", 1001 + owner % customers);
    }
    request.fields = {say("sides={}", 1 + owner)};
    return request;
}

void PaperScript::register_one() {
    by("zhang", [&](FilingRun& run) { return register_document(run, paper_of(pick(12))); });
}
void PaperScript::supplement() {
    by("zhang", [&](FilingRun& run) {
        return supplement_document(run, paper_of(pick(12)), pick(2) == 0 ? std::vector<std::string>{} : pages());
    });
}
void PaperScript::assign() {
    PageTarget target;
    if (pick(3) == 0) {
        target.ticket = say("T{}", 1 + pick(customers));
        target.type = "paper";
    } else {
        target.document = document();
    }
    by("wang", [&](FilingRun& run) { return assign_pages(run, pages(), target, std::nullopt); });
}
void PaperScript::insert() {
    PageTarget target;
    target.document = document();
    by("wang", [&](FilingRun& run) { return assign_pages(run, pages(), target, 1 + pick(3)); });
}
void PaperScript::move_some() {
    by("wang", [&](FilingRun& run) { return move_pages(run, pages(), document(), std::nullopt); });
}
void PaperScript::drop() {
    by("wang", [&](FilingRun& run) { return drop_pages(run, pages()); });
}
void PaperScript::replace() {
    by("wang", [&](FilingRun& run) { return replace_page(run, page(), page()); });
}
void PaperScript::reorder() {
    by("wang", [&](FilingRun& run) { return reorder_pages(run, document(), {}); });
}
void PaperScript::split() {
    by("wang", [&](FilingRun& run) { return split_document(run, document(), page(), {}); });
}
void PaperScript::merge() {
    by("wang", [&](FilingRun& run) { return merge_documents(run, document(), document()); });
}
void PaperScript::move_whole() {
    by("zhang", [&](FilingRun& run) { return move_document(run, document(), paper_of(pick(12))); });
}
void PaperScript::withdraw() {
    by("zhang", [&](FilingRun& run) { return withdraw_document(run, document()); });
}
void PaperScript::set() {
    by("zhang", [&](FilingRun& run) {
        return set_document(run, document(),
                            {say("sheets={}", 1 + pick(90)), say("sides={}", 1 + pick(9)), "title=" + person()});
    });
}

// Shelves
// --------------------------------------------------------------------------------------------------------------

void PaperScript::put_on_shelf() {
    many([&](FilingRun& run) { return shelve(run, {thing(), thing()}, {}); });
}
void PaperScript::put_at() {
    many([&](FilingRun& run) { return shelve(run, {thing(), thing()}, place()); });
}
void PaperScript::open_a_box() {
    by("zhang", [&](FilingRun& run) { return open_box(run, {"", "", 10 + pick(40), ""}); });
}
void PaperScript::box_put() {
    many([&](FilingRun& run) { return put_in_box(run, box(), {thing(), document()}); });
}
void PaperScript::box_take() {
    many([&](FilingRun& run) { return take_from_box(run, box(), {thing(), document()}); });
}
void PaperScript::open_a_volume() {
    by("zhang", [&](FilingRun& run) { return open_volume(run, {}); });
}
void PaperScript::volume_add() {
    many([&](FilingRun& run) { return add_to_volume(run, volume(), {document(), document()}); });
}
void PaperScript::volume_remove() {
    many([&](FilingRun& run) { return remove_from_volume(run, volume(), {document()}); });
}
void PaperScript::volume_order() {
    by("zhang", [&](FilingRun& run) { return order_volume(run, volume(), {}); });
}
void PaperScript::volume_close() {
    many([&](FilingRun& run) { return close_volumes(run, {volume()}); });
}
void PaperScript::volume_reopen() {
    by("zhang", [&](FilingRun& run) { return reopen_volume(run, volume()); });
}
void PaperScript::build() {
    BuildRequest request;
    request.close = pick(2) == 0;
    if (pick(2) == 0) {
        request.things = {document(), document()};
    }
    by("zhang", [&](FilingRun& run) { return build_volumes(run, request); });
}
void PaperScript::change_place() {
    by("zhang", [&](FilingRun& run) {
        return set_place(run, place(), {say("capacity={}", 20 + pick(100)), "closed="});
    });
}
void PaperScript::close_a_place() {
    by("zhang", [&](FilingRun& run) { return close_place(run, place()).answer; });
}
void PaperScript::retire_closed() {
    many([&](FilingRun& run) { return retire(run, {{}, "9999-12-31", 0, pick(2) == 0, {}}); });
}

// From hand to hand
// ------------------------------------------------------------------------------------------------------

void PaperScript::scan() {
    by("wang", [&](FilingRun& run) {
        return scan_step(run, pick(2) == 0 ? "sort" : "shelve", {thing(), "ticket:T1"});
    });
}
void PaperScript::compare() {
    by("wang", [&](FilingRun& run) {
        return compare_copies(run, {number()}, pick(2) == 0 ? OriginalWent::returned : OriginalWent::kept);
    });
}
void PaperScript::say_where() {
    const std::string state = any(std::vector<std::string>{"here", "here", "here", "none", "lost", "returned"});
    by("zhang", [&](FilingRun& run) { return say_paper(run, state, {document()}); });
}
void PaperScript::handover_open() {
    HandoverRequest request;
    request.lines = {thing(), thing(), document()};
    if (pick(4) == 0) {
        request.kind = HandoverKind::keeper;
        request.giver = "zhang";
        request.lines = {"ticket:T1", "customer:1002"};
    }
    const Answer answer = by("zhang", [&](FilingRun& run) { return open_handover(run, request); });
    lists_.push_back(Value(answer.front().fields).text_of("code"));
}
void PaperScript::handover_add() {
    by("zhang", [&](FilingRun& run) { return add_to_handover(run, list(), {thing(), document() + "=2"}); });
}
void PaperScript::handover_remove() {
    by("zhang", [&](FilingRun& run) { return remove_from_handover(run, list(), {thing()}); });
}
void PaperScript::handover_declare() {
    by("zhang", [&](FilingRun& run) { return declare_counts(run, list(), {document() + "=3"}); });
}
void PaperScript::handover_give() {
    by("zhang", [&](FilingRun& run) { return give_handover(run, list(), {}); });
}
void PaperScript::handover_count() {
    by("wang", [&](FilingRun& run) { return count_handover(run, list(), {say("{}={}", document(), 1 + pick(4))}); });
}
void PaperScript::handover_take() {
    TakeRequest request;
    request.all = true;
    request.rest = pick(2) == 0 ? "torn" : "";
    by("wang", [&](FilingRun& run) { return take_handover(run, list(), request); });
}
void PaperScript::handover_withdraw() {
    by("zhang", [&](FilingRun& run) { return withdraw_handover(run, list()); });
}

// Gates, entries, tickets
// ------------------------------------------------------------------------------------------------

void PaperScript::review_open() {
    by("zhao", [&](FilingRun& run) { return open_review(run, {number(), number()}, "spot", "seed"); });
}
void PaperScript::review_pass() {
    by("zhao", [&](FilingRun& run) { return pass_review(run, {number()}, gate()); });
}
void PaperScript::review_fail() {
    by("zhao", [&](FilingRun& run) { return fail_review(run, {number()}, gate(), pick(2) == 0 ? "1" : ""); });
}
void PaperScript::review_mended() {
    by("zhao", [&](FilingRun& run) { return mend_review(run, {number()}, {}); });
}
void PaperScript::entry() {
    EntryRequest request;
    request.kind = "visit";
    request.subject = say("{}", 1001 + pick(customers));
    request.due = pick(2) == 0 ? "2030-01-01" : "";
    request.again = pick(2) == 0;
    by("zhang", [&](FilingRun& run) { return add_entry(run, request); });
}
void PaperScript::entry_done() {
    EntryRequest request;
    request.result = "done";
    const std::int64_t id = id_in("entry");
    by("zhang",
       [&](FilingRun& run) { return pick(2) == 0 ? finish_entry(run, id, request) : correct_entry(run, id, request); });
}
void PaperScript::ticket_close() {
    by("zhang", [&](FilingRun& run) { return close_ticket(run, say("T{}", 1 + pick(customers)), {}).answer; });
}
void PaperScript::ticket_reopen() {
    by("zhang", [&](FilingRun& run) { return reopen_ticket(run, say("T{}", 1 + pick(customers))); });
}
void PaperScript::customer_close() {
    by("zhang", [&](FilingRun& run) { return close_customer(run, say("{}", 1001 + pick(customers)), {}); });
}
void PaperScript::wait() {
    today_ = std::chrono::sys_days(today_) + std::chrono::days(100 + pick(700));
    desk.at(format_day(today_) + "T08:00:00Z");
}

// The end
// ----------------------------------------------------------------------------------------------------------------

void PaperScript::hold() {
    by("zhang", [&](FilingRun& run) { return place_holds(run, {pick(3) == 0 ? "customer:1002" : thing()}); });
}
void PaperScript::lift() {
    by("zhang", [&](FilingRun& run) { return lift_hold(run, id_in("hold")); });
}
void PaperScript::appraise_some() {
    AppraisalRequest request{{thing()}, "keep", pick(2) == 0 ? "destroy" : "keep", "2027-01-01", {person()}};
    if (pick(3) == 0) {
        request.aspect = "declassify";
        request.verdict = "open";
        request.until.clear();
    }
    by("zhang", [&](FilingRun& run) { return appraise(run, request); });
}
void PaperScript::dispose_propose() {
    ProposalRequest request;
    if (pick(2) == 0) {
        request.things = {thing(), document()};
    } else {
        request.due_before = "9999-12-31";
    }
    const Answer answer = by("zhang", [&](FilingRun& run) { return propose_disposal(run, request); });
    disposals_.push_back(Value(answer.front().fields).text_of("code"));
}
void PaperScript::dispose_approve() {
    by("li", [&](FilingRun& run) { return approve_disposal(run, disposal()); });
}
void PaperScript::dispose_refuse() {
    by("li", [&](FilingRun& run) { return refuse_disposal(run, disposal()); });
}
void PaperScript::dispose_withdraw() {
    by("zhang", [&](FilingRun& run) { return withdraw_disposal(run, disposal()); });
}
void PaperScript::dispose_keep() {
    by("zhang", [&](FilingRun& run) { return keep_document(run, disposal(), document()); });
}
void PaperScript::dispose_execute() {
    desk.execute(disposal(), {"wang", "zhao"}, pick(8) == 0 ? person() : "zhang");
}

}  // namespace arc

#include "catalog/document_table.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/handover/give_and_take.hpp"
#include "jobs/handover/handover_lists.hpp"
#include "rules/handover_count.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace arc;

namespace {

constexpr int papers = 8;

// What must be true, kept beside the archive in plain maps.
struct Model {
    struct List {
        HandoverState state = HandoverState::open;
        std::map<std::int64_t, std::int64_t> declared;                 // by document
        std::map<std::int64_t, std::optional<std::int64_t>> received;  // of the counted ones
    };
    std::map<std::string, List> lists;
    std::set<std::int64_t> handed_over;

    bool is_pending(std::int64_t document) const {
        return std::ranges::any_of(lists, [&](const auto& list) {
            return (list.second.state == HandoverState::open || list.second.state == HandoverState::given) &&
                   list.second.declared.contains(document);
        });
    }
};

// A room where papers are handed over by chance, right and wrong.
class Room {
public:
    explicit Room(unsigned seed)
        : chance_(seed),
          made_(
              "profile: p\ntitle: {en: p}\nsubject: none\ndocument_types: {paper: {en: paper}}\n"
              "ticket_types: {new: {title: {en: new}, stages: [open, filed]}}\n"
              "handover: {count: sides, refuse_for: [torn]}\n") {
        made_.change("fill", [&](RowMaker& rows) {
            for (const char* code : {"giver", "taker"}) {
                PersonTable(rows.db()).add_role(rows.person(code, code), "archivist");
            }
            const std::int64_t ticket = rows.ticket("T1", {}, "new", "2026-01-01");
            for (int i = 0; i < papers; ++i) {
                Document document;
                document.type = "paper";
                document.ticket = ticket;
                document.sides = 1 + i % 4;
                documents_.push_back(rows.document(document));
            }
        });
    }

    void step() {
        switch (below(7)) {
            case 0:
                open();
                break;
            case 1:
                add();
                break;
            case 2:
                remove();
                break;
            case 3:
                give();
                break;
            case 4:
                count();
                break;
            case 5:
                take();
                break;
            default:
                withdraw();
                break;
        }
    }

    void check() {
        HandoverTable table(made_.archive().db());
        std::map<std::int64_t, int> pending;
        for (const Handover& list : table.list()) {
            const Model::List& wanted = model_.lists.at(list.code);
            REQUIRE(list.state == wanted.state);
            const std::vector<HandoverItem> items = table.items(list.id);
            REQUIRE(items.size() == wanted.declared.size());
            for (const HandoverItem& item : items) {
                check_item(list, wanted, item);
                const bool waits = list.state == HandoverState::open || list.state == HandoverState::given;
                pending[item.thing.id] += waits ? 1 : 0;
            }
            check_sums(list, items);
        }
        for (const std::int64_t document : documents_) {
            REQUIRE(pending[document] <= 1);
            REQUIRE(HandoverQuery(made_.archive().db()).is_handed_over(document) ==
                    model_.handed_over.contains(document));
        }
    }

    std::map<std::string, int> done;

private:
    int below(int limit) { return static_cast<int>(chance_() % static_cast<unsigned>(limit)); }
    std::int64_t any_document() { return documents_[static_cast<std::size_t>(below(papers))]; }
    std::string any_list() {
        if (model_.lists.empty()) {
            return "none";
        }
        auto list = model_.lists.begin();
        std::advance(list, below(static_cast<int>(model_.lists.size())));
        return list->first;
    }
    static std::string name(std::int64_t document) { return "document:#" + std::to_string(document); }

    // The code of the list that was worked on; nothing when it was refused.
    std::optional<std::string> as(const std::string& account, const std::string& verb,
                                  const std::function<Answer(FilingRun&)>& work, const std::string& reason = {}) {
        Caller caller = made_.caller();
        caller.account = account;
        caller.reason = reason;
        Operation operation(caller, verb);
        HeardReporter reporter;
        try {
            const Answer answer = run_filing(made_.archive(), operation, reporter, work);
            ++done[verb];
            return Value(answer.front().fields).text_of("code");
        } catch (const Fault& fault) {
            INFO(fault.what());
            last_refusal = fault.what();
            return std::nullopt;
        }
    }

    std::string last_refusal;

    void open() {
        HandoverRequest request;
        std::set<std::int64_t> taken;
        for (int i = 0; i <= below(3); ++i) {
            const std::int64_t document = any_document();
            request.lines.push_back(name(document));
            if (!model_.is_pending(document) && !model_.handed_over.contains(document)) {
                taken.insert(document);
            }
        }
        const auto code = as("giver", "open", [&](FilingRun& run) { return open_handover(run, request); });
        REQUIRE(code.has_value() == !taken.empty());
        if (code) {
            for (const std::int64_t document : taken) {
                model_.lists[*code].declared[document] = sides_of(document);
            }
        }
    }

    void add() {
        const std::string list = any_list();
        const std::int64_t document = any_document();
        const auto code =
            as("giver", "add", [&](FilingRun& run) { return add_to_handover(run, list, {name(document)}); });
        const bool open = model_.lists.contains(list) && model_.lists[list].state == HandoverState::open;
        const bool there = open && model_.lists[list].declared.contains(document);
        const bool free = !model_.is_pending(document) && !model_.handed_over.contains(document);
        REQUIRE(code.has_value() == (open && (there || free)));
        if (code && !there) {
            model_.lists[list].declared[document] = sides_of(document);
        }
    }

    void remove() {
        const std::string list = any_list();
        const std::int64_t document = any_document();
        const auto code =
            as("giver", "remove", [&](FilingRun& run) { return remove_from_handover(run, list, {name(document)}); });
        CAPTURE(last_refusal);
        REQUIRE(code.has_value() == (model_.lists.contains(list) && model_.lists[list].state == HandoverState::open));
        if (code) {
            model_.lists[list].declared.erase(document);
        }
    }

    void give() {
        const std::string list = any_list();
        const auto code = as("giver", "give", [&](FilingRun& run) { return give_handover(run, list, {}); });
        if (code && model_.lists[list].state == HandoverState::open) {
            REQUIRE_FALSE(model_.lists[list].declared.empty());
            model_.lists[list].state = HandoverState::given;
        }
    }

    void count() {
        const std::string list = any_list();
        const std::int64_t document = any_document();
        const std::int64_t found = 1 + below(4);
        const auto code = as(below(5) == 0 ? "giver" : "taker", "count", [&](FilingRun& run) {
            return count_handover(run, list, {name(document) + "=" + std::to_string(found)});
        });
        if (code) {
            REQUIRE(model_.lists[list].state == HandoverState::given);
            REQUIRE(model_.lists[list].declared.contains(document));
            model_.lists[list].received[document] = found;
        }
    }

    void take() {
        const std::string list = any_list();
        const bool rest = below(2) == 0;
        TakeRequest request;
        request.rest = rest ? "torn" : "";
        const auto code = as("taker", "take", [&](FilingRun& run) { return take_handover(run, list, request); });
        if (!code || model_.lists[list].state != HandoverState::given) {
            return;
        }
        Model::List& wanted = model_.lists[list];
        for (const auto& [document, sides] : wanted.declared) {
            if (rest && !wanted.received.contains(document)) {
                wanted.received[document] = std::nullopt;
            }
        }
        if (wanted.received.size() == wanted.declared.size()) {
            wanted.state = HandoverState::taken;
            for (const auto& [document, found] : wanted.received) {
                if (found == wanted.declared.at(document)) {
                    model_.handed_over.insert(document);
                }
            }
        }
    }

    void withdraw() {
        const std::string list = any_list();
        const auto code = as(
            "giver", "withdraw", [&](FilingRun& run) { return withdraw_handover(run, list); }, "the bag broke");
        if (code) {
            REQUIRE(model_.lists[list].state != HandoverState::taken);
            model_.lists[list].state = HandoverState::withdrawn;
        }
    }

    std::int64_t sides_of(std::int64_t document) { return *DocumentTable(made_.archive().db()).find(document)->sides; }

    void check_item(const Handover& list, const Model::List& wanted, const HandoverItem& item) {
        REQUIRE(item.declared_sides == wanted.declared.at(item.thing.id));
        const auto found = wanted.received.find(item.thing.id);
        if (list.state == HandoverState::withdrawn) {
            REQUIRE(item.outcome == ItemOutcome::withdrawn);
        } else if (found == wanted.received.end()) {
            REQUIRE(item.outcome == ItemOutcome::waiting);
        } else {
            const bool whole = found->second == item.declared_sides;
            REQUIRE(item.received_sides == found->second);
            REQUIRE(item.outcome == (whole ? ItemOutcome::accepted : ItemOutcome::rejected));
            REQUIRE(item.reason == (whole ? "" : found->second ? "mismatch" : "torn"));
        }
    }

    // Of a taken list nothing waits, and what was accepted has exactly the pages that were given.
    void check_sums(const Handover& list, const std::vector<HandoverItem>& items) {
        if (list.state != HandoverState::taken) {
            return;
        }
        const HandoverTotals sums = totals_of(items, CountOf::sides);
        std::int64_t accepted_declared = 0;
        std::int64_t accepted_received = 0;
        std::int64_t rejected_declared = 0;
        for (const HandoverItem& item : items) {
            const bool accepted = item.outcome == ItemOutcome::accepted;
            (accepted ? accepted_declared : rejected_declared) += *item.declared_sides;
            accepted_received += accepted ? item.received_sides.value_or(0) : 0;
        }
        REQUIRE(sums.waiting == 0);
        REQUIRE(sums.accepted + sums.rejected == sums.things);
        REQUIRE(accepted_declared == accepted_received);
        REQUIRE(sums.declared == accepted_received + rejected_declared);
    }

    std::minstd_rand chance_;
    RowArchive made_;
    std::vector<std::int64_t> documents_;
    Model model_;
};

}  // namespace

TEST_CASE("whatever is handed over in whatever order, each page is counted and lies on one list") {
    std::map<std::string, int> done;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Room room(seed);
        for (int i = 0; i < 60; ++i) {
            room.step();
            room.check();
        }
        for (const auto& [verb, times] : room.done) {
            done[verb] += times;
        }
    }
    // The chances above come to every verb.
    for (const char* verb : {"open", "add", "remove", "give", "count", "take", "withdraw"}) {
        CAPTURE(verb);
        CHECK(done[verb] > 0);
    }
}

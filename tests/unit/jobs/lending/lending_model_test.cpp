#include "unit/jobs/lending/lending_model.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/lending/decide_loans.hpp"
#include "jobs/lending/hand_out.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/request_loans.hpp"
#include "jobs/lending/take_back.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <set>

using namespace arc;

// Random verbs against a second, plain telling of the same rules. How many: ARC_LENDING_VERBS, else some thousand.
namespace {

class DeafReporter final : public Reporter {
public:
    void problem(const Error&) override {}
    void notice(std::string_view) override {}
    void detail(std::string_view) override {}
    void progress(std::int64_t, std::int64_t) override {}
    bool stop_requested() const override { return false; }
};

class Desk : private LendingModel {
public:
    explicit Desk(unsigned seed)
        : chance_(seed),
          made_(
              "profile: p\ntitle: {en: p}\nsubject: none\n"
              "document_types: {paper: {en: paper}, plan: {en: plan}, secret: {en: secret}}\n"
              "ticket_types: {new: {title: {en: new}, stages: [open, filed]}}\n"
              "calendar: {rest: []}\nlending:\n  originals: {approve: [leader]}\n  limit: 7d\n  renewals: 1\n  most: "
              "3\n"
              "  rules:\n    - {when: {type: plan}, originals: {approve: []}, limit: 0d, renewals: 0}\n"
              "    - {when: {type: secret}, originals: {lent: false}}\n"),
          caller_(made_.caller()),
          boss_(made_.caller()) {
        made_.change("fill", [&](RowMaker& rows) { fill(rows); });
        caller_.account = "desk";
        caller_.reason = "litigation";
        boss_.account = "boss";
        boss_.reason = "so decided";
    }

    // So many verbs, in changes of a few, between which time passes.
    void run(int verbs) {
        while (verbs > 0) {
            Operation operation(caller_, "chance");
            Change change(made_.archive(), operation);
            change_ = &change;
            for (int i = 1 + below(40); i > 0 && verbs > 0; --i, --verbs) {
                step();
            }
            check();
            change.commit();
            change_ = nullptr;
            pass(below(3));
        }
    }

    std::map<std::string, int> done;
    std::map<std::string, int> refused;

private:
    int below(int limit) { return static_cast<int>(chance_() % static_cast<unsigned>(limit)); }
    bool often() { return below(4) != 0; }

    void pass(int days) {
        today += days;
        made_.clock().set(made_.clock().now() + std::chrono::days(days));
    }
    std::string day_text(int day) const { return format_day(made_.archive_zone_day(day - today)); }

    void fill(RowMaker& rows) {
        for (int i = 0; i < people; ++i) {
            persons_.push_back(rows.person("p" + std::to_string(i), "P" + std::to_string(i)));
        }
        PersonTable(rows.db()).add_role(rows.person("desk", "desk"), "archivist");
        PersonTable(rows.db()).add_role(rows.person("boss", "boss"), "leader");
        const std::int64_t ticket = rows.ticket("T1", {}, "new", "2025-01-01");
        Box box;
        box.code = "B1";
        const std::int64_t box_id = BoxTable(rows.db()).put(box);
        std::vector<std::int64_t> volumes;
        for (const char* code : {"V1", "V2", "V3"}) {
            Volume volume;
            volume.code = code;
            volume.box = volume.code == "V3" ? std::nullopt : std::optional(box_id);
            volumes.push_back(VolumeTable(rows.db()).put(volume));
        }
        constexpr std::int64_t none = -1;
        constexpr std::int64_t in_box = -2;
        const std::int64_t holders[] = {0, 0, 0, 1, 1, in_box, 2, 2, none, none, none, none};
        std::map<std::int64_t, ModelThing> of_volume;
        ModelThing whole_box{{ThingKind::box, box_id}, {}, false, false};
        for (int i = 0; i < 12; ++i) {
            Document document;
            document.type = i == 9 ? "plan" : i == 10 ? "secret" : "paper";
            document.ticket = ticket;
            document.sides = 1 + i % 5;
            const std::int64_t holder = holders[i];
            if (holder >= 0) {
                document.volume = volumes[static_cast<std::size_t>(holder)];
            } else if (holder == in_box) {
                document.box = box_id;
            }
            const std::int64_t id = rows.document(document);
            sides_[id] = *document.sides;
            things.push_back({{ThingKind::document, id}, {id}, i == 10, i == 9});
            if (holder >= 0) {
                of_volume[holder].thing = {ThingKind::volume, *document.volume};
                of_volume[holder].papers.insert(id);
            }
            if (holder == 0 || holder == 1 || holder == in_box) {
                whole_box.papers.insert(id);
            }
        }
        for (const auto& [number, volume] : of_volume) {
            things.push_back(volume);
        }
        things.push_back(whole_box);
    }

    void step() {
        switch (below(14)) {
            case 0:
            case 1:
                request(0);
                break;
            case 2:
                request(1 + below(9));
                break;
            case 3:
            case 4:
                decide("approve");
                break;
            case 5:
                decide(below(3) == 0 ? "deny" : "cancel");
                break;
            case 6:
            case 7:
                checkout();
                break;
            case 8:
                renew();
                break;
            case 9:
                recall();
                break;
            case 10:
            case 11:
                give_back();
                break;
            case 12:
                lose_or_find();
                break;
            default:
                settle();
                break;
        }
        if (change_->rows_changed() > 800) {
            change_->end_event();
        }
    }

    // The loan's record after the verb; nothing when it was refused, and then nothing was written.
    std::optional<Value> attempt(const std::string& verb, const Caller& who,
                                 const std::function<ManyDone(FilingRun&)>& work) {
        DeafReporter reporter;
        FilingRun run{*change_, who, reporter};
        const std::size_t rows = change_->rows_changed();
        try {
            const ManyDone answer = work(run);
            ++done[verb];
            REQUIRE(answer.answer.size() == 1);
            return Value(answer.answer.front().fields);
        } catch (const Fault& fault) {
            last_refusal_ = fault.what();
            REQUIRE((fault.code() == ErrorCode::refused || fault.code() == ErrorCode::not_found));
            REQUIRE(change_->rows_changed() == rows);
            ++refused[verb];
            return std::nullopt;
        }
    }

    std::string name(std::size_t thing) const {
        return std::string(to_text(things[thing].thing.kind)) + ":#" + std::to_string(things[thing].thing.id);
    }
    std::optional<std::int64_t> any_loan() {
        if (loans.empty()) {
            return std::nullopt;
        }
        // Young loans are where something happens.
        const int back = below(std::min<int>(static_cast<int>(loans.size()), below(5) == 0 ? 1000 : 14));
        return std::prev(loans.end(), 1 + back)->first;
    }

    void request(int from) {
        const auto thing = static_cast<std::size_t>(below(static_cast<int>(things.size())));
        const int person = below(people);
        const bool yes = !often();
        const auto same = std::ranges::find_if(loans, [&](const auto& pair) {
            const ModelLoan& loan = pair.second;
            return loan.thing == thing && loan.person == person && (is_waiting(loan.state) || arc::is_away(loan.state));
        });
        LoanRequest wish;
        wish.things = {name(thing)};
        wish.person = "p" + std::to_string(person);
        wish.wanted = from == 0 ? std::string() : day_text(today + from);
        wish.yes = yes;
        const auto record = attempt("request", caller_, [&](FilingRun& run) { return request_loans(run, wish); });
        CAPTURE(last_refusal_);
        if (same != loans.end()) {
            REQUIRE(record.has_value());
            REQUIRE(record->int_of("id") == same->first);
            return;
        }
        const bool objected = line_objects(thing, person, 0, today + limit_of(thing), true);
        REQUIRE(record.has_value() == (!things[thing].secret && !no_paper(thing) && (!objected || yes)));
        if (record) {
            ModelLoan loan;
            loan.thing = thing;
            loan.person = person;
            loan.state = things[thing].plan ? LoanState::approved : LoanState::requested;
            loan.wanted = from == 0 ? 0 : today + from;
            loans[record->int_of("id")] = loan;
            compare(record->int_of("id"), *record);
        }
    }

    void decide(const std::string& verb) {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        const std::vector<std::string> named{std::to_string(*id)};
        const auto record = attempt(verb, verb == "cancel" ? caller_ : boss_, [&](FilingRun& run) {
            return verb == "approve" ? approve_loans(run, named, {})
                   : verb == "deny"  ? deny_loans(run, named)
                                     : cancel_loans(run, named);
        });
        ModelLoan& loan = loans.at(*id);
        const LoanState aim = verb == "approve" ? LoanState::approved
                              : verb == "deny"  ? LoanState::denied
                                                : LoanState::cancelled;
        const bool goes =
            loan.state == LoanState::requested || (verb != "approve" && loan.state == LoanState::approved);
        REQUIRE(record.has_value() == (goes || loan.state == aim));
        if (record) {
            loan.state = goes ? aim : loan.state;
            compare(*id, *record);
        }
    }

    void checkout() {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        HandOut hand_out;
        hand_out.yes = !often();
        const auto record = attempt("checkout", caller_,
                                    [&](FilingRun& run) { return check_out(run, {std::to_string(*id)}, hand_out); });
        CAPTURE(last_refusal_);
        ModelLoan& loan = loans.at(*id);
        if (loan.state == LoanState::out) {
            REQUIRE(record.has_value());
            return;
        }
        const int until = today + limit_of(loan.thing);
        const bool objected = loan.wanted > today || person_objects(loan.person, *id) ||
                              line_objects(loan.thing, loan.person, *id, until, false);
        const bool can = loan.state == LoanState::approved && !is_away(loan.thing) && !no_paper(loan.thing);
        REQUIRE(record.has_value() == (can && (!objected || hand_out.yes)));
        if (record) {
            loan.state = LoanState::out;
            loan.due = until;
            for (const std::int64_t paper : things[loan.thing].papers) {
                if (!lost.contains(paper)) {
                    loan.papers.insert(paper);
                    loan.out += sides_.at(paper);
                }
            }
            compare(*id, *record);
        }
    }

    void renew() {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        const bool yes = !often();
        const auto record =
            attempt("renew", caller_, [&](FilingRun& run) { return renew_loans(run, {std::to_string(*id)}, yes); });
        CAPTURE(last_refusal_);
        ModelLoan& loan = loans.at(*id);
        const bool waited_for = std::ranges::any_of(loans, [&](const auto& pair) {
            return is_waiting(pair.second.state) && pair.second.person != loan.person &&
                   share(pair.second.thing, loan.thing);
        });
        const bool can = loan.state == LoanState::out && !things[loan.thing].plan && loan.renewals < 1;
        REQUIRE(record.has_value() == (can && ((loan.due >= today && !waited_for) || yes)));
        if (record) {
            loan.due = std::max(loan.due, today) + days_of_paper;
            ++loan.renewals;
            compare(*id, *record);
        }
    }

    void recall() {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        const auto record =
            attempt("recall", caller_, [&](FilingRun& run) { return recall_loans(run, {std::to_string(*id)}); });
        ModelLoan& loan = loans.at(*id);
        REQUIRE(record.has_value() == (loan.state == LoanState::out || loan.state == LoanState::recalled));
        if (record && loan.state == LoanState::out) {
            constexpr int recall_days = 3;
            loan.state = LoanState::recalled;
            loan.due = std::min(loan.due, today + recall_days);
            compare(*id, *record);
        }
    }

    void give_back() {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        ModelLoan& loan = loans.at(*id);
        const std::int64_t before = loan.back.value_or(0);
        const std::int64_t rest = loan.out - before;
        TakeBack back;
        back.things = {std::to_string(*id)};
        const int how = below(8);
        if (how != 0) {
            back.count = how == 1 ? std::max<std::int64_t>(rest - 1, 0) : how == 2 ? rest + 1 : rest;
        }
        const auto record = attempt("return", caller_, [&](FilingRun& run) { return take_back(run, back); });
        CAPTURE(last_refusal_);
        if (loan.state == LoanState::returned) {
            REQUIRE(record.has_value());
            return;
        }
        const bool uncounted = loan.papers.empty();
        REQUIRE(record.has_value() == (arc::is_away(loan.state) && (back.count.has_value() || uncounted)));
        if (!record) {
            return;
        }
        const std::int64_t in_all = before + back.count.value_or(0);
        if (!uncounted) {
            loan.back = in_all;
        }
        loan.state = !uncounted && in_all < loan.out ? LoanState::short_of : LoanState::returned;
        compare(*id, *record);
    }

    void lose_or_find() {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        const bool lose = below(2) == 0;
        TakeBack back;
        back.things = {std::to_string(*id)};
        const auto record = attempt(lose ? "lost" : "found", caller_, [&](FilingRun& run) {
            return lose ? lose_loans(run, back.things) : find_loans(run, back);
        });
        CAPTURE(last_refusal_);
        ModelLoan& loan = loans.at(*id);
        const LoanState aim = lose ? LoanState::lost : LoanState::returned;
        const bool goes = lose ? loan.state == LoanState::out || loan.state == LoanState::recalled ||
                                     loan.state == LoanState::short_of
                               : loan.state == LoanState::lost || loan.state == LoanState::settled;
        REQUIRE(record.has_value() == (goes || loan.state == aim));
        if (!record || !goes) {
            return;
        }
        if (loan.state == LoanState::settled && !loan.back) {
            for (const std::int64_t paper : loan.papers) {
                lost.erase(paper);
            }
        }
        loan.state = aim;
        compare(*id, *record);
    }

    void settle() {
        const auto id = any_loan();
        if (!id) {
            return;
        }
        const auto record = attempt("settle", caller_, [&](FilingRun& run) {
            return settle_loans(run, {std::to_string(*id)}, std::nullopt, false);
        });
        ModelLoan& loan = loans.at(*id);
        const bool goes = loan.state == LoanState::lost || loan.state == LoanState::short_of;
        REQUIRE(record.has_value() == (goes || loan.state == LoanState::settled));
        if (!record || !goes) {
            return;
        }
        if (loan.state == LoanState::lost && !loan.back) {
            lost.insert(loan.papers.begin(), loan.papers.end());
        }
        loan.state = LoanState::settled;
        compare(*id, *record);
    }

    void compare(std::int64_t id, const Value& record) {
        const ModelLoan& loan = loans.at(id);
        CAPTURE(id);
        REQUIRE(record.text_of("state") == to_text(loan.state));
        if (!loan.papers.empty()) {
            REQUIRE(record.text_of("due_day") == day_text(loan.due));
            REQUIRE(record.int_of("count_out") == loan.out);
            REQUIRE(record.int_of("renewals") == loan.renewals);
        }
    }

    // Everything against everything: nothing is lent twice, and nothing is both lent and on the shelf.
    void check() {
        LoanTable table(made_.archive().db());
        std::map<std::int64_t, int> away;
        for (auto loan = loans.rbegin(); loan != loans.rend() && loan->first + 60 > loans.rbegin()->first; ++loan) {
            const Loan stored = table.find(loan->first).value();
            REQUIRE(to_text(stored.state) == to_text(loan->second.state));
            REQUIRE(stored.count_back == loan->second.back);
        }
        for (const auto& [id, loan] : loans) {
            for (const std::int64_t paper : loan.papers) {
                away[paper] += arc::is_away(loan.state) ? 1 : 0;
            }
        }
        for (const auto& [paper, count] : away) {
            REQUIRE(count <= 1);
            REQUIRE(table.away_with(paper).has_value() == (count == 1));
        }
        for (std::size_t i = 0; i < things.size(); ++i) {
            REQUIRE(away_loan(made_.archive(), things[i].thing).has_value() == is_away(i));
        }
    }

    std::mt19937 chance_;
    struct Made : RowArchive {
        using RowArchive::RowArchive;
        Day archive_zone_day(int days) const {
            Made& self = const_cast<Made&>(*this);
            const Day today = self.archive().zone().day_at(self.clock().now());
            return Day(std::chrono::sys_days(today) + std::chrono::days(days));
        }
    };
    Made made_;
    Caller caller_;
    Caller boss_;
    Change* change_ = nullptr;
    std::vector<std::int64_t> persons_;
    std::map<std::int64_t, std::int64_t> sides_;
    std::string last_refusal_;
};

int verbs_wanted() {
    constexpr int usual = 3000;
    const char* asked = std::getenv("ARC_LENDING_VERBS");
    return asked == nullptr ? usual : std::atoi(asked);
}

}  // namespace

TEST_CASE("random verbs of lending do what a plain second telling of the rules does") {
    Desk desk(20260105);
    desk.run(verbs_wanted());
    for (const char* verb :
         {"request", "approve", "deny", "cancel", "checkout", "renew", "recall", "return", "lost", "found", "settle"}) {
        CAPTURE(verb);
        CHECK(desk.done[verb] > 0);
        CHECK(desk.refused[verb] > 0);
    }
}

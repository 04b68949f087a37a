#include "unit/jobs/lending/lending_desk.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

namespace arc {

Desk::Desk(unsigned seed)
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

void Desk::run(int verbs) {
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

void Desk::pass(int days) {
    today += days;
    made_.clock().set(made_.clock().now() + std::chrono::days(days));
}

std::string Desk::day_text(int day) const {
    RowArchive& made = const_cast<RowArchive&>(made_);
    const Day now = made.archive().zone().day_at(made.clock().now());
    return format_day(Day(std::chrono::sys_days(now) + std::chrono::days(day - today)));
}

void Desk::fill(RowMaker& rows) {
    for (int i = 0; i < people; ++i) {
        rows.person("p" + std::to_string(i), "P" + std::to_string(i));
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

void Desk::step() {
    switch (below(16)) {
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
        case 13:
        case 14:
            give_part_back();
            break;
        default:
            settle();
            break;
    }
    if (change_->rows_changed() > 800) {
        change_->end_event();
    }
}

std::optional<Value> Desk::attempt(const std::string& verb, const Caller& who,
                                   const std::function<ManyDone(FilingRun&)>& work) {
    HeardReporter reporter;
    FilingRun run{*change_, who, reporter};
    const std::size_t rows = change_->rows_changed();
    try {
        const ManyDone answer = work(run);
        ++done[verb];
        REQUIRE(!answer.answer.empty());
        return Value(answer.answer.front().fields);
    } catch (const Fault& fault) {
        last_refusal_ = fault.what();
        REQUIRE((fault.code() == ErrorCode::refused || fault.code() == ErrorCode::not_found));
        REQUIRE(change_->rows_changed() == rows);
        ++refused[verb];
        return std::nullopt;
    }
}

std::string Desk::name(std::size_t thing) const {
    return std::string(to_text(things[thing].thing.kind)) + ":#" + std::to_string(things[thing].thing.id);
}

std::optional<std::int64_t> Desk::any_loan() {
    if (loans.empty()) {
        return std::nullopt;
    }
    // Young loans are where something happens.
    const int back = below(std::min<int>(static_cast<int>(loans.size()), below(5) == 0 ? 1000 : 14));
    return std::prev(loans.end(), 1 + back)->first;
}

void Desk::compare(std::int64_t id, const Value& record) {
    const ModelLoan& loan = loans.at(id);
    CAPTURE(id);
    REQUIRE(record.text_of("state") == to_text(loan.state));
    if (!loan.papers.empty()) {
        REQUIRE(record.text_of("due_day") == day_text(loan.due));
        REQUIRE(record.int_of("count_out") == loan.out);
        REQUIRE(record.int_of("renewals") == loan.renewals);
    }
}

void Desk::check() {
    LoanTable table(made_.archive().db());
    std::map<std::int64_t, int> away;
    for (auto loan = loans.rbegin(); loan != loans.rend() && loan->first + 60 > loans.rbegin()->first; ++loan) {
        const Loan stored = table.find(loan->first).value();
        REQUIRE(to_text(stored.state) == to_text(loan->second.state));
        REQUIRE(stored.count_back == loan->second.back);
    }
    for (const auto& [id, loan] : loans) {
        for (const std::int64_t paper : loan.papers) {
            away[paper] += arc::is_away(loan.state) && loan.is_open(paper) ? 1 : 0;
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

}  // namespace arc

#include "jobs/lending/list_loans.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "rules/overdue_step.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

// Loans of things that the caller may find, and one's own.
class Visible {
public:
    Visible(Archive& archive, const Caller& caller) : records_(archive, caller) {
        const std::optional<Person> own = PersonTable(archive.db()).find(caller.account);
        own_ = own ? own->id : 0;
    }
    bool may_see(const Loan& loan) {
        return loan.person == own_ || records_.rights().unlimited() || records_.record(loan.thing).has_value();
    }

private:
    ThingRecords records_;
    std::int64_t own_ = 0;
};

// Persons who left may still have something.
std::optional<std::int64_t> person_id(Archive& archive, const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    return resolve_thing(archive, text, ThingKind::person).value_or_throw().id;
}

bool is_open(LoanState state) {
    return is_waiting(state) || is_away(state);
}

std::vector<Loan> loans_of_thing(Archive& archive, const LoanListing& listing) {
    LoanTable table(archive.db());
    const Thing thing = resolve_thing(archive, listing.thing).value_or_throw();
    std::vector<Loan> loans = thing.kind == ThingKind::document ? table.of_document(thing.id) : table.of_thing(thing);
    std::ranges::reverse(loans);
    std::erase_if(loans, [&](const Loan& loan) {
        return (listing.state && loan.state != *listing.state) || (listing.kind && loan.kind != *listing.kind) ||
               (!listing.state && !listing.all && !is_open(loan.state));
    });
    return loans;
}

std::optional<Instant> due_of(const Loan& loan) {
    return loan.due.empty() ? std::nullopt : std::optional(parse_instant(loan.due).value_or_throw());
}

OverdueStep step_of_loan(Archive& archive, const Loan& loan, Instant now, const WorkCalendar& calendar) {
    return overdue_step(due_of(loan), now, loan.chased, archive.profile().lending.chase, calendar);
}

// What people say of the paper: its title and number.
std::string said_title(Archive& archive, const Loan& loan) {
    const std::string title = title_of(archive, loan.thing);
    const std::string name = name_of(archive.db(), loan.thing);
    return title.empty() ? name : fmt::format("《{}》（{}）", title, name);
}

std::string chaser_text(Archive& archive, const std::string& name, const std::vector<Loan>& loans, Instant now,
                        const WorkCalendar& calendar) {
    std::string text = fmt::format("{}：\n", name);
    for (const Loan& loan : loans) {
        const OverdueStep step = step_of_loan(archive, loan, now, calendar);
        text += fmt::format("  您于 {} 借出的{}应于 {} 归还，已逾期 {} 天（借阅号 {}，第 {} 次催还）。\n",
                            local_day(archive, loan.out), said_title(archive, loan), local_day(archive, loan.due),
                            step.days, loan.id, step.step);
    }
    return text + "  请尽快归还档案室；如已遗失或损坏，请立即说明。";
}

}  // namespace

void list_loans(Archive& archive, const Caller& caller, const LoanListing& listing, RecordSink& sink) {
    const WorkCalendar calendar = work_calendar(archive);
    Visible visible(archive, caller);
    const auto put = [&](const Loan& loan) {
        if (visible.may_see(loan)) {
            sink.put(loan_record(archive, loan, caller.now(), calendar));
        }
        return true;
    };
    const std::optional<std::int64_t> person = person_id(archive, listing.person);
    if (!listing.thing.empty()) {
        for (const Loan& loan : loans_of_thing(archive, listing)) {
            if (!person || loan.person == *person) {
                put(loan);
            }
        }
        return;
    }
    LoanTable::Filter filter;
    filter.state = listing.state;
    filter.kind = listing.kind;
    filter.person = person;
    filter.with_work = listing.work;
    filter.open = !listing.all && !listing.state && !listing.work;
    LoanTable(archive.db()).for_each(filter, put);
}

Answer show_loan(Archive& archive, const Caller& caller, const std::string& text) {
    const Loan loan = named_loan(archive, text, LoanChoice::open);
    if (!Visible(archive, caller).may_see(loan)) {
        throw Fault(ErrorCode::refused, say("loan {}", loan.id), say("you may not see this"));
    }
    return whole_loan(archive, loan, caller.now());
}

std::vector<Loan> overdue_loans(Archive& archive, const Caller& caller, const OverdueRequest& request) {
    const WorkCalendar calendar = work_calendar(archive);
    LoanTable::Filter filter;
    filter.person = person_id(archive, request.person);
    filter.due_before = format_instant(
        request.within ? calendar.end_of(calendar.add(calendar.day_of(caller.now()), *request.within)) : caller.now());
    std::vector<Loan> loans = LoanTable(archive.db()).list(filter);
    Visible visible(archive, caller);
    std::erase_if(loans, [&](const Loan& loan) {
        return (loan.state != LoanState::out && loan.state != LoanState::recalled) || !visible.may_see(loan);
    });
    PersonTable persons(archive.db());
    std::ranges::sort(loans, [&](const Loan& a, const Loan& b) {
        return std::tuple(persons.find(a.person)->code, a.due, a.id) <
               std::tuple(persons.find(b.person)->code, b.due, b.id);
    });
    return loans;
}

Answer list_overdue(Archive& archive, const Caller& caller, const OverdueRequest& request) {
    const WorkCalendar calendar = work_calendar(archive);
    Answer answer;
    for (const Loan& loan : overdue_loans(archive, caller, request)) {
        answer.push_back(loan_record(archive, loan, caller.now(), calendar));
    }
    return answer;
}

Answer chase_overdue(FilingRun& run, const OverdueRequest& request) {
    Archive& archive = run.archive();
    require_right(archive, run.caller, Verb::lend);
    const Instant now = run.change.now();
    const WorkCalendar calendar = work_calendar(archive);
    std::map<std::int64_t, std::vector<Loan>> of_person;
    for (const Loan& loan : overdue_loans(archive, run.caller, {request.person, std::nullopt, {}})) {
        if (step_of_loan(archive, loan, now, calendar).send) {
            of_person[loan.person].push_back(loan);
        }
    }
    Answer answer;
    for (const auto& [id, loans] : of_person) {
        const Person person = PersonTable(run.db()).find(id).value();
        int highest = 0;
        List numbers;
        const std::string text = chaser_text(archive, person.name, loans, now, calendar);
        for (Loan loan : loans) {
            loan.chased = step_of_loan(archive, loan, now, calendar).step;
            highest = std::max(highest, loan.chased);
            numbers.emplace_back(loan.id);
            LoanTable(run.db()).update(loan);
            run.change.about({ThingKind::loan, loan.id});
            run.change.about(loan.thing);
        }
        run.change.about({ThingKind::person, id});
        answer.push_back({"chaser",
                          {{"person", person.code},
                           {"name", person.name},
                           {"step", highest},
                           {"loans", std::move(numbers)},
                           {"text", text}}});
    }
    return answer;
}

void list_lending_todo(Archive& archive, RecordSink& sink) {
    const auto put = [&](const char* what, const Loan& loan, const std::string& reason, const std::string& next) {
        sink.put({"todo",
                  {{"kind", what},
                   {"batch", nullptr},
                   {"what", name_of(archive.db(), loan.thing)},
                   {"reason", reason},
                   {"after", nullptr},
                   {"next", next}}});
    };
    LoanTable table(archive.db());
    LoanTable::Filter with_work;
    with_work.with_work = true;
    for (const Loan& loan : table.list(with_work)) {
        put("returned", loan, loan.work, fmt::format("arc-lend refile {}", loan.id));
    }
    LoanTable::Filter lacking;
    lacking.state = LoanState::short_of;
    for (const Loan& loan : table.list(lacking)) {
        put("short", loan, loan_words(archive, loan), fmt::format("arc-lend return {} --pages N", loan.id));
    }
}

Clearance clearance_of(Archive& archive, const Caller& caller, const std::string& text) {
    require_right(archive, caller, Verb::find);
    const std::int64_t id = resolve_thing(archive, text, ThingKind::person).value_or_throw().id;
    const Person person = PersonTable(archive.db()).find(id).value();
    const WorkCalendar calendar = work_calendar(archive);
    Clearance clearance;
    for (const Loan& loan : LoanTable(archive.db()).away_of(id)) {
        clearance.loans.push_back(loan_record(archive, loan, caller.now(), calendar));
    }
    const InNameOf held = HandoverQuery(archive.db()).in_name_of(id);
    clearance.clear = clearance.loans.empty();
    clearance.summary = {"clearance",
                         {{"person", person.code},
                          {"name", person.name},
                          {"clear", clearance.clear},
                          {"away", static_cast<std::int64_t>(clearance.loans.size())},
                          {"waiting", static_cast<std::int64_t>(LoanTable(archive.db()).waiting_of(id).size())},
                          {"answers_for", static_cast<std::int64_t>(held.things())},
                          {"lists", static_cast<std::int64_t>(held.handovers.size())},
                          {"at", format_instant(caller.now())}}};
    return clearance;
}

}  // namespace arc

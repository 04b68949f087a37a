#include "jobs/audit/due_entries.hpp"

#include "base/say.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "rules/entry_plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace arc {
namespace {

bool is_planned(const EntryKind& kind) {
    return !kind.from.empty() || kind.every;
}

std::vector<Day> days_done(AuditRun& run, const EntryKind& kind, Thing subject, bool& open) {
    std::vector<Day> done;
    for (const Entry& entry : EntryTable(run.db()).of_subject(to_text(subject), kind.name)) {
        if (entry.done.empty()) {
            open = true;
        } else if (const Result<Day> day = parse_day(entry.done)) {
            done.push_back(*day);
        }
    }
    std::ranges::sort(done);
    return done;
}

// Everything of a kind that falls due, entered or planned, for every subject it holds for.
template <class See>
void each_subject(AuditRun& run, const EntryKind& kind, See see) {
    for_each_entry_subject(run.archive(), kind, [&](Thing subject) {
        const Facts facts = entry_facts(run.archive(), subject);
        if (is_entry_subject(kind, facts) && !facts.contains("customer.closed")) {
            see(subject, facts);
        }
        return !run.reporter().stop_requested();
    });
}

std::string title_of(const EntryKind& kind) {
    const std::string& title = kind.title.chinese();
    return title.empty() ? kind.name : title;
}

std::string owner_of(AuditRun& run, const EntryKind& kind, Thing subject, std::optional<std::int64_t> person) {
    if (person) {
        return run.registers().person_code(person);
    }
    const std::optional<std::int64_t> responsible = entry_person(run.archive(), kind, subject);
    return responsible ? run.registers().person_code(responsible)
                       : (kind.by == "responsible" || kind.by == "holder" ? std::string() : kind.by);
}

void state_overdue(AuditRun& run, const TellFinding& tell) {
    const auto wanted = [](const EntryKind& kind) { return kind.of != Noun::place && kind.of != Noun::medium; };
    for_each_due(run, wanted, run.today(), [&](const DueEntry& due) {
        if (due.due >= run.today()) {
            return;  // listed ahead
        }
        Finding finding = about_subject(run, "A16", "overdue", due.subject);
        finding.detail = due.kind->name + (due.entry ? fmt::format("#{}", *due.entry) : std::string());
        if (std::string owner = owner_of(run, *due.kind, due.subject, due.person); !owner.empty()) {
            finding.owner = std::move(owner);
        }
        finding.deadline = format_instant(run.calendar().end_of(due.due));
        finding.text = say("{}: due {}", title_of(*due.kind), format_day(due.due));
        tell(std::move(finding));
    });
}

double target_of(AuditRun& run, const EntryKind& kind) {
    const auto found = run.rules().entry_targets.find(kind.name);
    return found == run.rules().entry_targets.end() ? 0 : found->second;
}

double percent(std::int64_t part, std::int64_t whole) {
    constexpr double hundred = 100;
    return whole == 0 ? hundred
                      : std::round(10 * hundred * static_cast<double>(part) / static_cast<double>(whole)) / 10;
}

// Of one subject: how many fell due up to today, and how many of them were done.
std::pair<std::int64_t, std::int64_t> due_and_done(AuditRun& run, const EntryKind& kind, const Facts& facts,
                                                   const std::vector<Day>& done) {
    const std::optional<Day> start = entry_start(kind, facts);
    std::int64_t due = 0;
    for (const Duration& after : start ? kind.due : std::vector<Duration>{}) {
        due += run.calendar().add(*start, after) < run.today() ? 1 : 0;
    }
    const auto since = std::ranges::count_if(done, [&](Day day) { return !start || day >= *start; });
    if (kind.every && kind.due.empty()) {
        // Again and again: the last turn decides.
        const std::optional<Day> next = next_due(kind, run.calendar(), start, done, run.today());
        const bool late = next && *next < run.today();
        const bool nothing_yet = !late && done.empty();
        return {nothing_yet ? 0 : 1, late || nothing_yet ? 0 : 1};
    }
    return {due, std::min<std::int64_t>(due, since)};
}

using Rates = std::map<std::string, std::pair<std::int64_t, std::int64_t>>;  // by whom: due, and done of them

std::string who_of(AuditRun& run, RateBy by, const EntryKind& kind, Thing subject, std::optional<std::int64_t> person,
                   const std::string& unit) {
    return by == RateBy::kind ? std::string() : by == RateBy::person ? owner_of(run, kind, subject, person) : unit;
}

// What the profile plans for each subject.
Rates planned_rates(AuditRun& run, const EntryKind& kind, RateBy by) {
    Rates rates;
    each_subject(run, kind, [&](Thing subject, const Facts& facts) {
        bool open = false;
        const auto [due, done] = due_and_done(run, kind, facts, days_done(run, kind, subject, open));
        const Finding about = about_subject(run, "A16", "overdue", subject);
        if (run.reaches(about.unit) && due > 0) {
            auto& [all, of_them] = rates[who_of(run, by, kind, subject, std::nullopt, about.unit)];
            all += due;
            of_them += done;
        }
    });
    return rates;
}

// What people planned: entries with a day by which they are to be done, that are done or whose day has passed.
Rates entered_rates(AuditRun& run, const EntryKind& kind, RateBy by) {
    Rates rates;
    EntryFilter filter;
    filter.kind = kind.name;
    EntryTable(run.db()).for_each(filter, [&](const Entry& entry) {
        const Result<Day> due = parse_day(entry.due);
        if (!due || (entry.done.empty() && *due >= run.today())) {
            return true;
        }
        const Thing subject = parse_thing(entry.subject).value_or_throw();
        const Finding about = about_subject(run, "A16", "overdue", subject);
        if (run.reaches(about.unit)) {
            auto& [all, done] = rates[who_of(run, by, kind, subject, entry.person, about.unit)];
            ++all;
            done += entry.done.empty() ? 0 : 1;
        }
        return true;
    });
    return rates;
}

}  // namespace

Finding about_subject(AuditRun& run, std::string_view family, std::string_view code, Thing subject) {
    switch (subject.kind) {
        case ThingKind::customer:
            return run.about_customer(family, code, subject.id);
        case ThingKind::ticket:
            return run.about_ticket(family, code, subject.id);
        case ThingKind::document:
            return run.about_document(family, code, subject.id);
        default:
            break;
    }
    Finding finding = AuditRun::about_other(family, code, name_of(run.db(), subject));
    if (subject.kind == ThingKind::place) {
        finding.owner = run.registers().person_code(PlaceTable(run.db()).find(subject.id)->keeper);
    }
    if (subject.kind == ThingKind::unit) {
        finding.unit = run.registers().unit_code(subject.id);
    }
    return finding;
}

void for_each_due(AuditRun& run, const std::function<bool(const EntryKind&)>& wanted, Day before,
                  const std::function<void(const DueEntry&)>& found) {
    const Profile& profile = run.profile();
    std::vector<DueEntry> entered;
    EntryFilter filter;
    filter.only_open = true;
    filter.due_before = format_day(before);
    EntryTable(run.db()).for_each(filter, [&](const Entry& entry) {
        const EntryKind* kind = profile.entry_kind(entry.kind);
        const Result<Day> due = parse_day(entry.due);
        if (kind != nullptr && due && wanted(*kind)) {
            const Thing subject = parse_thing(entry.subject).value_or_throw();
            entered.push_back({kind, subject, {}, *due, entry.id, entry.person});
        }
        return true;
    });
    for (DueEntry& one : entered) {
        one.name = name_of(run.db(), one.subject);
        found(one);
    }
    for (const EntryKind& kind : profile.entries) {
        if (!is_planned(kind) || !wanted(kind)) {
            continue;
        }
        each_subject(run, kind, [&](Thing subject, const Facts& facts) {
            bool open = false;
            const std::vector<Day> done = days_done(run, kind, subject, open);
            const std::optional<Day> due = next_due(kind, run.calendar(), entry_start(kind, facts), done, run.today());
            if (!open && due && listed_from(kind, run.calendar(), *due) < before) {
                found({&kind, subject, name_of(run.db(), subject), *due, std::nullopt, std::nullopt});
            }
        });
    }
}

void put_due(AuditRun& run, Day before, RecordSink& sink) {
    const auto any = [](const EntryKind&) { return true; };
    std::vector<std::pair<Day, Record>> rows;
    for_each_due(run, any, before, [&](const DueEntry& due) {
        const Finding about = about_subject(run, "A16", "overdue", due.subject);
        if (run.reaches(about.unit)) {
            std::string owner = owner_of(run, *due.kind, due.subject, due.person);
            rows.emplace_back(due.due, Record{"due",
                                              {{"kind", due.kind->name},
                                               {"title", title_of(*due.kind)},
                                               {"subject", about.subject},
                                               {"customer", text_or_null(about.customer)},
                                               {"due", format_day(due.due)},
                                               {"owner", text_or_null(owner)},
                                               {"unit", text_or_null(about.unit)},
                                               {"late", due.due < run.today()}}});
        }
    });
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
    for (const auto& [day, record] : rows) {
        sink.put(record);
    }
}

void put_rates(AuditRun& run, RateBy by, RecordSink& sink) {
    for (const EntryKind& kind : run.profile().entries) {
        const Rates rates = is_planned(kind) ? planned_rates(run, kind, by) : entered_rates(run, kind, by);
        for (const auto& [who, rate] : rates) {
            sink.put({"rate",
                      {{"kind", kind.name},
                       {"title", title_of(kind)},
                       {"who", text_or_null(who)},
                       {"due", rate.first},
                       {"done", rate.second},
                       {"behind", rate.first - rate.second},
                       {"percent", percent(rate.second, rate.first)},
                       {"target", target_of(run, kind) == 0 ? Value() : Value(target_of(run, kind))}}});
        }
    }
}

Coverage audit_due(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    state_overdue(run, tell);
    for (const EntryKind& kind : run.profile().entries) {
        if (target_of(run, kind) == 0 || !is_planned(kind)) {
            continue;
        }
        std::int64_t due = 0;
        std::int64_t done = 0;
        each_subject(run, kind, [&](Thing subject, const Facts& facts) {
            bool open = false;
            const auto [one_due, one_done] = due_and_done(run, kind, facts, days_done(run, kind, subject, open));
            due += one_due;
            done += one_done;
        });
        if (due > 0 && percent(done, due) < target_of(run, kind)) {
            Finding finding = AuditRun::about_other("A16", "below-target", "entry:" + kind.name);
            finding.light = to_text(Light::yellow);
            finding.text = say("{}: {} of {} done, {} %; the target is {} %", title_of(kind), done, due,
                               percent(done, due), target_of(run, kind));
            tell(std::move(finding));
        }
    }
    return Coverage::whole;
}

}  // namespace arc

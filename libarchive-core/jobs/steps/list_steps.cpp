#include "base/say.hpp"
#include "catalog/person_table.hpp"
#include "catalog/step_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/permit.hpp"
#include "jobs/steps/step_verbs.hpp"
#include "rules/step_order.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

using std::chrono::milliseconds;

std::int64_t minutes(milliseconds time) {
    return std::chrono::floor<std::chrono::minutes>(time).count();
}

// A thing that waits, and for what.
struct Waiting {
    StepScan last;
    const Step* next = nullptr;
    std::optional<Instant> due;
};

void need_step(const Archive& archive, const std::string& name) {
    if (!name.empty()) {
        judge_step(archive.profile().steps, {}, std::nullopt, name, {}, work_calendar(archive)).value_or_throw();
    }
}

std::vector<Waiting> waiting_for(Archive& archive, const std::string& step) {
    const std::vector<Step>& steps = archive.profile().steps;
    std::vector<Waiting> all;
    if (steps.empty()) {
        return all;
    }
    const WorkCalendar calendar = work_calendar(archive);
    StepTable(archive.db()).for_each_in_hand(steps.back().name, [&](const StepScan& scan) {
        const std::string imaged =
            scan.thing.kind == ThingKind::document ? imaged_at(archive.db(), scan.thing.id) : std::string();
        Waiting waiting{scan, next_step(steps, scan.step, !imaged.empty()), std::nullopt};
        if (waiting.next == nullptr || (!step.empty() && waiting.next->name != step)) {
            return;
        }
        if (waiting.next->limit) {
            waiting.due = calendar.due(parse_instant(std::max(scan.at, imaged)).value_or_throw(), *waiting.next->limit);
        }
        all.push_back(std::move(waiting));
    });
    return all;
}

// What one person did at one step.
struct Times {
    std::int64_t scans = 0;
    std::vector<milliseconds> took;
    std::vector<milliseconds> gaps;
    milliseconds longest{};
    std::string last;  // the person's scan before at this step
};

class TimesOfPerson {
public:
    explicit TimesOfPerson(const Archive& archive) : archive_(archive) {}

    void take(const TimedScan& scan) {
        Times& times = by_step_[scan.step];
        ++times.scans;
        const Instant at = parse_instant(scan.at).value_or_throw();
        if (!scan.before.empty()) {
            times.took.push_back(at - parse_instant(scan.before).value_or_throw());
            times.longest = std::max(times.longest, times.took.back());
        }
        if (!times.last.empty()) {
            const Instant before = parse_instant(times.last).value_or_throw();
            // The night between two days is nobody's working time.
            if (archive_.zone().day_at(before) == archive_.zone().day_at(at)) {
                times.gaps.push_back(at - before);
            }
        }
        times.last = scan.at;
    }

    const Times* of(const std::string& step) const {
        const auto found = by_step_.find(step);
        return found == by_step_.end() ? nullptr : &found->second;
    }

private:
    const Archive& archive_;
    std::map<std::string, Times> by_step_;
};

Record time_record(const Step& step, const Person& person, const Times& times) {
    const bool timed = !times.took.empty();
    return {
        "step_time",
        {{"step", step.name},
         {"title", text_or_null(step.title.chinese())},
         {"person", person.code},
         {"name", person.name},
         {"scans", times.scans},
         {"median_minutes", timed ? Value(minutes(median(times.took))) : Value()},
         {"longest_minutes", timed ? Value(minutes(times.longest)) : Value()},
         {"pace_seconds",
          times.gaps.empty() ? Value() : Value(std::chrono::floor<std::chrono::seconds>(median(times.gaps)).count())}}};
}

std::string instant_of(const Archive& archive, const std::string& day, int days_later) {
    if (day.empty()) {
        return {};
    }
    const std::chrono::sys_days begins =
        std::chrono::sys_days(parse_day(day).value_or_throw()) + std::chrono::days(days_later);
    return format_instant(archive.zone().start_of(Day(begins)));
}

void put_work(Archive& archive, const StepFilter& filter, Instant now, RecordSink& sink) {
    const std::vector<Waiting> waiting = waiting_for(archive, filter.step);
    for (const Step& step : archive.profile().steps) {
        if (!filter.step.empty() && step.name != filter.step) {
            continue;
        }
        std::int64_t things = 0;
        std::int64_t late = 0;
        std::string oldest;
        for (const Waiting& one : waiting) {
            if (one.next == &step) {
                ++things;
                late += one.due && now > *one.due ? 1 : 0;
                oldest = oldest.empty() ? one.last.at : oldest;
            }
        }
        sink.put({"step_work",
                  {{"step", step.name},
                   {"title", text_or_null(step.title.chinese())},
                   {"waiting", things},
                   {"oldest", text_or_null(oldest)},
                   {"late", late}}});
    }
}

void put_times(Archive& archive, const StepFilter& filter, RecordSink& sink) {
    const std::string since = instant_of(archive, filter.since, 0);
    const std::string until = instant_of(archive, filter.until, 1);
    const std::optional<std::int64_t> only =
        filter.person.empty() ? std::nullopt : std::optional(named_person(archive, filter.person).id);
    std::vector<std::pair<Person, TimesOfPerson>> people;
    for (const Person& person : PersonTable(archive.db()).all()) {
        if (!only || person.id == *only) {
            TimesOfPerson& times = people.emplace_back(person, TimesOfPerson(archive)).second;
            StepTable(archive.db()).for_each_of_person(person.id, since, until, [&](const TimedScan& scan) {
                times.take(scan);
            });
        }
    }
    for (const Step& step : archive.profile().steps) {
        for (const auto& [person, times] : people) {
            const Times* of_step = times.of(step.name);
            if (of_step != nullptr && (filter.step.empty() || filter.step == step.name)) {
                sink.put(time_record(step, person, *of_step));
            }
        }
    }
}

}  // namespace

void list_steps(Archive& archive, const Caller& caller, const StepFilter& filter, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    need_step(archive, filter.step);
    put_work(archive, filter, caller.now(), sink);
    put_times(archive, filter, sink);
}

void list_waiting(Archive& archive, const Caller& caller, const std::string& step, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    need_step(archive, step);
    for (const Waiting& waiting : waiting_for(archive, step)) {
        const std::optional<Person> person = PersonTable(archive.db()).find(waiting.last.person);
        sink.put({"step_waiting",
                  {{"thing", name_of(archive.db(), waiting.last.thing)},
                   {"id", waiting.last.thing.id},
                   {"step", waiting.next->name},
                   {"since", waiting.last.at},
                   {"after", waiting.last.step},
                   {"by", person ? Value(person->code) : Value()},
                   {"due", waiting.due ? Value(format_instant(*waiting.due)) : Value()},
                   {"late", waiting.due && caller.now() > *waiting.due}}});
    }
}

}  // namespace arc

#include "jobs/entries/list_entries.hpp"

#include "catalog/entry_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/entries/entry_record.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "rules/entry_plan.hpp"

#include <algorithm>

namespace arc {
namespace {

class EntryList {
public:
    EntryList(Archive& archive, const Caller& caller, RecordSink& sink)
        : archive_(&archive),
          sink_(&sink),
          records_(archive, caller),
          calendar_(work_calendar(archive)),
          today_(archive.zone().day_at(caller.now())) {}

    void put_entered(const EntryFilter& filter) {
        EntryTable(archive_->db()).for_each(filter, [&](const Entry& entry) {
            if (may_find(parse_thing(entry.subject).value_or_throw())) {
                sink_->put(entry_record(*archive_, entry));
            }
            return true;
        });
    }

    void put_planned(const EntryKind& kind, std::optional<Thing> only, Day before) {
        const bool planned = !kind.from.empty() || kind.every;
        if (!planned) {
            return;
        }
        if (only) {
            put_planned_of(kind, *only, before);
            return;
        }
        for_each_entry_subject(*archive_, kind, [&](Thing subject) {
            put_planned_of(kind, subject, before);
            return true;
        });
    }

private:
    bool may_find(Thing subject) {
        return records_.rights().unlimited() || records_.rights().may(Verb::find, records_.target_of(subject));
    }

    void put_planned_of(const EntryKind& kind, Thing subject, Day before) {
        const Facts facts = entry_facts(*archive_, subject);
        if (!is_entry_subject(kind, facts) || !may_find(subject)) {
            return;
        }
        std::vector<Day> done;
        for (const Entry& entry : EntryTable(archive_->db()).of_subject(to_text(subject), kind.name)) {
            if (entry.done.empty()) {
                return;  // entered already
            }
            done.push_back(parse_day(entry.done).value_or_throw());
        }
        std::ranges::sort(done);
        const std::optional<Day> due = next_due(kind, calendar_, entry_start(kind, facts), done, today_);
        if (due && *due < before) {
            sink_->put(planned_entry_record(*archive_, kind, subject, *due));
        }
    }

    Archive* archive_;
    RecordSink* sink_;
    ThingRecords records_;
    WorkCalendar calendar_;
    Day today_;
};

}  // namespace

void list_entries(Archive& archive, const Caller& caller, const EntryQuestion& question, RecordSink& sink) {
    const Profile& profile = archive.profile();
    const EntryKind* kind = question.kind.empty() ? nullptr : &need_entry_kind(profile, question.kind);
    std::optional<Thing> subject;
    if (!question.subject.empty()) {
        subject = kind != nullptr ? named_entry_subject(archive, *kind, question.subject)
                                  : resolve_thing(archive, question.subject).value_or_throw();
    }
    EntryList list(archive, caller, sink);
    EntryFilter filter;
    filter.kind = question.kind;
    filter.subject = subject ? to_text(*subject) : std::string();
    filter.only_open = question.only_open;
    filter.corrected_too = question.corrected_too;
    std::optional<Day> before;
    if (!question.due_before.empty()) {
        before = parse_day(question.due_before).value_or_throw();
        filter.due_before = format_day(*before);
    }
    list.put_entered(filter);
    for (const EntryKind& one : profile.entries) {
        const bool asked = kind == nullptr || kind == &one;
        const bool fits =
            !subject || subject->kind == (one.of == Noun::medium ? ThingKind::document
                                                                 : parse_thing_kind(to_text(one.of)).value_or_throw());
        if (before && asked && fits) {
            list.put_planned(one, subject, *before);
        }
    }
}

}  // namespace arc

#include "jobs/entries/list_entries.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/entry_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/entries/entry_record.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "record/record_codec.hpp"
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

    using Wanted = std::vector<std::pair<std::string, std::string>>;  // field and a text in it, folded

    void put_entered(const EntryFilter& filter, const Wanted& wanted) {
        EntryTable(archive_->db()).for_each(filter, [&](const Entry& entry) {
            if (has_all(entry, wanted) && may_find(parse_thing(entry.subject).value_or_throw())) {
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
    static bool has_all(const Entry& entry, const Wanted& wanted) {
        if (wanted.empty()) {
            return true;
        }
        const auto fields = decode_fields(entry.fields);
        return std::ranges::all_of(wanted, [&](const auto& pair) {
            const auto field = std::ranges::find(fields, pair.first, [](const auto& one) { return one.first; });
            const std::string text = pair.first == "result"  ? entry.result
                                     : field == fields.end() ? std::string()
                                                             : field->second;
            return fold_words(text).find(pair.second) != std::string::npos;
        });
    }
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

// Reads "about=meter"; the field must be one of the kind, or of any kind where none is asked for.
EntryList::Wanted wanted_fields(const Profile& profile, const EntryKind* kind, const std::vector<std::string>& texts) {
    std::vector<std::string> known{"result"};
    for (const EntryKind& one : profile.entries) {
        for (const Field& field : kind == nullptr || kind == &one ? one.fields : std::vector<Field>{}) {
            known.push_back(field.name);
        }
    }
    EntryList::Wanted wanted;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        const std::string name = text.substr(0, equals);
        if (equals == std::string::npos || std::ranges::find(known, name) == known.end()) {
            const std::string near = nearest(name, known);
            throw Fault(ErrorCode::usage, printable(text), say("not NAME=TEXT of a field that such entries have"),
                        near.empty() ? say("fields are {}", join(known, ", ")) : say("did you mean {}=?", near));
        }
        wanted.emplace_back(name, fold_words(text.substr(equals + 1)));
    }
    return wanted;
}

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
    const EntryList::Wanted wanted = wanted_fields(profile, kind, question.fields);
    list.put_entered(filter, wanted);
    for (const EntryKind& one : profile.entries) {
        const bool asked = kind == nullptr || kind == &one;
        const bool fits =
            !subject || subject->kind == (one.of == Noun::medium ? ThingKind::document
                                                                 : parse_thing_kind(to_text(one.of)).value_or_throw());
        if (before && asked && fits && wanted.empty()) {
            list.put_planned(one, subject, *before);
        }
    }
}

}  // namespace arc

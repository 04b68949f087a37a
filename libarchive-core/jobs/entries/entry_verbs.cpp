#include "jobs/entries/entry_verbs.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/entries/entry_pictures.hpp"
#include "jobs/entries/entry_record.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/signer.hpp"
#include "rules/field_entry.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>

namespace arc {
namespace {

std::string name_of(const Entry& entry) {
    return entry.id == 0 ? say("new {}", entry.kind) : say("entry {} ({})", entry.id, entry.kind);
}

std::vector<const Field*> fields_of(const EntryKind& kind) {
    std::vector<const Field*> fields;
    for (const Field& field : kind.fields) {
        fields.push_back(&field);
    }
    return fields;
}

void set_fields(FilingRun& run, const EntryKind& kind, Entry& entry, const std::vector<std::string>& typed) {
    for (const FieldEntry& one : parse_entries(typed).value_or_throw()) {
        const Field& field = *need_field(fields_of(kind), one.name).value_or_throw();
        const TakenValue taken = take_value(run.archive().profile(), field, one.value).value_or_throw();
        if (!taken.doubt.empty()) {
            run.reporter.notice(say("{}: field {}: {}", name_of(entry), field.name, taken.doubt));
        }
        entry.fields = with_field(run.change, entry.fields, field, taken.value);
    }
}

// What was done must say all that the profile asks.
void need_required(const EntryKind& kind, const Entry& entry) {
    if (entry.done.empty()) {
        return;
    }
    for (const Field& field : kind.fields) {
        if (field.required && entry.fields.find("\"" + field.name + "\":") == std::string::npos) {
            throw Fault(ErrorCode::usage, name_of(entry), say("field {} is missing", field.name),
                        say("give {}=VALUE", field.name));
        }
    }
}

std::string due_day(const FilingRun& run, const EntryKind& kind, const EntryRequest& request) {
    if (!request.due.empty()) {
        return format_day(parse_day(request.due).value_or_throw());
    }
    const bool runs_from_now = kind.from.empty() && !kind.due.empty();
    return runs_from_now ? format_day(work_calendar(run.archive()).add(run.today(), kind.due.front())) : std::string();
}

std::optional<std::int64_t> person_of(FilingRun& run, const EntryRequest& request, const EntryKind& kind,
                                      const Entry& entry) {
    if (!request.person.empty()) {
        return named_person(run.archive(), request.person).id;
    }
    if (!entry.done.empty()) {
        const std::optional<Person> real = real_person(run.archive(), run.caller);
        return real ? std::optional(real->id) : std::nullopt;
    }
    return entry_person(run.archive(), kind, parse_thing(entry.subject).value_or_throw());
}

// Days, result and person as typed; a result closes the entry.
void set_course(FilingRun& run, const EntryRequest& request, const EntryKind& kind, Entry& entry) {
    entry.due = due_day(run, kind, request);
    const bool to_do = request.done.empty() && request.result.empty() && !entry.due.empty();
    entry.done = to_do ? std::string() : format_day(past_day(run, request.done));
    entry.result = std::string(trim(request.result));
    entry.person = person_of(run, request, kind, entry);
}

// The entry that the same words made before: today, or on any day where they say on which it was done, as a list does
// that was written in the field.
std::optional<Entry> entered_before(const FilingRun& run, const EntryRequest& request, const Entry& fresh) {
    for (const Entry& known : EntryTable(run.db()).of_subject(fresh.subject, fresh.kind)) {
        const Instant made = parse_instant(known.made).value_or_throw();
        const bool in_time = !request.done.empty() || run.archive().zone().day_at(made) == run.today();
        if (in_time && known.due == fresh.due && known.done == fresh.done && known.result == fresh.result &&
            known.fields == fresh.fields) {
            return known;
        }
    }
    return std::nullopt;
}

// What another one says of the same thing on the same day, with another result.
std::optional<Entry> contradicted(const FilingRun& run, const EntryRequest& request, const Entry& fresh) {
    for (const Entry& known : EntryTable(run.db()).of_subject(fresh.subject, fresh.kind)) {
        if (!request.done.empty() && known.done == fresh.done && known.person != fresh.person &&
            !known.result.empty() && !fresh.result.empty() && known.result != fresh.result) {
            return known;
        }
    }
    return std::nullopt;
}

void tell_subject(FilingRun& run, const EntryKind& kind, Thing subject) {
    if (!is_entry_subject(kind, entry_facts(run.archive(), subject))) {
        run.reporter.notice(say("{}: the profile asks for no {} of it", name_of(run.db(), subject), kind.name));
    }
}

Answer answer_with(FilingRun& run, const Entry& entry) {
    for (const ClimateBreach& breach : climate_breaches(run.archive(), entry)) {
        run.reporter.problem({ErrorCode::refused, name_of(run.db(), parse_thing(entry.subject).value_or_throw()),
                              words_of(breach), say("mend the climate, or move what does not bear it")});
    }
    run.change.about({ThingKind::entry, entry.id});
    run.change.about(parse_thing(entry.subject).value_or_throw());
    return {entry_record(run.archive(), entry)};
}

Entry known_entry(FilingRun& run, std::int64_t id) {
    std::optional<Entry> entry = EntryTable(run.db()).find(id);
    if (!entry) {
        throw Fault(ErrorCode::not_found, say("entry {}", id), say("no such entry"), say("see arc-file entry list"));
    }
    return *std::move(entry);
}

Fault put_right_already(const Entry& wrong, const Entry& better) {
    return {ErrorCode::refused, name_of(wrong), say("was put right by entry {}", better.id), say("name that one")};
}

Entry need_entry(FilingRun& run, std::int64_t id) {
    Entry entry = known_entry(run, id);
    if (const std::optional<Entry> better = EntryTable(run.db()).correction_of(id)) {
        throw put_right_already(entry, *better);
    }
    return entry;
}

bool says_the_same(const Entry& a, const Entry& b) {
    return a.person == b.person && a.due == b.due && a.done == b.done && a.result == b.result && a.fields == b.fields;
}

}  // namespace

Answer add_entry(FilingRun& run, const EntryRequest& request) {
    const EntryKind& kind = need_entry_kind(run.archive().profile(), request.kind);
    const Thing subject = named_entry_subject(run.archive(), kind, request.subject);
    require_entry_right(run, kind, subject);
    Entry entry;
    entry.kind = kind.name;
    entry.subject = to_text(subject);
    entry.made = format_instant(run.change.now());
    set_fields(run, kind, entry, request.fields);
    set_course(run, request, kind, entry);
    need_required(kind, entry);
    const std::optional<Entry> known = request.again ? std::nullopt : entered_before(run, request, entry);
    if (known) {
        add_pictures(run, kind, *known, request.pictures);
        return {entry_record(run.archive(), *known)};
    }
    if (const std::optional<Entry> other = request.again ? std::nullopt : contradicted(run, request, entry)) {
        run.reporter.problem(
            {ErrorCode::refused, name_of(run.db(), subject),
             say("was entered as {} for {} (entry {})", other->result, other->done, other->id),
             say("ask both; --again enters it beside that, entry correct {} puts that right", other->id)});
        return {};
    }
    tell_subject(run, kind, subject);
    entry.id = EntryTable(run.db()).add(entry);
    add_pictures(run, kind, entry, request.pictures);
    return answer_with(run, entry);
}

Answer finish_entry(FilingRun& run, std::int64_t id, const EntryRequest& request) {
    const Entry before = need_entry(run, id);
    const EntryKind& kind = need_entry_kind(run.archive().profile(), before.kind);
    const Thing subject = parse_thing(before.subject).value_or_throw();
    require_entry_right(run, kind, subject);
    Entry entry = before;
    entry.done = format_day(past_day(run, request.done));
    entry.result = request.result.empty() ? before.result : std::string(trim(request.result));
    if (!before.done.empty()) {
        const bool same = (request.done.empty() || entry.done == before.done) && entry.result == before.result &&
                          request.fields.empty() && request.pictures.empty();
        if (!same) {
            throw Fault(ErrorCode::refused, name_of(before), say("was done on {}", before.done),
                        say("put it right with arc-file entry correct {}", id));
        }
        return {entry_record(run.archive(), before)};
    }
    set_fields(run, kind, entry, request.fields);
    need_required(kind, entry);
    const std::optional<std::int64_t> person = person_of(run, request, kind, entry);
    entry.person = person ? person : before.person;
    EntryTable(run.db()).finish(entry);
    add_pictures(run, kind, entry, request.pictures);
    return answer_with(run, entry);
}

Answer correct_entry(FilingRun& run, std::int64_t id, const EntryRequest& request) {
    const Entry wrong = known_entry(run, id);
    need_reason(run, name_of(wrong));
    const EntryKind& kind = need_entry_kind(run.archive().profile(), wrong.kind);
    require_entry_right(run, kind, parse_thing(wrong.subject).value_or_throw());
    Entry entry = wrong;
    entry.id = 0;
    entry.made = format_instant(run.change.now());
    entry.corrects = wrong.id;
    set_fields(run, kind, entry, request.fields);
    entry.due = request.due.empty() ? wrong.due : format_day(parse_day(request.due).value_or_throw());
    entry.result = request.result.empty() ? wrong.result : std::string(trim(request.result));
    entry.done = !request.done.empty() ? format_day(past_day(run, request.done)) : wrong.done;
    if (!request.person.empty()) {
        entry.person = named_person(run.archive(), request.person).id;
    }
    if (const std::optional<Entry> better = EntryTable(run.db()).correction_of(id)) {
        if (!says_the_same(*better, entry)) {
            throw put_right_already(wrong, *better);
        }
        return {entry_record(run.archive(), *better)};
    }
    need_required(kind, entry);
    entry.id = EntryTable(run.db()).add(entry);
    for (const std::int64_t page : EntryTable(run.db()).pictures(wrong.id)) {
        EntryTable(run.db()).add_picture(entry.id, page);
    }
    add_pictures(run, kind, entry, request.pictures);
    run.change.about({ThingKind::entry, wrong.id});
    return answer_with(run, entry);
}

EntryRequest entry_of_line(const EntryRequest& common, const std::string& line) {
    EntryRequest request = common;
    std::vector<std::string> words(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ' ' || c == '\t')) {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    if (quoted) {
        throw Fault(ErrorCode::usage, line, say("a quote is not closed"));
    }
    std::erase_if(words, [](const std::string& word) { return word.empty(); });
    if (words.empty() || words.front().find('=') != std::string::npos) {
        throw Fault(ErrorCode::usage, line, say("does not begin with what the entry is about"),
                    say("write it as: R1 temperature=20 humidity=55"));
    }
    request.subject = words.front();
    const std::pair<std::string_view, std::string*> course[] = {
        {"due", &request.due}, {"done", &request.done}, {"result", &request.result}, {"person", &request.person}};
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
        const std::size_t sign = word->find('=');
        const auto known = std::ranges::find(course, std::string_view(*word).substr(0, sign),
                                             &std::pair<std::string_view, std::string*>::first);
        if (sign != std::string::npos && known != std::end(course)) {
            *known->second = word->substr(sign + 1);
        } else {
            request.fields.push_back(*word);
        }
    }
    return request;
}

}  // namespace arc

#include "jobs/entries/list_media.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/room_query.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/find/thing_record.hpp"

#include <algorithm>

namespace arc {
namespace {

// A year or a month as old catalogues give them count from their first day: rather too early than too late.
Day day_made(Archive& archive, const MediumDocument& document) {
    for (const char* first : {"", "-01", "-01-01"}) {
        if (const Result<Day> day = parse_day(document.dated + first)) {
            return *day;
        }
    }
    return archive.zone().day_at(parse_instant(document.registered).value_or_throw());
}

std::optional<Day> last_done(Archive& archive, std::int64_t document, std::string_view kind) {
    const std::optional<Entry> entry =
        EntryTable(archive.db()).last_done(to_text(Thing{ThingKind::document, document}), std::string(kind));
    return entry ? std::optional(parse_day(entry->done).value_or_throw()) : std::nullopt;
}

Value day_or_null(std::optional<Day> day) {
    return day ? Value(format_day(*day)) : Value();
}

void need_medium(const Profile& profile, const std::string& medium) {
    if (medium.empty() || profile.medium(medium) != nullptr) {
        return;
    }
    const std::vector<std::string> known = declared_names(profile, NameKind::medium);
    const std::string near = nearest(medium, known);
    throw Fault(ErrorCode::usage, medium, say("the profile has no such medium"),
                near.empty() ? say("it has {}", join(known, ", ")) : say("did you mean {}?", near));
}

}  // namespace

void for_each_medium(Archive& archive, const std::string& medium,
                     const std::function<void(const MediumOnFile&)>& found) {
    const Profile& profile = archive.profile();
    const WorkCalendar calendar = work_calendar(archive);
    for (const DocumentType& type : profile.document_types) {
        const Medium* of = profile.medium(type.medium);
        const bool asked = medium.empty() || type.medium == medium;
        if (of == nullptr || !asked || (!of->life && !of->check)) {
            continue;
        }
        RoomQuery(archive.db()).for_each_of_type(type.name, [&](const MediumDocument& document) {
            const MediumFacts facts{day_made(archive, document), last_done(archive, document.id, media_conversion),
                                    last_done(archive, document.id, condition_survey)};
            found({document.id, type.name, of, terms_of(*of, calendar, facts)});
        });
    }
}

void list_media(Archive& archive, const Caller& caller, const std::string& medium, Day before, RecordSink& sink) {
    need_medium(archive.profile(), medium);
    ThingRecords records(archive, caller);
    for_each_medium(archive, medium, [&](const MediumOnFile& one) {
        const bool copy = one.terms.copy_by && *one.terms.copy_by < before;
        const bool look = one.terms.look_by && *one.terms.look_by < before;
        const std::optional<Record> document =
            copy || look ? records.record({ThingKind::document, one.document}) : std::nullopt;
        if (!document) {
            return;
        }
        const Value shown(document->fields);
        sink.put({"medium",
                  {{"document", one.document},
                   {"number", text_or_null(shown.text_of("number"))},
                   {"title", text_or_null(shown.text_of("title"))},
                   {"type", one.type},
                   {"medium", one.medium->name},
                   {"copy_by", copy ? day_or_null(one.terms.copy_by) : Value()},
                   {"look_by", look ? day_or_null(one.terms.look_by) : Value()},
                   {"next", copy ? fmt::format("arc-file entry add conversion {} to=MEDIUM", one.document)
                                 : fmt::format("arc-file entry add condition {} state=good", one.document)}}});
    });
}

}  // namespace arc

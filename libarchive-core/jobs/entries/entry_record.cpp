#include "jobs/entries/entry_record.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/room_query.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "record/record_codec.hpp"

namespace arc {
namespace {

constexpr const char* mask = "***";
constexpr std::string_view private_mark = "hmac:";

Value person_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Person> person = id ? PersonTable(archive.db()).find(*id) : std::nullopt;
    return person ? Value(person->code) : Value();
}

Value title_of(const Profile& profile, const std::string& kind) {
    const EntryKind* known = profile.entry_kind(kind);
    return known == nullptr ? Value() : text_or_null(known->title.chinese());
}

Object fields_of(const std::string& encoded) {
    Object fields;
    for (auto& [name, value] : decode_fields(encoded)) {
        fields.emplace_back(name, value.starts_with(private_mark) ? Value(mask) : Value(std::move(value)));
    }
    return fields;
}

List pictures_of(Archive& archive, std::int64_t entry) {
    List pictures;
    for (const std::int64_t id : EntryTable(archive.db()).pictures(entry)) {
        const std::optional<Page> page = PageTable(archive.db()).find(id);
        if (page) {
            pictures.emplace_back(fmt::format("{}/{}", page->batch_code, page->seq));
        }
    }
    return pictures;
}

Value id_or_null(std::optional<std::int64_t> id) {
    return id ? Value(*id) : Value();
}

}  // namespace

Record entry_record(Archive& archive, const Entry& entry) {
    const std::optional<Entry> correction = EntryTable(archive.db()).correction_of(entry.id);
    const Thing subject = parse_thing(entry.subject).value_or_throw();
    return {"entry",
            {{"id", entry.id},
             {"kind", entry.kind},
             {"kind_title", title_of(archive.profile(), entry.kind)},
             {"subject", name_of(archive.db(), subject)},
             {"person", person_value(archive, entry.person)},
             {"made", entry.made},
             {"due", text_or_null(entry.due)},
             {"done", text_or_null(entry.done)},
             {"result", text_or_null(entry.result)},
             {"fields", fields_of(entry.fields)},
             {"pictures", pictures_of(archive, entry.id)},
             {"corrects", id_or_null(entry.corrects)},
             {"corrected_by", correction ? Value(correction->id) : Value()}}};
}

Record planned_entry_record(Archive& archive, const EntryKind& kind, Thing subject, Day due) {
    return {"entry",
            {{"id", nullptr},
             {"kind", kind.name},
             {"kind_title", text_or_null(kind.title.chinese())},
             {"subject", name_of(archive.db(), subject)},
             {"person", text_or_null(kind.by)},
             {"made", nullptr},
             {"due", format_day(due)},
             {"done", nullptr},
             {"result", nullptr},
             {"fields", Object{}},
             {"pictures", List{}},
             {"corrects", nullptr},
             {"corrected_by", nullptr}}};
}

std::vector<ClimateBreach> climate_breaches(Archive& archive, const Entry& entry) {
    const Thing subject = parse_thing(entry.subject).value_or_throw();
    RoomReading reading;
    for (const auto& [name, value] : decode_fields(entry.fields)) {
        if (name == "temperature") {
            reading.temperature = parse_number(value);
        } else if (name == "humidity") {
            reading.humidity = parse_number(value);
        }
    }
    if (subject.kind != ThingKind::place || (!reading.temperature && !reading.humidity)) {
        return {};
    }
    const Profile& profile = archive.profile();
    RoomQuery rooms(archive.db());
    std::vector<std::string> standing;
    for (const DocumentType& type : profile.document_types) {
        const std::vector<ClimateBreach> broken = check_climate(profile, std::vector{type.name}, reading);
        if (!broken.empty() && rooms.stands_in(subject.id, type.name)) {
            standing.push_back(type.name);
        }
    }
    return check_climate(profile, standing, reading);
}

std::string words_of(const ClimateBreach& breach) {
    return say("{} {} is outside {}-{} of {}", breach.what, breach.value, breach.allowed.least, breach.allowed.most,
               breach.of_type);
}

}  // namespace arc

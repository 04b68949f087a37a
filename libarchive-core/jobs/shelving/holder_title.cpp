#include "jobs/shelving/holder_title.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/indexing.hpp"

#include <algorithm>
#include <set>

namespace arc {
namespace {

std::string title_in(const std::vector<Choice>& choices, const std::string& name) {
    const auto known = std::ranges::find(choices, name, &Choice::name);
    return known == choices.end() || known->title.chinese().empty() ? name : known->title.chinese();
}

std::string status_title(const Profile& profile, const std::string& name) {
    const Status* status = profile.status(name);
    return status == nullptr || status->title.chinese().empty() ? name : status->title.chinese();
}

// 2026 -> 2026年, 2026-03 -> 2026年3月
std::string time_words(std::string_view path, const std::string& value) {
    constexpr std::size_t month_length = 7;
    if (path.ends_with("year")) {
        return say("{}年", value);
    }
    const bool month = path.ends_with(".month") && value.size() == month_length;
    return month ? say("{}年{}月", value.substr(0, 4), std::stoi(value.substr(5))) : value;
}

// A bare number says nothing without the field's title: 楼层 12.
std::string field_words(const Profile& profile, std::string_view path, const std::string& value) {
    const bool digits = value.find_first_not_of("0123456789") == std::string::npos;
    const Field* field = digits && path.starts_with("customer.")
                             ? find_field(profile.subject.fields, path.substr(path.find('.') + 1))
                             : nullptr;
    return field == nullptr || field->title.chinese().empty() ? value : say("{} {}", field->title.chinese(), value);
}

// A code of a listed level by its title: 文书 for WS.
std::string level_words(const Profile& profile, std::string_view path, const std::string& value) {
    constexpr std::string_view noun = "series.";
    const auto level = path.starts_with(noun)
                           ? std::ranges::find(profile.series.levels, path.substr(noun.size()), &SeriesLevel::name)
                           : profile.series.levels.end();
    return level == profile.series.levels.end() ? value : title_in(level->values, value);
}

// What a node of the series at the level of units, or at a free one, is called.
std::optional<std::string> title_of_node(const Profile& profile, std::string_view path, const FieldLookup& look_up) {
    const auto level = std::ranges::find_if(profile.series.levels, [&](const SeriesLevel& one) {
        return (one.kind == LevelKind::unit && path == "unit") ||
               ((one.kind == LevelKind::unit || one.kind == LevelKind::text) && path == "series." + one.name);
    });
    return level == profile.series.levels.end() ? std::nullopt : value_at("series." + level->name + ".title", look_up);
}

std::string words_of(Archive& archive, std::string_view path, const std::string& value) {
    const Profile& profile = archive.profile();
    if (const std::string words = level_words(profile, path, value); words != value) {
        return words;
    }
    if (path == "customer.class") {
        return title_in(profile.subject.classes, value);
    }
    if (path == "customer.kind") {
        return title_in(profile.subject.kinds, value);
    }
    if (path == "customer.status") {
        return status_title(profile, value);
    }
    if (path == "unit" || path.ends_with(".unit")) {
        const std::optional<Unit> unit = UnitTable(archive.db()).find(value);
        return unit ? unit->name : value;
    }
    if (path == "document.type") {
        const DocumentType* type = profile.document_type(value);
        return type == nullptr ? value : type->title.chinese();
    }
    if (path == "document.period" || path == "series.retention") {
        const RetentionPeriod* period = profile.retention_period(value);
        return period == nullptr || period->title.chinese().empty() ? value : period->title.chinese();
    }
    const std::string words = time_words(path, value);
    return words == value ? field_words(profile, path, value) : words;
}

// The volumes and boxes in which papers of the customer lie.
std::set<Thing> holders_of(Db& db, std::int64_t customer) {
    StayTable stays(db);
    std::set<Thing> holders;
    FindFilter filter;
    filter.must.customers = {customer};
    FindQuery(db).for_each(ThingKind::document, filter, [&](std::int64_t id) {
        for (std::optional<Thing> holder = stays.holder_of({ThingKind::document, id});
             holder && holder->kind != ThingKind::place; holder = stays.holder_of(*holder)) {
            holders.insert(*holder);
        }
        return true;
    });
    return holders;
}

bool holds_only(Db& db, Thing holder, const std::set<std::int64_t>& papers) {
    const std::vector<std::int64_t> inside = StayTable(db).documents_in(holder);
    return std::ranges::all_of(inside, [&](std::int64_t id) { return papers.contains(id); });
}

template <class Table>
void retitle(Change& change, Thing holder, const std::string& before, const std::string& now) {
    Table table(change.db());
    auto held = table.find(holder.id).value();
    if (held.title == before) {
        held.title = now;
        table.put(held);
        index_thing(change.archive(), holder);
        change.about(holder);
    }
}

}  // namespace

std::string holder_title(Archive& archive, std::span<const std::string> paths, const FieldLookup& look_up) {
    std::vector<std::string> words;
    for (const std::string& path : paths) {
        const bool customer = path == "customer" || path == "customer.number";
        std::optional<std::string> value = customer ? value_at("customer.name", look_up) : std::nullopt;
        if (!value) {
            value = value_at(customer ? std::string("customer.number") : path, look_up);
        }
        if (const std::optional<std::string> title = title_of_node(archive.profile(), path, look_up)) {
            words.push_back(*title);
        } else if (value && !value->empty() && !value->starts_with("hmac:")) {
            words.push_back(words_of(archive, path, *value));
        }
    }
    return join(words, " ");
}

void retitle_holders(Change& change, std::int64_t customer, const std::string& before, const std::string& now) {
    if (before == now || before.empty() || now.empty() || now.starts_with("hmac:")) {
        return;
    }
    std::set<std::int64_t> papers;
    FindFilter filter;
    filter.must.customers = {customer};
    FindQuery(change.db()).for_each(ThingKind::document, filter, [&](std::int64_t id) {
        papers.insert(id);
        return true;
    });
    for (const Thing holder : holders_of(change.db(), customer)) {
        if (!holds_only(change.db(), holder, papers)) {
            continue;
        }
        if (holder.kind == ThingKind::volume) {
            retitle<VolumeTable>(change, holder, before, now);
        } else {
            retitle<BoxTable>(change, holder, before, now);
        }
    }
}

}  // namespace arc

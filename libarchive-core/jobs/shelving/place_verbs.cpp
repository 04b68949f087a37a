#include "jobs/shelving/place_verbs.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/indexing.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/shelving/shelves.hpp"
#include "rules/field_entry.hpp"

#include <algorithm>
#include <charconv>

namespace arc {
namespace {

constexpr std::int64_t most_millimetres = 10'000'000;

std::vector<std::string> names_of(const std::vector<Choice>& choices) {
    std::vector<std::string> names;
    for (const Choice& choice : choices) {
        names.push_back(choice.name);
    }
    return names;
}

// The name of a choice, which may also be given by its title.
std::string chosen(const FieldEntry& entry, const std::vector<Choice>& choices) {
    for (const Choice& choice : choices) {
        if (choice.name == entry.value || choice.title.zh == entry.value) {
            return choice.name;
        }
    }
    const std::vector<std::string> names = names_of(choices);
    const std::string near = nearest(entry.value, names);
    throw Fault(ErrorCode::usage, entry.name + "=" + printable(entry.value),
                say("the profile has no such {}", entry.name),
                near.empty() ? say("it has {}", join(names, ", ")) : say("did you mean {}?", near));
}

std::optional<std::int64_t> whole(const FieldEntry& entry) {
    if (entry.value.empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const char* end = entry.value.data() + entry.value.size();
    const auto read = std::from_chars(entry.value.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number < 1 || number > most_millimetres) {
        throw Fault(ErrorCode::usage, entry.name + "=" + printable(entry.value),
                    say("is no number from 1 to {}", most_millimetres));
    }
    return number;
}

void set_field(Archive& archive, Place& place, const FieldEntry& entry) {
    const Places& rules = archive.profile().places;
    if (entry.name == "name") {
        place.name = entry.value;
    } else if (entry.name == "kind") {
        place.kind = chosen(entry, rules.levels);
    } else if (entry.name == "zone") {
        place.zone = entry.value.empty() || rules.zones.empty() ? entry.value : chosen(entry, rules.zones);
    } else if (entry.name == "parent") {
        place.parent = entry.value.empty() ? std::nullopt : std::optional(named_place(archive, entry.value).id);
    } else if (entry.name == "capacity") {
        place.capacity = whole(entry);
    } else if (entry.name == "most") {
        place.most = whole(entry);
    } else if (entry.name == "keeper") {
        place.keeper = entry.value.empty() ? std::nullopt : std::optional(named_person(archive, entry.value).id);
    } else if (entry.name == "closed" && entry.value.empty()) {
        place.closed.clear();
    } else {
        throw Fault(ErrorCode::usage, printable(entry.name), say("is no field of a place"),
                    say("fields are name, kind, parent, zone, capacity, most, keeper; closed= opens it again"));
    }
}

std::ptrdiff_t level_of(const Archive& archive, const std::string& kind) {
    const std::vector<Choice>& levels = archive.profile().places.levels;
    return std::ranges::find(levels, kind, &Choice::name) - levels.begin();
}

std::string subject_of(const Place& place) {
    return "place:" + place.code;
}

void need_right_level(const FilingRun& run, const Place& place) {
    if (!place.parent) {
        return;
    }
    PlaceTable places(run.db());
    const Place parent = places.find(*place.parent).value();
    if (level_of(run.archive(), parent.kind) >= level_of(run.archive(), place.kind)) {
        throw Fault(ErrorCode::refused, subject_of(place), say("a {} cannot stand in a {}", place.kind, parent.kind));
    }
    const std::vector<std::int64_t> below =
        place.id == 0 ? std::vector<std::int64_t>{} : places.with_all_below(place.id);
    if (std::ranges::count(below, parent.id) != 0) {
        throw Fault(ErrorCode::refused, subject_of(place), say("would be above itself"));
    }
    const bool parent_holds = holds_things(run.archive().profile().places, parent, true);
    if (!parent_holds && !StayTable(run.db()).at(parent.id).empty()) {
        throw Fault(ErrorCode::refused, subject_of(parent), say("has things in it; only the lowest places hold things"),
                    say("take them away first"));
    }
}

void need_room(const FilingRun& run, const Place& place) {
    const ShelfRoom room = room_of_place(run.archive(), place);
    if (place.capacity && room.used > *place.capacity) {
        throw Fault(ErrorCode::refused, subject_of(place), say("what stands there takes {} mm", room.used));
    }
    if (place.most && room.things > *place.most) {
        throw Fault(ErrorCode::refused, subject_of(place), say("{} things stand there", room.things));
    }
}

void set_fields(const FilingRun& run, Place& place, const std::vector<std::string>& fields) {
    for (const FieldEntry& entry : parse_entries(fields).value_or_throw()) {
        set_field(run.archive(), place, entry);
    }
    if (place.kind.empty()) {
        throw Fault(ErrorCode::usage, subject_of(place), say("of what kind is it?"),
                    say("give --kind: {}", join(names_of(run.archive().profile().places.levels), ", ")));
    }
    place.name = place.name.empty() ? place.code : place.name;
    need_right_level(run, place);
}

Answer answer_with(const FilingRun& run, std::int64_t place) {
    return {place_record(run.archive(), Shelves(run.archive()).node(place))};
}

Answer put_place(FilingRun& run, Place place) {
    place.id = PlaceTable(run.db()).put(place);
    index_place(run.archive(), place.id);
    run.change.about({ThingKind::place, place.id});
    return answer_with(run, place.id);
}

}  // namespace

Answer add_place(FilingRun& run, const std::string& code, const std::vector<std::string>& fields) {
    require_right(run.archive(), run.caller, Verb::shelve);
    const std::optional<Place> known = PlaceTable(run.db()).find(code);
    Place place = known.value_or(Place());
    place.code = std::string(trim(code));
    if (place.code.empty()) {
        throw Fault(ErrorCode::usage, say("place"), say("needs a code"));
    }
    set_fields(run, place, fields);
    if (known && (place_record(run.archive(), *known) != place_record(run.archive(), place))) {
        throw Fault(ErrorCode::refused, subject_of(place), say("is there already: {}", known->name),
                    say("change it with arc-file place set"));
    }
    return known ? answer_with(run, known->id) : put_place(run, place);
}

Answer set_place(FilingRun& run, const std::string& code, const std::vector<std::string>& fields) {
    require_right(run.archive(), run.caller, Verb::shelve);
    if (fields.empty()) {
        throw Fault(ErrorCode::usage, code, say("nothing to set"), say("give field=value"));
    }
    Place place = named_place(run.archive(), code);
    set_fields(run, place, fields);
    need_room(run, place);
    return put_place(run, place);
}

ClosedPlace close_place(FilingRun& run, const std::string& code) {
    require_right(run.archive(), run.caller, Verb::shelve);
    Place place = named_place(run.archive(), code);
    need_reason(run, subject_of(place));
    ClosedPlace result;
    StayTable stays(run.db());
    for (const std::int64_t id : PlaceTable(run.db()).with_all_below(place.id)) {
        for (const Stay& stay : stays.at(id)) {
            result.answer.push_back(stay_record(run.archive(), stay));
        }
    }
    if (!result.answer.empty()) {
        result.refused = true;
        return result;
    }
    if (place.closed.empty()) {
        place.closed = format_day(run.today());
    }
    result.answer = put_place(run, place);
    return result;
}

Answer list_places(Archive& archive, const std::string& from) {
    const Shelves shelves(archive);
    const std::vector<std::int64_t> wanted =
        from.empty() ? std::vector<std::int64_t>{}
                     : PlaceTable(archive.db()).with_all_below(named_place(archive, from).id);
    Answer answer;
    for (const PlaceNode& node : shelves.nodes()) {
        if (from.empty() || std::ranges::count(wanted, node.place.id) != 0) {
            answer.push_back(place_record(archive, node));
        }
    }
    return answer;
}

Answer show_place(Archive& archive, const std::string& code) {
    const Place place = named_place(archive, code);
    Answer answer{place_record(archive, Shelves(archive).node(place.id))};
    for (const Stay& stay : StayTable(archive.db()).at(place.id)) {
        answer.push_back(stay_record(archive, stay));
    }
    return answer;
}

}  // namespace arc

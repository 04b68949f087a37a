#include "jobs/shelving/holder_records.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/put_away.hpp"

namespace arc {
namespace {

Value or_null(std::optional<std::int64_t> number) {
    return number ? Value(*number) : Value();
}

Value code_or_null(Archive& archive, std::optional<std::int64_t> place) {
    const std::optional<Place> found = place ? PlaceTable(archive.db()).find(*place) : std::nullopt;
    return found ? Value(found->code) : Value();
}

Value keeper_or_null(Archive& archive, std::optional<std::int64_t> person) {
    const std::optional<Person> found = person ? PersonTable(archive.db()).find(*person) : std::nullopt;
    return found ? Value(found->code) : Value();
}

Object facts_of_place(Archive& archive, const Place& place) {
    return {{"id", place.id},
            {"code", place.code},
            {"name", place.name},
            {"kind", place.kind},
            {"parent", code_or_null(archive, place.parent)},
            {"zone", text_or_null(place.zone)},
            {"capacity", or_null(place.capacity)},
            {"most", or_null(place.most)},
            {"keeper", keeper_or_null(archive, place.keeper)},
            {"closed", text_or_null(place.closed)}};
}

void put(Object& fields, std::string name, Value value) {
    fields.emplace_back(std::move(name), std::move(value));
}

}  // namespace

Record place_record(Archive& archive, const Place& place) {
    return {"place", facts_of_place(archive, place)};
}

Record place_record(Archive& archive, const PlaceNode& node) {
    constexpr std::size_t indent = 2;
    Record record{"place", facts_of_place(archive, node.place)};
    put(record.fields, "zone_in_force", text_or_null(node.state.zone));
    put(record.fields, "holds", node.holds);
    put(record.fields, "measured", node.capacity > 0 ? Value(node.capacity) : Value());
    put(record.fields, "free", node.capacity > 0 ? Value(node.free) : Value());
    put(record.fields, "used", node.used);
    put(record.fields, "things", node.things);
    put(record.fields, "tree", std::string(indent * node.depth, ' ') + node.place.code);
    return record;
}

Record box_record(Archive& archive, const Box& box) {
    StayTable stays(archive.db());
    const Thing thing{ThingKind::box, box.id};
    const std::optional<Stay> stay = stays.now(thing);
    const ShelfRoom room = room_of_box(archive, box.id);
    std::int64_t volumes = 0;
    for (const Thing inside : stays.inside(thing)) {
        volumes += inside.kind == ThingKind::volume ? 1 : 0;
    }
    return {"box",
            {{"id", box.id},
             {"code", box.code},
             {"title", text_or_null(box.title)},
             {"place", code_or_null(archive, box.place)},
             {"position", stay ? Value(stay->position) : Value()},
             {"since", stay ? Value(stay->since) : Value()},
             {"width", width_of(stays.size_of(thing))},
             {"free", or_null(room.free())},
             {"volumes", volumes},
             {"documents", static_cast<std::int64_t>(stays.documents_in(thing).size())}}};
}

Record volume_record(Archive& archive, const Volume& volume) {
    StayTable stays(archive.db());
    const Thing thing{ThingKind::volume, volume.id};
    const std::optional<Box> box = volume.box ? BoxTable(archive.db()).find(*volume.box) : std::nullopt;
    const std::optional<Stay> stay = stays.now(thing);
    const ThingSize size = stays.size_of(thing);
    return {"volume",
            {{"id", volume.id},
             {"code", volume.code},
             {"title", text_or_null(volume.title)},
             {"box", box ? Value(box->code) : Value()},
             {"place", code_or_null(archive, volume.place)},
             {"position", stay ? Value(stay->position) : Value()},
             {"documents", static_cast<std::int64_t>(stays.inside(thing).size())},
             {"sheets", size.sheets},
             {"pages", or_null(volume.pages)},
             {"width", width_of(size)},
             {"closed", text_or_null(volume.closed)}}};
}

Record stay_record(Archive& archive, const Stay& stay) {
    return {"stay",
            {{"thing", name_of(archive.db(), stay.thing)},
             {"title", text_or_null(title_of(archive, stay.thing))},
             {"place", code_or_null(archive, stay.place)},
             {"position", stay.position},
             {"since", stay.since},
             {"until", text_or_null(stay.until)},
             {"reason", text_or_null(stay.reason)}}};
}

Record move_record(Archive& archive, const ShelfMove& move, const std::string& from) {
    std::string to;
    if (move.box && *move.box > 0) {
        to = name_of(archive.db(), {ThingKind::box, *move.box});
    } else if (move.place) {
        to = name_of(archive.db(), {ThingKind::place, *move.place});
    }
    Value box;
    if (move.box) {
        const std::optional<Box> known = BoxTable(archive.db()).find(*move.box);
        box = known ? Value(known->code) : Value("new");
    }
    return {"move",
            {{"thing", name_of(archive.db(), move.thing)},
             {"title", text_or_null(title_of(archive, move.thing))},
             {"from", text_or_null(from)},
             {"to", text_or_null(to)},
             {"position", move.position > 0 && to.starts_with("place:") ? Value(move.position) : Value()},
             {"box", std::move(box)},
             {"zone", text_or_null(move.zone)},
             {"why", move.why}}};
}

std::string title_of(Archive& archive, Thing thing) {
    if (thing.kind == ThingKind::box) {
        return BoxTable(archive.db()).find(thing.id)->title;
    }
    if (thing.kind == ThingKind::volume) {
        return VolumeTable(archive.db()).find(thing.id)->title;
    }
    if (thing.kind != ThingKind::document) {
        return {};
    }
    const Document document = DocumentTable(archive.db()).find(thing.id).value();
    const DocumentType* type = archive.profile().document_type(document.type);
    const std::string name = type == nullptr ? document.type : type->title.chinese();
    return document.title.empty() ? name : name + " " + document.title;
}

std::string holder_text(Archive& archive, Thing thing) {
    StayTable stays(archive.db());
    const std::optional<Thing> holder = stays.holder_of(thing);
    if (!holder) {
        return {};
    }
    const std::string name = name_of(archive.db(), *holder);
    if (const std::optional<Stay> stay = stays.now(thing)) {
        return say("{} position {}", name, stay->position);
    }
    if (thing.kind == ThingKind::document) {
        const std::optional<std::int64_t> position = DocumentTable(archive.db()).find(thing.id)->position;
        return position ? say("{} item {}", name, *position) : name;
    }
    return name;
}

std::string for_print(std::string names) {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"place:", ""},         {"box:", "盒 "},          {"volume:", "卷 "},  {"document:#", "件 "},
        {"document:", "档号 "}, {" position ", " 位置 "}, {" item ", " 件号 "}};
    for (const auto& [english, chinese] : words) {
        if (const std::size_t at = names.find(english); at != std::string::npos) {
            names.replace(at, english.size(), chinese);
        }
    }
    return names;
}

}  // namespace arc

#include "catalog/batch_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/shelving/holder_records.hpp"

namespace arc {

std::optional<Record> ThingRecords::holder_record(Thing thing) {
    Db& db = archive_->db();
    if (thing.kind == ThingKind::volume) {
        const std::optional<Volume> volume = VolumeTable(db).find(thing.id);
        return !volume ? std::nullopt : std::optional(volume_record(*archive_, *volume));
    }
    if (thing.kind == ThingKind::box) {
        const std::optional<Box> box = BoxTable(db).find(thing.id);
        return !box ? std::nullopt : std::optional(box_record(*archive_, *box));
    }
    if (thing.kind == ThingKind::place) {
        const std::optional<Place> place = PlaceTable(db).find(thing.id);
        return !place ? std::nullopt : std::optional(place_record(*archive_, *place));
    }
    const std::optional<SeriesNode> node = SeriesTable(db).find(thing.id);
    const std::optional<SeriesNode> parent = node && node->parent ? SeriesTable(db).find(*node->parent) : std::nullopt;
    return !node ? std::nullopt
                 : std::optional(Record{"series",
                                        {{"id", node->id},
                                         {"code", node->code},
                                         {"title", node->title},
                                         {"parent", parent ? Value(parent->code) : Value()}}});
}

std::optional<Record> ThingRecords::organisation_record(Thing thing) {
    Db& db = archive_->db();
    if (thing.kind == ThingKind::person) {
        const std::optional<Person> person = PersonTable(db).find(thing.id);
        return !person ? std::nullopt
                       : std::optional(Record{"person",
                                              {{"id", person->id},
                                               {"code", person->code},
                                               {"name", person->name},
                                               {"unit", text_or_null(registers_.unit_code(person->unit))},
                                               {"disabled", text_or_null(person->disabled)}}});
    }
    if (thing.kind == ThingKind::unit) {
        const Unit* unit = registers_.unit(thing.id);
        return unit == nullptr ? std::nullopt
                               : std::optional(Record{"unit",
                                                      {{"id", unit->id},
                                                       {"code", unit->code},
                                                       {"name", unit->name},
                                                       {"parent", text_or_null(registers_.unit_code(unit->parent))}}});
    }
    const std::optional<Batch> batch = thing.kind == ThingKind::batch ? BatchTable(db).find(thing.id) : std::nullopt;
    return !batch ? std::nullopt
                  : std::optional(Record{"batch",
                                         {{"id", batch->id},
                                          {"batch", batch->code},
                                          {"state", to_text(batch->state)},
                                          {"pages", BatchTable(db).count_pages(batch->id)},
                                          {"expected", batch->expected ? Value(*batch->expected) : Value()},
                                          {"refused", BatchTable(db).count_refusals(batch->id)},
                                          {"operator", text_or_null(batch->operator_name)},
                                          {"opened", batch->opened}}});
}

}  // namespace arc

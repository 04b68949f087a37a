#include "jobs/shelving/put_away.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/loan_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "rules/thickness.hpp"

#include <algorithm>

namespace arc {
namespace {

bool is_holdable(ThingKind kind) {
    return kind == ThingKind::box || kind == ThingKind::volume || kind == ThingKind::document;
}

Error refused(std::string subject, std::string what, std::string next = {}) {
    return {ErrorCode::refused, std::move(subject), std::move(what), std::move(next)};
}

bool has_places_below(Db& db, std::int64_t place) {
    return PlaceTable(db).with_all_below(place).size() > 1;
}

std::string paper_words(const std::string& paper) {
    return paper == "returned"    ? say("its paper was returned")
           : paper == "lost"      ? say("its paper is lost")
           : paper == "destroyed" ? say("its paper was destroyed")
                                  : say("it has no paper");
}

}  // namespace

std::int64_t width_of(const ThingSize& size) {
    switch (size.thing.kind) {
        case ThingKind::box:
            return width_of_box(size.width);
        case ThingKind::volume:
            return width_of_volume(size.width, size.sheets);
        default:
            return width_of_document(size.sheets);
    }
}

ShelfRoom room_of_place(Archive& archive, const Place& place) {
    ShelfRoom room{place.capacity, place.most, 0, 0};
    for (const Standing& one : StayTable(archive.db()).standing_at(place.id)) {
        room.used += width_of(one.size);
        ++room.things;
    }
    return room;
}

std::optional<Error> too_full_around(Archive& archive, Thing thing) {
    StayTable stays(archive.db());
    std::optional<Thing> holder = stays.holder_of(thing);
    while (holder && holder->kind != ThingKind::place) {
        holder = stays.holder_of(*holder);
    }
    if (!holder) {
        return std::nullopt;
    }
    const Place place = PlaceTable(archive.db()).find(holder->id).value();
    const ShelfRoom room = room_of_place(archive, place);
    if (!room.capacity || room.used <= *room.capacity) {
        return std::nullopt;
    }
    return Error{ErrorCode::refused, "place:" + place.code,
                 say("{} mm stand on its {} mm by now", room.used, *room.capacity),
                 say("shelve some of it elsewhere, or measure it anew")};
}

ShelfRoom room_of_box(Archive& archive, std::int64_t box) {
    StayTable stays(archive.db());
    ShelfRoom room{width_of(stays.size_of({ThingKind::box, box})), std::nullopt, 0, 0};
    for (const Thing thing : stays.inside({ThingKind::box, box})) {
        room.used += width_of(stays.size_of(thing));
        ++room.things;
    }
    return room;
}

Result<Done> may_be_put(Archive& archive, Thing thing) {
    const std::string subject = name_of(archive.db(), thing);
    if (!is_holdable(thing.kind)) {
        return Error{ErrorCode::usage, subject, say("is not put on shelves"),
                     say("scan a box, a volume or a document")};
    }
    if (thing.kind == ThingKind::document) {
        DocumentTable documents(archive.db());
        const Document document = documents.find(thing.id).value();
        if (!document.destroyed.empty()) {
            return refused(subject, say("was destroyed on {}", local_day(document.destroyed, archive.zone())));
        }
        if (!document.paper.empty() && document.paper != "here") {
            return refused(subject, paper_words(document.paper));
        }
        if (documents.counted(document).provisional) {
            return refused(subject, say("its batch is still open"), say("close it with arc-ingest batch close"));
        }
    }
    if (std::optional<Error> away = away_error(archive, thing)) {
        return *std::move(away);
    }
    const std::optional<Thing> holder = StayTable(archive.db()).holder_of(thing);
    if (holder && holder->kind == ThingKind::volume && !VolumeTable(archive.db()).find(holder->id)->closed.empty()) {
        return refused(subject, say("is bound in {}", name_of(archive.db(), *holder)),
                       say("shelve the volume, or open it with arc-file volume reopen"));
    }
    return Done{};
}

std::string PutAway::now() const {
    return format_instant(change_->now());
}

std::string PutAway::name(Thing thing) {
    return name_of(change_->db(), thing);
}

Result<Done> PutAway::may_take(const Place& place, Thing thing) {
    const std::string subject = "place:" + place.code;
    const Zone& zone = change_->archive().zone();
    for (const Place& above : PlaceTable(change_->db()).path(place.id)) {
        if (!above.closed.empty()) {
            return refused(subject, above.id == place.id
                                        ? say("is closed since {}", local_day(above.closed, zone))
                                        : say("{} is closed since {}", above.code, local_day(above.closed, zone)));
        }
    }
    const Places& rules = change_->archive().profile().places;
    if (!holds_things(rules, place, has_places_below(change_->db(), place.id))) {
        return refused(subject,
                       rules.holds.empty() ? say("has places below it") : say("nothing stands at a {}", place.kind),
                       say("scan the code of one of them"));
    }
    return fits(room_of_place(change_->archive(), place), width_of(stays_.size_of(thing)), subject);
}

Result<Done> PutAway::may_grow(const Volume& volume, Thing paper) {
    ThingSize size = stays_.size_of({ThingKind::volume, volume.id});
    const std::int64_t before = width_of(size);
    size.sheets += stays_.size_of(paper).sheets;
    ShelfRoom room;
    std::string subject;
    if (volume.place) {
        const Place place = PlaceTable(change_->db()).find(*volume.place).value();
        room = room_of_place(change_->archive(), place);
        subject = "place:" + place.code;
    } else if (volume.box) {
        room = room_of_box(change_->archive(), *volume.box);
        subject = name({ThingKind::box, *volume.box});
    }
    room.most.reset();  // it stands there already
    return fits(room, width_of(size) - before, subject);
}

Result<Done> PutAway::may_hold(Thing holder, Thing thing, Late late) {
    // A part that is out comes back into its volume or box; a whole that is out takes nothing in.
    if (const std::optional<Loan> away = LoanTable(change_->db()).away(holder)) {
        return refused(name(holder), away_words(change_->archive(), *away, holder));
    }
    if (holder.kind == ThingKind::volume) {
        if (thing.kind != ThingKind::document) {
            return Error{ErrorCode::usage, name(thing), say("only documents go into a volume"), {}};
        }
        const Volume volume = VolumeTable(change_->db()).find(holder.id).value();
        if (!volume.closed.empty() && late == Late::refuse) {
            return refused(name(holder), say("is bound since {}", local_day(volume.closed, change_->archive().zone())),
                           say("say with --reason why something is added"));
        }
        return may_grow(volume, thing);
    }
    if (holder.kind != ThingKind::box || thing.kind == ThingKind::box) {
        return Error{ErrorCode::usage, name(thing), say("cannot lie in {}", name(holder)),
                     say("boxes hold volumes and documents")};
    }
    return fits(room_of_box(change_->archive(), holder.id), width_of(stays_.size_of(thing)), name(holder));
}

std::int64_t PutAway::first_free(const Place& place) {
    if (!change_->archive().profile().places.reuse_freed) {
        return stays_.last_position_ever(place.id) + 1;
    }
    std::int64_t position = 1;
    for (const Stay& stay : stays_.at(place.id)) {
        if (stay.position != position) {
            break;
        }
        ++position;
    }
    return position;
}

void PutAway::leave(Thing thing, const std::string& reason) {
    if (const std::optional<Thing> holder = stays_.holder_of(thing)) {
        stays_.leave(thing, now(), reason);
        change_->about(*holder);
    }
}

Result<std::int64_t> PutAway::stand(Thing thing, std::int64_t place_id, std::optional<std::int64_t> position) {
    if (const Result<Done> may = may_be_put(change_->archive(), thing); !may) {
        return may.error();
    }
    const std::optional<Stay> here = stays_.now(thing);
    if (here && here->place == place_id && (!position || here->position == *position)) {
        return here->position;
    }
    const Place place = PlaceTable(change_->db()).find(place_id).value();
    if (position && *position < 1) {
        return Error{ErrorCode::usage, std::to_string(*position), say("is no position; the first is 1"), {}};
    }
    // On its own shelf it makes room for itself.
    const bool moves_along = here && here->place == place_id;
    if (const Result<Done> may = moves_along ? Result<Done>(Done{}) : may_take(place, thing); !may) {
        return may.error();
    }
    leave(thing, say("to {}", place.code));
    const std::int64_t at = position.value_or(first_free(place));
    stays_.shift(place_id, at);
    stays_.stand(thing, place_id, at, now());
    change_->about(thing);
    change_->about({ThingKind::place, place_id});
    return at;
}

Result<std::int64_t> PutAway::lie(Thing thing, Thing holder, Late late) {
    if (const std::optional<Thing> before = stays_.holder_of(thing); before == holder) {
        return thing.kind == ThingKind::document ? DocumentTable(change_->db()).find(thing.id)->position.value_or(0)
                                                 : 0;
    }
    if (const Result<Done> may = may_be_put(change_->archive(), thing); !may) {
        return may.error();
    }
    if (const Result<Done> may = may_hold(holder, thing, late); !may) {
        return may.error();
    }
    leave(thing, say("to {}", name(holder)));
    const std::int64_t position = thing.kind == ThingKind::document ? stays_.last_position(holder) + 1 : 0;
    stays_.lie(thing, holder, position == 0 ? std::nullopt : std::optional(position));
    change_->about(thing);
    change_->about(holder);
    return position;
}

bool PutAway::take_away(Thing thing, const std::string& reason, const std::string& kind) {
    const std::optional<Thing> holder = stays_.holder_of(thing);
    if (!holder) {
        return false;
    }
    if (holder->kind == ThingKind::volume && !VolumeTable(change_->db()).find(holder->id)->closed.empty()) {
        const Document paper = DocumentTable(change_->db()).find(thing.id).value();
        remark(*holder, kind, say("第 {} 件 {}：{}", paper.position.value_or(0), paper.number, reason));
    }
    leave(thing, reason);
    change_->about(thing);
    return true;
}

void PutAway::remark(Thing thing, const std::string& kind, const std::string& text) {
    RemarkTable(change_->db()).add({0, thing, now(), account_, kind, text});
    change_->about(thing);
}

}  // namespace arc

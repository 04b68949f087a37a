#pragma once

#include "base/result.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/change.hpp"
#include "model/holding.hpp"
#include "rules/shelf_room.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// Millimetres that a box, volume or document takes (rules/thickness).
std::int64_t width_of(const ThingSize& size);
// How full a place or a box is now.
ShelfRoom room_of_place(Archive& archive, const Place& place);
ShelfRoom room_of_box(Archive& archive, std::int64_t box);
// What is wrong at the place where a thing stands, by itself or with what holds it: more millimetres stand there than
// it has. Nothing is ever put there beyond that, but a count that is put right may find it so.
std::optional<Error> too_full_around(Archive& archive, Thing thing);
// Whether a thing can be put anywhere else now: PutAway asks it first, plans ask it early.
Result<Done> may_be_put(Archive& archive, Thing thing);

// The one way in which a box, volume or document comes to stand at a place or to lie in a box or volume, and leaves
// again: the dated row in `stay`, the thing's own columns and its position are written together, and every event is
// about both. A thing has one holder at most: who puts it somewhere takes it away from where it was. All Errors are
// `refused` or `usage`, name the thing or the holder, and leave everything as it was.
//
// What is refused to all: a place that is closed, that has places below it (rules/shelf_room, holds_things), that is
// full by millimetres or by count; a full box; a closed volume's single document (only what take_away does may part
// them); a document that is destroyed, whose paper is not here, or whose batch is still open; what is lent, in part
// or whole; a thing into itself or into something that cannot hold it. Whether a thing belongs there by the profile is
// not asked here (shelving_plan).
class PutAway {
public:
    // `account`: who signs remarks.
    explicit PutAway(Change& change, std::string account = {})
        : change_(&change), account_(std::move(account)), stays_(change.db()) {}

    // At the place, at the position or, without one, at the first free one (behind all that were ever used where the
    // profile leaves freed slots). A position that is taken moves what stands there and behind it one to the right.
    // Standing there already, nothing happens. Returns the position.
    Result<std::int64_t> stand(Thing thing, std::int64_t place, std::optional<std::int64_t> position = {});
    // Volumes and documents into a box, documents into an open volume; behind the last. `late`: also into a closed
    // volume, whose remark sheet then says so. Returns the position; 0 for a volume.
    enum class Late { refuse, add };
    Result<std::int64_t> lie(Thing thing, Thing holder, Late late = Late::refuse);
    // Held by nothing from now on; also out of closed volumes, whose remark sheet then says why. `kind` as in
    // Remark. False when nothing held it.
    bool take_away(Thing thing, const std::string& reason, const std::string& kind = "removed");

    // Puts a sentence on the remark sheet (备考表) of a volume or box.
    void remark(Thing thing, const std::string& kind, const std::string& text);

private:
    Result<Done> may_take(const Place& place, Thing thing);
    // An open volume that stands somewhere gets thicker with every paper.
    Result<Done> may_grow(const Volume& volume, Thing paper);
    Result<Done> may_hold(Thing holder, Thing thing, Late late);
    std::int64_t first_free(const Place& place);
    void leave(Thing thing, const std::string& reason);
    std::string now() const;
    std::string name(Thing thing);

    Change* change_;
    std::string account_;
    StayTable stays_;
};

}  // namespace arc

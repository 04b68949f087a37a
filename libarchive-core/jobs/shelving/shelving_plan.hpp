#pragma once

#include "base/result.hpp"
#include "jobs/change.hpp"
#include "jobs/shelving/box_choice.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/shelving/shelves.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Where one thing goes, and why there.
struct ShelfMove {
    Thing thing;
    std::optional<std::int64_t> box;    // into a box; negative: one that is yet to be opened (ShelfMove::opens)
    bool opens = false;                 // the box is opened for this thing
    bool refills = false;               // an emptied box is, under its old number
    std::optional<std::int64_t> place;  // where the thing, or the box that is opened or filled anew, stands
    std::int64_t position = 0;
    std::string zone;  // that its state asks for
    std::string why;
    bool stays = false;  // it is there already
};

// Chooses where things go and remembers what it chose, so that a plan for a hundred things never gives one position
// twice. Nothing is written; carry_out does that.
class ShelvingPlan {
public:
    ShelvingPlan(Archive& archive, Day today)
        : archive_(&archive), papers_(archive, today), shelves_(archive), boxes_(archive, papers_) {}

    // By the profile: a box for volumes and documents where its rule asks for boxes, else a position on a shelf
    // (rules/shelf_choice). Errors: refused, with what is in the way.
    Result<ShelfMove> choose(Thing thing);
    // At the place or in the box that somebody scanned. Refused where the thing does not belong there by its zone or
    // rule, unless `anyway`.
    Result<ShelfMove> at_place(Thing thing, std::int64_t place, bool anyway);
    Result<ShelfMove> in_box(Thing thing, std::int64_t box, bool anyway);

    ThingPapers& papers() { return papers_; }
    const Shelves& shelves() const { return shelves_; }
    // The zone of the place where a thing stands by itself or with its holder; "" for none.
    std::string zone_now(Thing thing);

private:
    Result<ShelfMove> choose_place(Thing thing, ThingWish& wish);
    Result<ShelfMove> choose_box(Thing thing, const ThingWish& wish);
    std::map<std::int64_t, std::int64_t> standing_with(const ThingWish& wish);
    void forget_old_place(Thing thing, std::int64_t width);
    // Where it is already, when that is right.
    std::optional<ShelfMove> as_it_is(Thing thing, const ThingWish& wish);
    // With the thing's name before the subject.
    Error about(Thing thing, Error error);

    Archive* archive_;
    ThingPapers papers_;
    Shelves shelves_;
    BoxChoice boxes_;
    std::map<std::int64_t, ShelfMove> new_boxes_;  // by their negative numbers: where they will stand
    // places.together: value -> place -> greatest position
    std::map<std::string, std::map<std::int64_t, std::int64_t>> together_;
    bool together_known_ = false;
};

// Carries moves out in their order: opens boxes (numbered by the profile), puts things away. Errors as put_away.
class MoveThings {
public:
    MoveThings(Change& change, const Caller& caller) : change_(&change), put_away_(change, caller.account) {}
    Result<Done> carry_out(const ShelfMove& move);
    // The box that stands for a negative number, once it is opened.
    std::optional<std::int64_t> opened(std::int64_t number) const;

private:
    // Also fills an emptied one anew.
    Result<std::int64_t> open_box(const ShelfMove& move);
    Change* change_;
    PutAway put_away_;
    std::map<std::int64_t, std::int64_t> opened_;
};

// A new box: numbered by the profile, else B000001 …; indexed. `facts` are of the first paper that goes into it.
Box new_box(Change& change, Box box, const Facts& facts);

}  // namespace arc

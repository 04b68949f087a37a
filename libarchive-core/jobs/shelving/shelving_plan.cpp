#include "jobs/shelving/shelving_plan.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/filing/numbering.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/indexing.hpp"
#include "jobs/shelving/holder_title.hpp"
#include "rules/thickness.hpp"

#include <algorithm>

namespace arc {

std::string ShelvingPlan::zone_now(Thing thing) {
    for (std::optional<Thing> holder = papers_.stays().holder_of(thing); holder;
         holder = papers_.stays().holder_of(*holder)) {
        if (holder->kind == ThingKind::place) {
            return shelves_.node(holder->id).state.zone;
        }
    }
    return {};
}

void ShelvingPlan::forget_old_place(Thing thing, std::int64_t width) {
    if (const std::optional<Stay> stay = papers_.stays().now(thing)) {
        shelves_.take(stay->place, stay->position, width);
    }
}

std::map<std::int64_t, std::int64_t> ShelvingPlan::standing_with(const ThingWish& wish) {
    if (wish.together.empty()) {
        return {};
    }
    if (!together_known_) {
        for (const Standing& one : papers_.stays().standing()) {
            const ThingWish other = papers_.wish_of(one.size.thing);
            std::int64_t& position = together_[other.together][one.place];
            position = std::max(position, one.position);
        }
        together_known_ = true;
    }
    return together_[wish.together];
}

Error ShelvingPlan::about(Thing thing, Error error) {
    const std::string name = name_of(archive_->db(), thing);
    if (!error.subject.starts_with(name)) {
        error.subject = name + ": " + error.subject;
    }
    return error;
}

std::optional<ShelfMove> ShelvingPlan::as_it_is(Thing thing, const ThingWish& wish) {
    const std::optional<Thing> holder = papers_.stays().holder_of(thing);
    ShelfMove move;
    move.thing = thing;
    move.zone = wish.shelf.zone;
    move.why = say("is there already");
    move.stays = true;
    if (holder && holder->kind == ThingKind::box && zone_now(thing) == wish.shelf.zone &&
        belongs_in_box(*archive_, papers_, wish, holder->id)) {
        move.box = holder->id;
        return move;
    }
    if (!holder || holder->kind != ThingKind::place || (!wish.box_key.empty() && thing.kind != ThingKind::box)) {
        return std::nullopt;
    }
    const std::optional<std::size_t> state = shelves_.state_of(holder->id);
    if (!state || !belongs_at(shelves_.states()[*state], wish.shelf, archive_->profile().places)) {
        return std::nullopt;
    }
    move.place = holder->id;
    move.position = papers_.stays().now(thing)->position;
    return move;
}

Result<ShelfMove> ShelvingPlan::choose_place(Thing thing, ThingWish& wish) {
    wish.shelf.beside = standing_with(wish);
    const Result<ShelfChoice> choice = choose_shelf(shelves_.states(), wish.shelf, archive_->profile().places);
    if (!choice) {
        return about(thing, choice.error());
    }
    const std::int64_t place = shelves_.states()[choice->shelf].id;
    shelves_.put(choice->shelf, choice->position, wish.shelf.width);
    if (!wish.together.empty()) {
        together_[wish.together][place] = std::max(together_[wish.together][place], choice->position);
    }
    ShelfMove move;
    move.thing = thing;
    move.place = place;
    move.position = choice->position;
    move.zone = wish.shelf.zone;
    move.why = wish.shelf.zone.empty() ? choice->why : say("zone {} by {}: {}", wish.shelf.zone, wish.why, choice->why);
    return move;
}

Result<ShelfMove> ShelvingPlan::choose(Thing thing) {
    if (const Result<Done> may = may_be_put(*archive_, thing); !may) {
        return may.error();
    }
    ThingWish wish = papers_.wish_of(thing);
    if (wish.first_document == 0) {
        return Error{ErrorCode::refused, name_of(archive_->db(), thing), say("has nothing in it"),
                     say("say where with --at")};
    }
    if (std::optional<ShelfMove> right = as_it_is(thing, wish)) {
        return *std::move(right);
    }
    Result<ShelfMove> move =
        thing.kind == ThingKind::box || wish.box_key.empty() ? choose_place(thing, wish) : choose_box(thing, wish);
    if (move) {
        forget_old_place(thing, wish.shelf.width);
    }
    return move;
}

Result<ShelfMove> ShelvingPlan::choose_box(Thing thing, const ThingWish& wish) {
    if (const std::optional<std::int64_t> box = boxes_.find(wish)) {
        ShelfMove move;
        move.thing = thing;
        move.zone = wish.shelf.zone;
        move.box = box;
        move.why = say("the box of the same {}", join(wish.rule->box, ", "));
        boxes_.put(*box, wish);
        if (const auto planned = new_boxes_.find(*box); planned != new_boxes_.end()) {
            move.place = planned->second.place;
            move.position = planned->second.position;
        }
        return move;
    }
    ThingWish box_wish = wish;
    box_wish.shelf.width = usual_box_width;
    Result<ShelfMove> standing = choose_place(thing, box_wish);
    if (!standing) {
        return standing;
    }
    const std::optional<std::int64_t> emptied = boxes_.take_emptied(wish);
    standing->refills = emptied.has_value();
    standing->opens = !emptied;
    standing->box = emptied ? *emptied : boxes_.open_new(wish);
    standing->why = emptied ? say("an emptied box: {}", standing->why) : say("a new box: {}", standing->why);
    boxes_.put(*standing->box, wish);
    new_boxes_[*standing->box] = *standing;
    return standing;
}

Result<ShelfMove> ShelvingPlan::at_place(Thing thing, std::int64_t place, bool anyway) {
    if (const Result<Done> may = may_be_put(*archive_, thing); !may) {
        return may.error();
    }
    const ThingWish wish = papers_.wish_of(thing);
    const std::optional<std::size_t> state = shelves_.state_of(place);
    const std::optional<Stay> stay = papers_.stays().now(thing);
    ShelfMove move;
    move.thing = thing;
    move.place = place;
    move.zone = wish.shelf.zone;
    move.why = say("scanned");
    if (!state || (stay && stay->place == place)) {
        move.stays = stay && stay->place == place;
        move.position = move.stays ? stay->position : 0;  // else put_away says why nothing stands there
        return move;
    }
    const ShelfState& shelf = shelves_.states()[*state];
    if (wish.first_document != 0 && !anyway) {
        const Result<Done> belongs = belongs_at(shelf, wish.shelf, archive_->profile().places);
        if (!belongs) {
            return about(thing, belongs.error());
        }
    }
    if (const Result<Done> room = fits(shelf.room, wish.shelf.width, "place:" + shelf.code); !room) {
        return about(thing, room.error());
    }
    move.position = shelf.first_free(archive_->profile().places.reuse_freed);
    shelves_.put(*state, move.position, wish.shelf.width);
    forget_old_place(thing, wish.shelf.width);
    return move;
}

Result<ShelfMove> ShelvingPlan::in_box(Thing thing, std::int64_t box, bool anyway) {
    if (const Result<Done> may = may_be_put(*archive_, thing); !may) {
        return may.error();
    }
    const ThingWish wish = papers_.wish_of(thing);
    if (!anyway) {
        if (const Result<Done> belongs = belongs_in_box(*archive_, papers_, wish, box); !belongs) {
            return about(thing, belongs.error());
        }
    }
    ShelfMove move;
    move.thing = thing;
    move.box = box;
    move.zone = wish.shelf.zone;
    move.why = say("scanned");
    move.stays = papers_.stays().holder_of(thing) == Thing{ThingKind::box, box};
    forget_old_place(thing, wish.shelf.width);
    return move;
}

Result<std::int64_t> MoveThings::open_box(const ShelfMove& move) {
    Archive& archive = change_->archive();
    ThingPapers papers(archive, archive.zone().day_at(change_->now()));
    const ThingWish wish = papers.wish_of(move.thing);
    BoxTable boxes(change_->db());
    Box box = move.refills ? boxes.find(*move.box).value() : Box{};
    box.width = move.refills ? box.width : std::optional(usual_box_width);
    const Facts& facts = papers.paper(wish.first_document).facts;
    box.title = wish.rule == nullptr ? std::string() : holder_title(archive, wish.rule->box, look_up_in(facts));
    if (move.refills) {
        boxes.put(box);
        index_box(archive, box.id);
        change_->about({ThingKind::box, box.id});
    } else {
        box = new_box(*change_, box, facts);
    }
    const Result<std::int64_t> position = put_away_.stand({ThingKind::box, box.id}, *move.place, move.position);
    if (!position) {
        return position.error();
    }
    opened_[*move.box] = box.id;
    return box.id;
}

Result<Done> MoveThings::carry_out(const ShelfMove& move) {
    if (move.stays) {
        return Done{};
    }
    if (move.box) {
        std::int64_t box = opened(*move.box).value_or(*move.box);
        if (move.opens || move.refills) {
            const Result<std::int64_t> opened = open_box(move);
            if (!opened) {
                return opened.error();
            }
            box = *opened;
        }
        const Result<std::int64_t> lies = put_away_.lie(move.thing, {ThingKind::box, box});
        return lies ? Result<Done>(Done{}) : lies.error();
    }
    const Result<std::int64_t> stands =
        put_away_.stand(move.thing, *move.place, move.position > 0 ? std::optional(move.position) : std::nullopt);
    return stands ? Result<Done>(Done{}) : stands.error();
}

std::optional<std::int64_t> MoveThings::opened(std::int64_t number) const {
    const auto found = opened_.find(number);
    return found == opened_.end() ? std::nullopt : std::optional(found->second);
}

Box new_box(Change& change, Box box, const Facts& facts) {
    Archive& archive = change.archive();
    BoxTable boxes(change.db());
    const auto taken = [&](const std::string& code) { return boxes.find(code).has_value(); };
    if (box.code.empty()) {
        const Numbering* rule = numbering_for(archive.profile(), Noun::box, NumberAt::registered, look_up_in(facts));
        if (rule != nullptr) {
            box.code = next_filing_number(archive, *rule, facts, taken).value_or_throw();
        }
    }
    while (box.code.empty()) {
        const std::string code = fmt::format("B{:06}", next_number(change.db(), "box-code"));
        box.code = taken(code) ? std::string() : code;
    }
    box.id = boxes.put(box);
    index_box(archive, box.id);
    change.about({ThingKind::box, box.id});
    return box;
}

}  // namespace arc

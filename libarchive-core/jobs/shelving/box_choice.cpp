#include "jobs/shelving/box_choice.hpp"

#include "base/say.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/filing/numbering.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/put_away.hpp"
#include "rules/thickness.hpp"

#include <algorithm>

namespace arc {
namespace {

// The zone of a place, else of the nearest above it.
std::string zone_of_place(Db& db, std::int64_t place) {
    std::string zone;
    for (const Place& one : PlaceTable(db).path(place)) {
        zone = one.zone.empty() ? zone : one.zone;
    }
    return zone;
}

// It stood somewhere, and left its place when nothing was in it any more.
bool was_emptied(ThingPapers& papers, const Box& box) {
    const Thing thing{ThingKind::box, box.id};
    return !box.place && papers.stays().inside(thing).empty() && !papers.stays().of_thing(thing).empty();
}

// The number of a box says nothing of what lies in it.
bool any_box_will_do(Archive& archive, const Facts& facts) {
    const Numbering* rule = numbering_for(archive.profile(), Noun::box, NumberAt::registered, look_up_in(facts));
    return rule == nullptr || std::ranges::all_of(rule->pieces, [](const NumberPiece& piece) {
               return !piece.placeholder || piece.text == "seq" || piece.text == "fonds";
           });
}

bool takes_customers(const std::set<std::int64_t>& inside, const std::set<std::int64_t>& more, int most) {
    std::set<std::int64_t> all = inside;
    all.insert(more.begin(), more.end());
    return most == 0 || all.size() <= static_cast<std::size_t>(most);
}

}  // namespace

void BoxChoice::load() {
    constexpr std::int64_t at_once = 500;
    BoxTable boxes(archive_->db());
    for (std::vector<Box> page = boxes.page(0, at_once); !page.empty(); page = boxes.page(page.back().id, at_once)) {
        for (const Box& box : page) {
            const ThingWish held = papers_->wish_of({ThingKind::box, box.id});
            BoxState state;
            state.id = box.id;
            if (held.box_key.empty()) {
                if (was_emptied(*papers_, box)) {
                    state.free = room_of_box(*archive_, box.id).free().value_or(0);
                    emptied_.push_back(std::move(state));
                }
                continue;
            }
            state.stands = box.place.has_value();
            state.zone = box.place ? zone_of_place(archive_->db(), *box.place) : std::string();
            state.free = room_of_box(*archive_, box.id).free().value_or(0);
            state.customers = held.customers;
            boxes_[held.box_key].push_back(std::move(state));
        }
    }
    loaded_ = true;
}

std::optional<std::int64_t> BoxChoice::find(const ThingWish& wish) {
    if (!loaded_) {
        load();
    }
    const auto same = boxes_.find(wish.box_key);
    if (same == boxes_.end()) {
        return std::nullopt;
    }
    for (const BoxState& box : same->second) {
        const bool zone = !box.stands || box.zone == wish.shelf.zone || archive_->profile().places.zones.empty();
        if (zone && box.free >= wish.shelf.width &&
            takes_customers(box.customers, wish.customers, wish.rule->customers_in_box)) {
            return box.id;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> BoxChoice::take_emptied(const ThingWish& wish) {
    if (!loaded_) {
        load();
    }
    const Facts& facts = papers_->paper(wish.first_document).facts;
    if (!archive_->profile().places.reuse_freed || !any_box_will_do(*archive_, facts)) {
        return std::nullopt;
    }
    const auto box = std::ranges::find_if(emptied_, [&](const BoxState& one) { return one.free >= wish.shelf.width; });
    if (box == emptied_.end()) {
        return std::nullopt;
    }
    const std::int64_t id = box->id;
    boxes_[wish.box_key].push_back(std::move(*box));
    emptied_.erase(box);
    return id;
}

std::int64_t BoxChoice::open_new(const ThingWish& wish) {
    BoxState state;
    state.id = --last_new_;
    state.free = usual_box_width;
    boxes_[wish.box_key].push_back(state);
    return state.id;
}

void BoxChoice::put(std::int64_t box, const ThingWish& wish) {
    for (BoxState& state : boxes_[wish.box_key]) {
        if (state.id == box) {
            state.free -= wish.shelf.width;
            state.customers.insert(wish.customers.begin(), wish.customers.end());
        }
    }
}

Result<Done> belongs_in_box(Archive& archive, ThingPapers& papers, const ThingWish& wish, std::int64_t box) {
    const ThingWish held = papers.wish_of({ThingKind::box, box});
    if (held.first_document == 0 || wish.first_document == 0) {
        return Done{};
    }
    const std::string subject = name_of(archive.db(), {ThingKind::box, box});
    if (!wish.box_key.empty() && held.box_key != wish.box_key) {
        return Error{ErrorCode::refused, subject, say("holds papers that are not mixed with these"),
                     say("open a box of their own with arc-file box open")};
    }
    const int most = wish.rule == nullptr ? 0 : wish.rule->customers_in_box;
    if (!wish.box_key.empty() && !takes_customers(held.customers, wish.customers, most)) {
        return Error{ErrorCode::refused, subject, say("holds the papers of {} customers, which is all it may", most),
                     say("open another one with arc-file box open")};
    }
    return Done{};
}

}  // namespace arc

#pragma once

#include "catalog/stay_table.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "model/document.hpp"
#include "rules/shelf_choice.hpp"
#include "rules/zone_choice.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arc {

// One document as shelving sees it.
struct PaperFacts {
    Document document;
    std::optional<std::int64_t> customer;
    Facts facts;
    ZoneChoice zone;
};

// What a box, volume or document asks of its place, worked out from the papers in it.
struct ThingWish {
    ShelfWish shelf;                            // zone, levels, width; `beside` is left to the choice
    std::string why;                            // the zone's reason
    std::map<std::string, std::int64_t> zones;  // how many of its papers belong to each zone
    const PlaceRule* rule = nullptr;
    std::string together;              // its value of places.together, or ""
    std::string box_key;               // the values that one box never mixes, or "" where boxes are not asked for
    std::set<std::int64_t> customers;  // whose papers these are
    std::int64_t first_document = 0;   // that speaks for all; 0 for an empty thing

    bool mixed() const { return zones.size() > 1; }
};

// Papers and what the profile says of them, remembered for one run.
class ThingPapers {
public:
    ThingPapers(Archive& archive, Day today) : archive_(&archive), today_(today), stays_(archive.db()) {}

    const PaperFacts& paper(std::int64_t document);
    // By the zone of most of its papers. Levels count in archives that shelve by rule only.
    ThingWish wish_of(Thing thing);
    // The values that a box never mixes, for a rule that asks for boxes: "rule 1: 110|10kV-3"; "" without.
    std::string box_key(const PaperFacts& paper, const PlaceRule* rule) const;
    StayTable& stays() { return stays_; }

private:
    static constexpr std::size_t most_remembered = 20'000;
    Archive* archive_;
    Day today_;
    StayTable stays_;
    std::map<std::int64_t, std::unique_ptr<PaperFacts>> papers_;
};

}  // namespace arc

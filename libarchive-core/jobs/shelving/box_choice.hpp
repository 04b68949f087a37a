#pragma once

#include "jobs/shelving/thing_papers.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arc {

// The boxes of the archive by what they never mix, with the room they have left; kept in step by the run itself.
// Boxes that a plan would open have negative numbers: -1, -2 …
class BoxChoice {
public:
    BoxChoice(Archive& archive, ThingPapers& papers) : archive_(&archive), papers_(&papers) {}

    // The first box with the same key, in the same zone, with room for the thing and its customers.
    std::optional<std::int64_t> find(const ThingWish& wish);
    // An emptied box that left its place (顶号换空间), to be filled with this anew; not where the profile leaves what
    // is freed, or numbers boxes by what is in them. It is given once.
    std::optional<std::int64_t> take_emptied(const ThingWish& wish);
    // A box that will be opened for the thing.
    std::int64_t open_new(const ThingWish& wish);
    void put(std::int64_t box, const ThingWish& wish);

private:
    struct BoxState {
        std::int64_t id = 0;
        std::string zone;  // in which it stands, "" while it stands nowhere
        bool stands = false;
        std::int64_t free = 0;
        std::set<std::int64_t> customers;
    };
    void load();
    Archive* archive_;
    ThingPapers* papers_;
    bool loaded_ = false;
    std::map<std::string, std::vector<BoxState>> boxes_;  // by key
    std::vector<BoxState> emptied_;                       // by id
    std::int64_t last_new_ = 0;
};

// Why a thing must not lie in this box: it mixes what the rule keeps apart, or has too many customers. An empty box
// takes anything.
Result<Done> belongs_in_box(Archive& archive, ThingPapers& papers, const ThingWish& wish, std::int64_t box);

}  // namespace arc

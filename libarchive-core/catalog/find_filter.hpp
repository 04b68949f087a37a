#pragma once

#include "model/thing.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace arc {

// What things can be asked about themselves that is one condition of a row.
enum class ThingState {
    paper_only,       // documents: paper that is here or was counted, and no page
    image_only,       // documents: pages, and nobody says that the paper is here
    dual,             // documents: pages and paper (双套制)
    secret,           // documents: a level above 0
    failed,           // documents: a quality gate found a fault that is not made good
    open,             // documents: of the access level that the profile calls so
    handed_over,      // documents whose paper was
    not_handed_over,  // documents whose paper is there and was not
    destroyed,        // documents: the row is a tombstone
    shelved,          // documents, volumes and boxes that something holds
    unshelved,        // documents, volumes and boxes that nothing holds
    lent,             // documents, volumes and boxes: away, alone or with what they lie in
};
using States = std::vector<ThingState>;

// A place, box or volume, and of a place all below it.
struct Holder {
    Thing thing;
    std::vector<std::int64_t> places;
};

// From a text of a date, included, to another, excluded; "" has no such end.
struct DateBounds {
    std::string from, before;
};

// What may be asked of columns; of each list one must hold, an empty one asks nothing.
struct AskedColumns {
    std::vector<std::int64_t> customers, tickets, keepers;
    std::vector<std::int64_t> units;  // with all below them
    std::vector<Holder> holders;
    std::vector<std::string> types;  // of tickets or documents
    std::vector<std::string> classes, statuses, stages, access;
    std::vector<std::string> media_types;  // the types of documents on the media asked for
    bool media = false;                    // they were asked for; there may be no such type
    std::vector<DateBounds> dates;
    std::vector<States> states;  // each list for itself
};

// A word as the search index has it: all tokens of one of these, or one token that sounds so.
struct IndexWord {
    struct Sound {
        std::string token;
        bool begins = false;
        bool operator==(const Sound&) const = default;
    };
    std::vector<std::vector<std::string>> any;
    std::vector<Sound> sounds;
};

// What things must fulfil, all at once; names are resolved to ids.
struct FindFilter {
    bool everything = false;        // tickets and customers need no other reason to be looked at
    std::vector<ThingKind> wanted;  // nor do these kinds, whatever is asked of them
    std::vector<IndexWord> words;
    std::vector<IndexWord> without;
    // Facts of the profile's fields, one of each list; what has the fact need not pass, what passes has it. `fielded`
    // are the kinds that have the fields at all; empty where none was asked for.
    std::vector<std::vector<std::string>> facts;
    bool fields = false;
    std::vector<ThingKind> fielded;
    std::vector<std::string>
        field_types;  // of documents or tickets that have the fields; to look through, without facts
    AskedColumns must;
    AskedColumns never;  // holds by itself of kinds that cannot be asked
    // The types of documents that begin with an access level, by level: until somebody says otherwise.
    std::map<std::string, std::vector<std::string>> types_by_access;
};

}  // namespace arc

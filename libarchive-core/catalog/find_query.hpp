#pragma once

#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What documents can be asked about themselves; no other thing has such a state, and none that is withdrawn or
// destroyed. All but `secret` and `failed` go through the documents one by one when nothing else narrows them.
enum class DocumentState {
    any,
    paper_only,  // paper that is here or was counted, and no page
    image_only,  // pages, and nobody says that the paper is here
    dual,        // pages and paper (双套制)
    secret,      // a level above 0
    failed,      // a quality gate found a fault that is not made good
};

// What things must fulfil, all at once; ids where names were resolved. Empty members ask nothing.
struct FindFilter {
    std::vector<std::string> tokens;  // of the search index
    std::optional<std::int64_t> customer;
    std::optional<std::int64_t> ticket;
    std::optional<Thing> in;               // a place, box or volume
    std::vector<std::int64_t> places;      // with `in` a place: it and all below it
    std::vector<std::int64_t> units;       // a unit and all below it
    std::string type;                      // of tickets or documents
    std::string class_name;                // of the customer
    std::string status;                    // of the customer
    std::string stage;                     // of the ticket
    std::string dated_from, dated_before;  // of documents and tickets; texts of dates
    std::optional<bool> shelved;           // of documents, volumes and boxes: whether anything holds them
    bool lent = false;                     // of documents, volumes and boxes: away, alone or with what they lie in
    std::optional<bool> handed_over;       // of documents, whose paper was, or is there and was not
    // Of documents: one of these types; this access level, where `access_by_type` are the types that begin with it.
    std::vector<std::string> types;
    bool no_type = false;  // `types` was asked for and there is none
    std::string access;
    std::vector<std::string> access_by_type;
    DocumentState state = DocumentState::any;

    bool asks_documents() const { return !types.empty() || no_type || !access.empty() || state != DocumentState::any; }
};

// Finds things by a filter, streaming in the order of the key that drives the search (mostly the id), so that a limit
// ends it early. Every path goes through an index; arc-find's speed rests on that.
class FindQuery {
public:
    explicit FindQuery(Db& db) : db_(&db) {}

    // Whether things of this kind can fulfil the filter: it speaks of them, and not only of what they belong to.
    static bool answers(ThingKind kind, const FindFilter& filter);
    // Calls for each thing of the kind that fulfils the filter, once; false stops. Returns false when stopped.
    bool for_each(ThingKind kind, const FindFilter& filter, const std::function<bool(std::int64_t)>& found);
    // The pages of the work list: those that could not be placed first, then those that nobody filed, by batch.
    void for_each_unfiled(const std::function<bool(std::int64_t page)>& found);

    // The SQL that for_each would run: tests look at its plan.
    std::vector<std::string> statements(ThingKind kind, const FindFilter& filter);

private:
    struct Run {
        std::string sql;
        std::vector<Cell> binds;
    };
    static std::vector<Run> runs_of(ThingKind kind, const FindFilter& filter);
    friend class RunMaker;
    Db* db_;
};

}  // namespace arc

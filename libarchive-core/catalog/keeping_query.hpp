#pragma once

#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// Questions about what belongs together and how long it is kept.
class KeepingQuery {
public:
    explicit KeepingQuery(Db& db) : db_(&db) {}

    // The documents that belong to a thing, by id, tombstones left out: itself; those of a ticket; of a customer and
    // its tickets; of a node of the series and all below; in a volume; in a box and its volumes.
    std::vector<std::int64_t> documents_under(Thing thing);
    // The documents that serve a ticket beside their own, by id.
    std::vector<std::int64_t> serving(std::int64_t ticket);
    // The thing itself and all that it belongs to: of a document its ticket, the further tickets it serves, their
    // customers, its series up to the top, volume and box.
    std::vector<Thing> holders_of_document(std::int64_t document);

    struct Due {
        std::string keep_until;
        std::int64_t document = 0;
    };
    // Documents whose last day is before this one, the longest over first, behind `after`; withdrawn ones too.
    std::vector<Due> due_before(const std::string& day, const Due& after, std::int64_t most);
    // Documents without a rule, and those whose rule counts from what has not come, by id.
    std::vector<std::int64_t> without_rule(std::int64_t after, std::int64_t most);
    std::vector<std::int64_t> not_started(std::int64_t after, std::int64_t most);
    // Tombstones, the oldest first.
    std::vector<std::int64_t> destroyed();

    // A batch that is still open and holds pages of the document: its code, or "".
    std::string open_batch_of(std::int64_t document);
    // The code of a handover that is not finished and names one of the things, or "".
    std::string handover_with(const std::vector<Thing>& things);
    // Whether any document of a customer or of its tickets, or in a volume or box, is still there.
    bool has_documents(Thing thing) { return !documents_under(thing).empty(); }

private:
    std::vector<std::int64_t> ids_of(Statement& rows);
    Db* db_;
};

}  // namespace arc

#include "jobs/review/reviewed_things.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/review/document_gates.hpp"

#include <algorithm>
#include <limits>

namespace arc {
namespace {

// A bare number names a document before anything else: scripts type what records gave them.
Thing reviewed_thing(Archive& archive, const std::string& text) {
    if (const Result<Thing> document = resolve_thing(archive, text, ThingKind::document)) {
        return *document;
    }
    return resolve_thing(archive, text).value_or_throw();
}

std::vector<std::int64_t> all_of(Archive& archive, Thing thing, const std::string& text) {
    DocumentTable documents(archive.db());
    switch (thing.kind) {
        case ThingKind::document:
            return {thing.id};
        case ThingKind::batch:
            return ThingQuery(archive.db()).documents_of_batch(thing.id, std::numeric_limits<std::int64_t>::max());
        case ThingKind::volume:
            return documents.ids_in_volume(thing.id);
        case ThingKind::ticket: {
            std::vector<std::int64_t> ids;
            for (const CountedDocument& counted : documents.of_ticket(thing.id)) {
                ids.push_back(counted.document.id);
            }
            return ids;
        }
        default:
            throw Fault(ErrorCode::usage, text, say("a {}, which passes no quality gate", to_text(thing.kind)),
                        say("name a document, ticket, batch or volume"));
    }
}

}  // namespace

ReviewedThings reviewed_things(Archive& archive, const std::vector<std::string>& things) {
    ReviewedThings found;
    DocumentTable documents(archive.db());
    for (const std::string& text : things) {
        const Thing thing = reviewed_thing(archive, text);
        if (things.size() == 1 && thing.kind == ThingKind::batch) {
            found.batch = thing.id;
        }
        for (const std::int64_t id : all_of(archive, thing, text)) {
            const bool named = thing.kind == ThingKind::document;
            const bool wanted =
                named || is_reviewable(archive.profile(), documents.counted(documents.find(id).value()));
            if (wanted && std::ranges::find(found.documents, id) == found.documents.end()) {
                found.documents.push_back(id);
            }
        }
    }
    return found;
}

}  // namespace arc

#include "jobs/keeping/keeping_things.hpp"

#include "base/say.hpp"
#include "catalog/hold_table.hpp"
#include "catalog/keeping_query.hpp"
#include "jobs/find/resolve_thing.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace arc {
namespace {

constexpr std::array holders{ThingKind::document, ThingKind::ticket, ThingKind::customer,
                             ThingKind::series,   ThingKind::volume, ThingKind::box};

Thing holder_named(Archive& archive, const std::string& text) {
    const Thing thing = resolve_thing(archive, text).value_or_throw();
    if (std::ranges::count(holders, thing.kind) == 0) {
        throw Fault(ErrorCode::usage, text, say("a {} holds no documents", to_text(thing.kind)),
                    say("name a document, ticket, customer, series, volume or box"));
    }
    return thing;
}

}  // namespace

std::vector<std::int64_t> documents_named(Archive& archive, const std::vector<std::string>& things) {
    std::vector<std::int64_t> documents;
    std::set<std::int64_t> met;
    const auto add = [&](std::int64_t id) {
        if (met.insert(id).second) {
            documents.push_back(id);
        }
    };
    KeepingQuery query(archive.db());
    for (const std::string& text : things) {
        const Thing thing = holder_named(archive, text);
        if (thing.kind == ThingKind::document) {
            add(thing.id);  // also a tombstone, which is then refused by name
            continue;
        }
        for (const std::int64_t id : query.documents_under(thing)) {
            add(id);
        }
    }
    return documents;
}

Thing holdable_thing(Archive& archive, const std::string& text) {
    return holder_named(archive, text);
}

std::vector<Hold> holds_on(Archive& archive, std::int64_t document) {
    return HoldTable(archive.db()).on(KeepingQuery(archive.db()).holders_of_document(document));
}

std::vector<std::int64_t> held_documents(Archive& archive) {
    KeepingQuery query(archive.db());
    std::set<std::int64_t> documents;
    const auto add = [&](const std::vector<std::int64_t>& ids) { documents.insert(ids.begin(), ids.end()); };
    for (const Hold& hold : HoldTable(archive.db()).list(HoldTable::Which::in_force)) {
        add(query.documents_under(hold.subject));
        if (hold.subject.kind == ThingKind::ticket) {
            add(query.serving(hold.subject.id));
        }
    }
    return {documents.begin(), documents.end()};
}

std::vector<Hold> holds_on_itself(Archive& archive, Thing thing) {
    return HoldTable(archive.db()).on(std::array{thing});
}

std::string words_of(Archive& archive, const Hold& hold) {
    return say("hold {} on {}: {}", hold.id, name_of(archive.db(), hold.subject), hold.reason);
}

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What things are called: their numbers and codes.
class ThingQuery {
public:
    explicit ThingQuery(Db& db) : db_(&db) {}
    // The thing of this kind with exactly this number or code; customers also by a former number. Pages and events
    // have none.
    std::optional<std::int64_t> with_code(ThingKind kind, const std::string& code);
    bool exists(Thing thing);
    // Its number or code; "" when it has none.
    std::string code_of(Thing thing);
    // The pages that show a captured file, by frame and id; at most `most`.
    std::vector<std::int64_t> pages_of_object(const Digest& object, std::int64_t most);
    // The things of a kind whose row points to another in this column ("series", "parent", "responsible" …), by id.
    std::vector<std::int64_t> pointing(ThingKind kind, std::string_view column, std::int64_t to, std::int64_t most);
    // The further tickets that a document serves.
    std::vector<std::int64_t> served_tickets(std::int64_t document);
    // The documents that pages of a batch belong to.
    std::vector<std::int64_t> documents_of_batch(std::int64_t batch, std::int64_t most);

private:
    std::vector<std::int64_t> ids_of(Statement& rows);
    Db* db_;
};

}  // namespace arc

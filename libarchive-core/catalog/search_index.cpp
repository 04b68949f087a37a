#include "catalog/search_index.hpp"

#include "base/search_text.hpp"

namespace arc {
namespace {

constexpr std::int64_t kinds = 16;

std::int64_t row_of(Thing thing) {
    return thing.id * kinds + static_cast<std::int64_t>(thing.kind);
}

// FTS5 query syntax: each token quoted, all of them wanted.
std::string query_of(std::span<const std::string> tokens) {
    std::string query;
    for (const std::string& token : tokens) {
        query += (query.empty() ? "\"" : " AND \"") + token + "\"";
    }
    return query;
}

}  // namespace

void SearchIndex::set(Thing thing, const std::string& text) {
    const std::string tokens = index_text(text);
    if (tokens.empty()) {
        Statement(*db_, "DELETE FROM search WHERE rowid = ?").bind(row_of(thing)).run();
        return;
    }
    Statement(*db_, "INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)").bind(row_of(thing)).bind(tokens).run();
}

void SearchIndex::find(std::span<const std::string> tokens, const std::function<bool(Thing)>& found) {
    Statement rows(*db_, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid");
    rows.bind(query_of(tokens));
    while (rows.step()) {
        const std::int64_t row = rows.int64();
        if (!found({static_cast<ThingKind>(row % kinds), row / kinds})) {
            return;
        }
    }
}

void SearchIndex::clear() {
    db_->execute("DELETE FROM search");
}

bool SearchIndex::has(Thing thing) {
    Statement row(*db_, "SELECT 1 FROM search WHERE rowid = ?");
    return row.bind(row_of(thing)).step();
}

void SearchIndex::for_each(const std::function<void(Thing)>& thing) {
    Statement rows(*db_, "SELECT rowid FROM search ORDER BY rowid");
    while (rows.step()) {
        const std::int64_t row = rows.int64();
        thing({static_cast<ThingKind>(row % kinds), row / kinds});
    }
}

}  // namespace arc

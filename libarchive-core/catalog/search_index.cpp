#include "catalog/search_index.hpp"

#include "base/search_text.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace arc {
namespace {

constexpr int id_bits = 48;
constexpr std::int64_t all_ids = (std::int64_t{1} << id_bits) - 1;

Thing thing_of(std::int64_t row) {
    return {static_cast<ThingKind>(row >> id_bits), row & all_ids};
}

}  // namespace

std::int64_t SearchIndex::row_of(Thing thing) {
    return (static_cast<std::int64_t>(thing.kind) << id_bits) + thing.id;
}

// Each token quoted, so that none is read as an operator of FTS5.
std::string SearchIndex::expression_of(std::span<const std::string> tokens) {
    std::string expression;
    for (const std::string& token : tokens) {
        expression += (expression.empty() ? "\"" : " AND \"") + token + "\"";
    }
    return expression;
}

SearchIndex::SearchIndex(Db& db)
    : db_(&db),
      put_(db, "INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)"),
      remove_(db, "DELETE FROM search WHERE rowid = ?") {
}

void SearchIndex::set(Thing thing, const std::string& text, std::span<const std::string> facts) {
    // Whether a word stands there, not how often: each once.
    std::string tokens;
    std::unordered_set<std::string> met;
    const auto add = [&](const std::string& token) {
        if (met.insert(token).second) {
            tokens.append(tokens.empty() ? "" : " ").append(token);
        }
    };
    std::ranges::for_each(index_tokens(text), add);
    std::ranges::for_each(facts, add);
    if (tokens.empty()) {
        remove_.again().bind(row_of(thing)).run();
        return;
    }
    put_.again().bind(row_of(thing)).bind(tokens).run();
}

void SearchIndex::find(const std::string& expression, std::int64_t first, std::int64_t last,
                       const std::function<bool(Thing)>& found) {
    Statement rows(*db_, "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid");
    rows.bind(expression).bind(first).bind(last);
    while (rows.step()) {
        if (!found(thing_of(rows.int64()))) {
            return;
        }
    }
}

void SearchIndex::find(std::span<const std::string> tokens, const std::function<bool(Thing)>& found) {
    find(expression_of(tokens), 0, std::numeric_limits<std::int64_t>::max(), found);
}

void SearchIndex::find(std::span<const std::string> tokens, ThingKind kind, const std::function<bool(Thing)>& found) {
    find(expression_of(tokens), row_of({kind, 0}), row_of({kind, all_ids}), found);
}

void SearchIndex::find(const TokenGroups& groups, ThingKind kind, const std::function<bool(Thing)>& found) {
    std::string expression;
    for (const std::vector<std::string>& group : groups) {
        std::string any;
        for (const std::string& token : group) {
            any += (any.empty() ? "\"" : " OR \"") + token + "\"";
        }
        expression += (expression.empty() ? "(" : " AND (") + any + ")";
    }
    find(expression, row_of({kind, 0}), row_of({kind, all_ids}), found);
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
        thing(thing_of(rows.int64()));
    }
}

}  // namespace arc

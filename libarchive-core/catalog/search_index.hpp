#pragma once

#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// Of each group one token at least, of all groups together.
using TokenGroups = std::vector<std::vector<std::string>>;

// The full-text index: one row of tokens a thing. Rows come in the order of kind and id: all customers, then all
// tickets …, so that the things of one kind are one range.
class SearchIndex {
public:
    explicit SearchIndex(Db& db);
    // Replaces what is indexed of the thing; `text` is plain, the tokens are made here; `facts` are tokens already.
    // With neither it is removed.
    void set(Thing thing, const std::string& text, std::span<const std::string> facts = {});
    // Calls for every thing that has all tokens, by kind and id; the callback returns false to stop.
    void find(std::span<const std::string> tokens, const std::function<bool(Thing)>& found);
    // The same for the things of one kind only, and with alternatives.
    void find(std::span<const std::string> tokens, ThingKind kind, const std::function<bool(Thing)>& found);
    void find(const TokenGroups& groups, ThingKind kind, const std::function<bool(Thing)>& found);
    void clear();
    bool has(Thing thing);
    // Calls for every thing of the index, by id.
    void for_each(const std::function<void(Thing)>& thing);

    // The row of a thing, for queries of this folder that join the index.
    static std::int64_t row_of(Thing thing);
    // The FTS5 expression that wants all these tokens.
    static std::string expression_of(std::span<const std::string> tokens);

private:
    void find(const std::string& expression, std::int64_t first, std::int64_t last,
              const std::function<bool(Thing)>& found);
    Db* db_;
    Statement put_;
    Statement remove_;
};

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"
#include "model/thing.hpp"

#include <functional>
#include <span>
#include <string>

namespace arc {

// The full-text index: one row of tokens a thing. Rows come in the order of kind-in-id, that is by id.
class SearchIndex {
public:
    explicit SearchIndex(Db& db) : db_(&db) {}
    // Replaces what is indexed of the thing; `text` is plain, the tokens are made here. Empty text removes it.
    void set(Thing thing, const std::string& text);
    // Calls for every thing that has all tokens, by id; the callback returns false to stop.
    void find(std::span<const std::string> tokens, const std::function<bool(Thing)>& found);
    void clear();
    bool has(Thing thing);
    // Calls for every thing of the index, by id.
    void for_each(const std::function<void(Thing)>& thing);

private:
    Db* db_;
};

}  // namespace arc

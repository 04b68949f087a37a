#pragma once

#include "catalog/sqlite.hpp"
#include "model/holding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// The ledger of our own codes: issued, used, spoiled, never seen.
class LabelTable {
public:
    explicit LabelTable(Db& db) : db_(&db) {}
    std::optional<Label> find(const std::string& code);
    // The sound label of this kind for the thing, if one was issued.
    std::optional<Label> for_thing(const std::string& kind, const std::string& thing);
    void add(const Label& label);
    void count_print(const std::string& code);
    // The first page that carried it was met; later ones change nothing.
    void mark_used(const std::string& code, const std::string& at);
    void spoil(const std::string& code, const std::string& reason);
    // Filtered by state: issued (not used), used, spoiled, or "" for all; by code.
    std::vector<Label> list(const std::string& state);

private:
    Db* db_;
};

}  // namespace arc

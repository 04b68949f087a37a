#pragma once

#include "catalog/sqlite.hpp"
#include "model/holding.hpp"

#include <map>
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
    // A blank label stands for this thing from now on.
    void bind(const std::string& code, const std::string& thing);
    // It was printed once more, with these words beside it.
    void count_print(const std::string& code, const std::string& says);
    // The first page that carried it was met; later ones change nothing.
    void mark_used(const std::string& code, const std::string& at);
    void spoil(const std::string& code, const std::string& reason);
    // By code; of one kind (its letter), or all with "".
    std::vector<Label> list(const std::string& kind = {});
    // The last code of each kind that a page has carried.
    std::map<std::string, std::string> newest_used();

private:
    Db* db_;
};

}  // namespace arc

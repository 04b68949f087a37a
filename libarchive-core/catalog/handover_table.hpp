#pragma once

#include "catalog/sqlite.hpp"
#include "model/handover.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// Lists of things that change hands, their lines and their signatures.
class HandoverTable {
public:
    explicit HandoverTable(Db& db) : db_(&db) {}
    std::optional<Handover> find(std::int64_t id);
    // Adds the row with handover.id, a number of the counter "handover".
    void add(const Handover& handover);
    // Writes all columns but id, code and kind.
    void update(const Handover& handover);
    // By id, newest last; of one state, or all with none.
    std::vector<Handover> list(std::optional<HandoverState> state = std::nullopt);

    std::vector<HandoverItem> items(std::int64_t handover);  // by ordinal
    std::optional<HandoverItem> item(std::int64_t handover, Thing thing);
    std::vector<HandoverItem> inside(std::int64_t handover, Thing holder);
    void add_item(const HandoverItem& item);
    void update_item(const HandoverItem& item);
    // With what lies in it.
    void remove_item(std::int64_t handover, Thing thing);
    // All its waiting lines wait no more.
    void withdraw_items(std::int64_t handover);

    void sign(std::int64_t handover, const HandoverSignature& signature);
    // Givers first, each side in the order of signing.
    std::vector<HandoverSignature> signatures(std::int64_t handover);

    // The lists that a thing was on, newest first; withdrawn ones are left out.
    std::vector<std::pair<Handover, HandoverItem>> of_thing(Thing thing);
    // The list, open or given, that the thing is on.
    std::optional<Handover> pending_of(Thing thing);

private:
    std::vector<HandoverItem> items_where(std::string_view where, std::int64_t handover, const std::string& thing);
    Db* db_;
};

}  // namespace arc

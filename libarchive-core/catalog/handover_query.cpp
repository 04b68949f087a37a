#include "catalog/handover_query.hpp"

#include "base/say.hpp"
#include "catalog/handover_table.hpp"

namespace arc {
namespace {

std::vector<std::int64_t> ids_of(Statement& rows) {
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

}  // namespace

std::string handed_over_sql(std::string_view document_id) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM handover_item AS hi CROSS JOIN handover AS ho ON ho.id = hi.handover WHERE hi.thing = "
        "'document:' || {} AND hi.outcome = 'accepted' AND ho.state = 'taken' AND ho.kind = 'delivery')",
        document_id);
}

std::string has_paper_sql(std::string_view document) {
    return fmt::format(
        "({0}.withdrawn IS NULL AND {0}.destroyed IS NULL AND ({0}.paper IS NULL OR {0}.paper = 'here'))", document);
}

bool HandoverQuery::is_handed_over(std::int64_t document) {
    Statement row(*db_, "SELECT 1 WHERE " + handed_over_sql("?1"));
    return row.bind(document).step();
}

std::vector<std::int64_t> HandoverQuery::not_handed_over(std::int64_t ticket) {
    Statement rows(*db_,
                   fmt::format("SELECT d.id FROM document AS d WHERE d.id IN (SELECT id FROM document WHERE ticket = "
                               "?1 UNION SELECT document FROM document_serves WHERE ticket = ?1) AND {} AND NOT {} "
                               "ORDER BY d.type, d.id",
                               has_paper_sql("d"), handed_over_sql("d.id")));
    return ids_of(rows.bind(ticket));
}

void HandoverQuery::for_each_never_handed_over(
    const std::function<bool(std::int64_t ticket, std::int64_t document)>& found) {
    Statement rows(*db_,
                   fmt::format("SELECT t.id, d.id FROM ticket AS t CROSS JOIN document AS d ON d.ticket = t.id WHERE "
                               "t.closed IS NOT NULL AND {} AND NOT {} ORDER BY t.id, d.id",
                               has_paper_sql("d"), handed_over_sql("d.id")));
    while (rows.step()) {
        const std::int64_t ticket = rows.int64();
        if (!found(ticket, rows.int64())) {
            return;
        }
    }
}

std::vector<HandoverItem> HandoverQuery::sent_back() {
    // Through the index of rejected lines, which are few.
    Statement rows(
        *db_,
        "SELECT i.handover, i.thing FROM handover_item AS i CROSS JOIN handover AS h ON h.id = i.handover "
        "WHERE i.outcome = 'rejected' AND i.holder IS NULL AND h.state = 'taken' AND NOT EXISTS (SELECT 1 FROM "
        "handover_item AS j WHERE j.thing = i.thing AND j.handover > i.handover AND j.outcome <> 'withdrawn') "
        "ORDER BY i.handover, i.ordinal");
    HandoverTable table(*db_);
    std::vector<HandoverItem> items;
    while (rows.step()) {
        const std::int64_t handover = rows.int64();
        items.push_back(table.item(handover, parse_thing(rows.text()).value_or_throw()).value());
    }
    return items;
}

InNameOf HandoverQuery::in_name_of(std::int64_t person) {
    InNameOf held;
    Statement customers(*db_, "SELECT id FROM customer WHERE responsible = ? AND closed IS NULL ORDER BY id");
    held.customers = ids_of(customers.bind(person));
    Statement tickets(*db_, "SELECT id FROM ticket WHERE responsible = ? AND closed IS NULL ORDER BY id");
    held.tickets = ids_of(tickets.bind(person));
    Statement places(*db_, "SELECT id FROM place WHERE keeper = ? ORDER BY id");
    held.places = ids_of(places.bind(person));
    Statement lists(
        *db_,
        "SELECT h.id FROM handover AS h WHERE h.state IN ('open', 'given') AND (h.giver = ?1 OR h.taker = ?1 OR "
        "EXISTS (SELECT 1 FROM handover_signature AS s WHERE s.handover = h.id AND s.person = ?1)) ORDER BY h.id");
    held.handovers = ids_of(lists.bind(person));
    HandoverTable table(*db_);
    for (const HandoverItem& item : sent_back()) {
        for (const HandoverSignature& signature : table.signatures(item.handover)) {
            if (signature.side == HandoverSide::giver && signature.person == person &&
                item.thing.kind == ThingKind::document) {
                held.documents.push_back(item.thing.id);
            }
        }
    }
    return held;
}

}  // namespace arc

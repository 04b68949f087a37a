#pragma once

#include "catalog/sqlite.hpp"
#include "model/handover.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// SQL that holds when the document, whose id the expression gives, was handed over: accepted, by itself or inside a
// volume or box, on a delivery that was taken.
std::string handed_over_sql(std::string_view document_id);
// SQL that holds when there is paper of it to hand over: `document` is the alias of its row.
std::string has_paper_sql(std::string_view document);

// What stands in somebody's name.
struct InNameOf {
    std::vector<std::int64_t> customers;  // that are served
    std::vector<std::int64_t> tickets;    // that are open
    std::vector<std::int64_t> places;
    std::vector<std::int64_t> documents;  // that were sent back to the person
    std::vector<std::int64_t> handovers;  // open or given, of which the person is giver or taker
    std::size_t things() const { return customers.size() + tickets.size() + places.size() + documents.size(); }
    bool empty() const { return things() == 0 && handovers.empty(); }
};

// Questions about who holds what.
class HandoverQuery {
public:
    explicit HandoverQuery(Db& db) : db_(&db) {}
    bool is_handed_over(std::int64_t document);
    // Documents of the ticket, also those that serve it, whose paper was never handed over; by type and id.
    std::vector<std::int64_t> not_handed_over(std::int64_t ticket);
    // Documents of closed tickets whose paper was never handed over, by ticket; false stops.
    void for_each_never_handed_over(const std::function<bool(std::int64_t ticket, std::int64_t document)>& found);
    // Lines of taken lists that were sent back and have not come again on another list, by list.
    std::vector<HandoverItem> sent_back();
    InNameOf in_name_of(std::int64_t person);

private:
    Db* db_;
};

}  // namespace arc

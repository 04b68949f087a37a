#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// What deadlines, reminders and contracts ask. Every function is one pass, and no other statement runs in it unless
// said.
class WatchQuery {
public:
    explicit WatchQuery(Db& db) : db_(&db) {}

    // An open ticket, or one that is asked for by its id.
    struct OpenTicket {
        std::int64_t id = 0;
        std::string type, opened, stage;
        std::string entered;  // instant at which it first came to its stage; "" when nobody has said
        bool closed = false;
    };
    // By id; with `only`, this one alone.
    std::vector<OpenTicket> open_tickets(std::int64_t only = 0);
    // Those that are open or were closed on or after a day.
    std::vector<std::int64_t> tickets_since(const std::string& day);

    struct Paper {
        std::int64_t document = 0;
        std::string type;
        std::string dated;
        std::string captured;  // instant of the first page's batch; "" without pages
        std::string late_reason;
    };
    // The valid documents of a ticket.
    std::vector<Paper> papers_of(std::int64_t ticket);

    struct Contract {
        std::int64_t document = 0;
        std::string type;
        std::optional<std::int64_t> ticket;
        std::optional<std::int64_t> customer;  // also of its ticket
        bool customer_closed = false;
        std::string start, end, renews, documents, sets, file_by;
    };
    struct ContractFields {
        std::string start, end, renews, documents, sets, file_by;
    };
    // Valid documents of these types with what those fields say, by id.
    void for_each_contract(std::span<const std::string> types, const ContractFields& fields,
                           const std::function<void(const Contract&)>& found);

    // Volumes that were bound, stand nowhere, lie in no box, and on no list that was taken or waits.
    std::vector<std::string> volumes_to_hand_over();

    // Customers opened on or after a day without any document of their own or of their tickets: number and id.
    std::vector<std::int64_t> customers_without_papers(const std::string& opened_since);
    std::vector<std::int64_t> open_customers();
    // Documents that wait, of open and closed tickets alike, with the instants from which a deadline may run.
    struct Waiting {
        std::int64_t document = 0;
        std::string registered;
        std::string captured;
        std::string dated;
    };
    struct WaitingFor {
        enum What {
            place,   // they stand and lie nowhere
            number,  // they have no number
            review,  // they have pages, and nobody passed them at one of the gates `names`
            value,   // of the types `names`: a field has no value
        };
        What what = place;
        bool captured = false;  // whether Waiting::captured is wanted, which takes longer
        std::vector<std::string> names;
        std::string field;
    };
    void for_each_waiting(const WaitingFor& wanted, const std::function<void(const Waiting&)>& found);

    // The newest event of a verb, as an instant; "" when there is none.
    std::string newest_event(const std::string& verb);

private:
    Db* db_;
};

}  // namespace arc

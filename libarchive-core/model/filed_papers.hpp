#pragma once

#include "model/customer.hpp"
#include "model/holding.hpp"
#include "model/ticket.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// A document as an audit needs it: what was declared of it and what its pages prove.
struct FiledPaper {
    std::int64_t id = 0;
    std::string type;
    std::optional<std::int64_t> sides;  // declared
    std::string fields = "{}";          // encoded
    std::int64_t pages = 0;             // imaged, not blank
    std::int64_t blank_pages = 0;
    bool provisional = false;  // some page of it is of a batch that is still open
    bool compared = false;     // somebody laid it beside its original (copy-check)
    bool operator==(const FiledPaper&) const = default;
};

// A ticket with all that is filed for it: its own documents and those that serve it, by type and id.
struct FiledTicket {
    Ticket ticket;
    Customer customer;               // with its current state; id 0 when the ticket has none
    std::vector<StageEntry> stages;  // as they were entered
    std::vector<FiledPaper> papers;
    std::vector<Waiver> waivers;
};

struct FiledCustomer {
    Customer customer;
    std::vector<FiledPaper> papers;         // registered for the customer itself
    std::vector<FiledPaper> ticket_papers;  // of its tickets, of the types asked for
    std::vector<Waiver> waivers;
};

struct FiledSeries {
    SeriesNode node;
    std::vector<FiledPaper> papers;
    std::vector<Waiver> waivers;
};

}  // namespace arc

#pragma once

#include "catalog/read_papers.hpp"

#include <deque>
#include <functional>
#include <span>
#include <string>

namespace arc {

// Tickets, customers and nodes of the series with all that is filed for them, in the order of their ids. A few thousand
// are read at a time, each such group at one moment, and no read transaction is open while a callback runs: memory and
// locks stay small however large the archive is.
class PapersQuery {
public:
    explicit PapersQuery(Db& db);

    // The callbacks return false to stop.
    void for_each_ticket(IdRange ids, const std::function<bool(const FiledTicket&)>& ticket);
    // Those named, read by the hundred, in the order named.
    void for_each_named_ticket(std::span<const std::int64_t> ids,
                               const std::function<bool(const FiledTicket&)>& ticket);
    // `types`: documents of the customer's tickets that are wanted too.
    void for_each_customer(IdRange ids, std::span<const std::string> types,
                           const std::function<bool(const FiledCustomer&)>& customer);
    void for_each_named_customer(std::span<const std::int64_t> ids, std::span<const std::string> types,
                                 const std::function<bool(const FiledCustomer&)>& customer);
    void for_each_series(IdRange ids, const std::function<bool(const FiledSeries&)>& node);

private:
    bool can_read_ahead();
    template <class Filed, class Read>
    void go_through(const char* table, IdRange ids, Read read, const std::function<bool(const Filed&)>& tell);

    Db* db_;
    PaperMarks marks_;
    std::deque<Db> beside_;  // connections for reading ahead
};

}  // namespace arc

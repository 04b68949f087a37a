#pragma once

#include "catalog/sqlite.hpp"
#include "model/filed_papers.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace arc {

// A range of ids, both ends included.
struct IdRange {
    std::int64_t first = 0;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

// Ids that are asked for at once: a range, or a list of them as a text that SQLite takes apart.
struct AskedIds {
    IdRange range;
    std::string list;  // "[1,2,3]"; "" for the range
    std::string sql(std::string_view column) const;
    void bind(Statement& statement) const;
};

// Tickets, customers and nodes of the series with all that is filed for them, in the order of their ids. A few thousand
// are read at a time by ordered cursors that are merged, each such group at one moment, and no read transaction is open
// while a callback runs: memory and locks stay small however large the archive is.
class PapersQuery {
public:
    // Reads which documents are of open batches, which were compared with their originals, and all waivers that were
    // not withdrawn.
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
    using Subjects = std::unordered_map<std::int64_t, std::size_t>;
    using AddPaper = std::function<void(std::int64_t owner, FiledPaper)>;
    IdRange next_group(const char* table, IdRange ids, std::int64_t most);
    bool can_read_ahead();
    template <class Filed, class Read>
    void go_through(const char* table, IdRange ids, Read read, const std::function<bool(const Filed&)>& tell);
    template <class Filed, class IdOf, class Read>
    void go_through_named(std::span<const std::int64_t> ids, IdOf id_of, Read read,
                          const std::function<bool(const Filed&)>& tell);
    void read_papers(const std::string& sql, const AskedIds& ids, std::span<const std::string> types,
                     const AddPaper& add);
    std::vector<Waiver> waivers_of(const char* kind, std::int64_t id) const;
    std::vector<FiledTicket> tickets_of(const AskedIds& ids);
    std::vector<FiledCustomer> customers_of(const AskedIds& ids, std::span<const std::string> types);

    Db* db_;
    std::optional<Db> beside_;  // a second connection, for reading ahead
    Db* reading_;               // the one that reads now
    std::unordered_set<std::int64_t> provisional_;
    std::unordered_set<std::int64_t> compared_;
    std::unordered_map<std::string, std::vector<Waiver>> waivers_;
};

}  // namespace arc

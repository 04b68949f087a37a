#pragma once

#include "catalog/sqlite.hpp"
#include "model/filed_papers.hpp"

#include <cstdint>
#include <limits>
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
    AskedIds(IdRange ids) : range(ids) {}
    explicit AskedIds(std::span<const std::int64_t> ids);
    std::string sql(std::string_view column) const;
    void bind(Statement& statement) const;

private:
    IdRange range;
    std::string list;  // "[1,2,3]"; "" for the range
};

// What bears on papers and is little: which documents are of open batches, which were compared with their originals,
// and all waivers that were not withdrawn, by what they are of ("ticket:7").
struct PaperMarks {
    explicit PaperMarks(Db& db);
    std::unordered_set<std::int64_t> provisional;
    std::unordered_set<std::int64_t> compared;
    std::unordered_map<std::string, std::vector<Waiver>> waivers;
    std::vector<Waiver> waivers_of(const char* kind, std::int64_t id) const;
};

// Those asked for with all that is filed for them, at one moment and in the order of their ids, by ordered cursors that
// are merged.
std::vector<FiledTicket> read_tickets(Db& db, const PaperMarks& marks, const AskedIds& ids);
// `types`: documents of the customer's tickets that are wanted too.
std::vector<FiledCustomer> read_customers(Db& db, const PaperMarks& marks, const AskedIds& ids,
                                          std::span<const std::string> types);
// Without their papers, which may be many.
std::vector<FiledSeries> read_series(Db& db, const PaperMarks& marks, IdRange ids);
std::vector<FiledPaper> read_papers_of_series(Db& db, const PaperMarks& marks, std::int64_t series);

}  // namespace arc

#include "catalog/papers_query.hpp"

#include "base/say.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <future>

namespace arc {
namespace {

// Groups grow after a while: a question that wants a few answers reads little more than it tells, the audit of
// everything reads in long runs.
constexpr std::int64_t smallest_group = 96;
constexpr int small_groups = 12;
constexpr std::int64_t largest_group = 4096;
// Of those named, which lie all over the catalog.
constexpr std::size_t smallest_named = 16;
constexpr std::size_t largest_named = 256;
// Reading a group takes up to twice as long as judging it.
constexpr std::size_t groups_ahead = 2;
// KiB for each connection: customers and documents are met all over the catalog.
constexpr const char* cache = "PRAGMA cache_size = -32768";

// The ids of a table in groups, one after another; ids are given one by one, so that a span of them is a count of rows.
class Groups {
public:
    Groups(Db& db, const char* table, IdRange ids)
        : db_(&db), sql_(fmt::format("SELECT min(id) FROM {} WHERE id BETWEEN ? AND ?", table)), left_(ids) {}

    std::optional<IdRange> next() {
        Statement row(*db_, sql_);
        row.bind(left_.first).bind(left_.last).step();
        const std::optional<std::int64_t> first = row.int64_or_null();
        if (!first) {
            return std::nullopt;
        }
        const IdRange group{*first, left_.last - *first < most_ ? left_.last : *first + most_ - 1};
        most_ = ++count_ < small_groups ? most_ : std::min(2 * most_, largest_group);
        left_ = group.last == left_.last ? IdRange{1, 0} : IdRange{group.last + 1, left_.last};
        return group;
    }
    bool are_long() const { return most_ == largest_group; }

private:
    Db* db_;
    std::string sql_;
    IdRange left_;
    std::int64_t most_ = smallest_group;
    int count_ = 0;
};

template <class Filed>
bool tell_all(const std::vector<Filed>& group, const std::function<bool(const Filed&)>& tell) {
    return std::ranges::all_of(group, tell);
}

template <class Filed, class IdOf, class Read>
void go_through_named(std::span<const std::int64_t> ids, IdOf id_of, Read read,
                      const std::function<bool(const Filed&)>& tell) {
    std::size_t most = smallest_named;
    for (std::size_t at = 0; at < ids.size(); most = std::min(2 * most, largest_named)) {
        const std::span<const std::int64_t> group = ids.subspan(at, std::min(most, ids.size() - at));
        const std::vector<Filed> filed = read(AskedIds(group));
        for (const std::int64_t id : group) {
            const auto found = std::ranges::lower_bound(filed, id, {}, id_of);
            if (found != filed.end() && id_of(*found) == id && !tell(*found)) {
                return;
            }
        }
        at += group.size();
    }
}

}  // namespace

PapersQuery::PapersQuery(Db& db) : db_(&db), marks_(db) {
    db.execute(cache);
}

// The other threads read through connections of their own; inside a transaction only this one sees what is to be
// judged.
bool PapersQuery::can_read_ahead() {
    if (beside_.empty() && sqlite3_get_autocommit(db_->handle()) != 0) {
        try {
            while (beside_.size() < groups_ahead) {
                Db& db = beside_.emplace_back(Db::open(db_->name(), Access::read));
                db.execute(cache);
                db.pragma("user_version");
            }
        } catch (const Fault&) {
            beside_.clear();  // as on read-only media: then one after the other
        }
    }
    return !beside_.empty();
}

template <class Filed, class Read>
void PapersQuery::go_through(const char* table, IdRange ids, Read read, const std::function<bool(const Filed&)>& tell) {
    Groups groups(*db_, table, ids);
    std::optional<IdRange> group;
    while (!groups.are_long() || !can_read_ahead()) {
        group = groups.next();
        if (!group || !tell_all(read(*db_, *group), tell)) {
            return;
        }
    }
    std::deque<std::future<std::vector<Filed>>> ahead;
    std::size_t begun = 0;
    const auto begin_next = [&] {
        if (const std::optional<IdRange> next = groups.next()) {
            Db& db = beside_[begun++ % groups_ahead];  // the group it read before has been waited for
            ahead.push_back(std::async(std::launch::async, [&db, &read, next] { return read(db, *next); }));
        }
    };
    for (std::size_t i = 0; i < groups_ahead; ++i) {
        begin_next();
    }
    while (!ahead.empty()) {
        const std::vector<Filed> filed = ahead.front().get();
        ahead.pop_front();
        begin_next();
        if (!tell_all(filed, tell)) {
            return;
        }
    }
}

void PapersQuery::for_each_ticket(IdRange ids, const std::function<bool(const FiledTicket&)>& ticket) {
    go_through<FiledTicket>(
        "ticket", ids, [&](Db& db, IdRange group) { return read_tickets(db, marks_, group); }, ticket);
}

void PapersQuery::for_each_named_ticket(std::span<const std::int64_t> ids,
                                        const std::function<bool(const FiledTicket&)>& ticket) {
    go_through_named<FiledTicket>(
        ids, [](const FiledTicket& filed) { return filed.ticket.id; },
        [&](const AskedIds& group) { return read_tickets(*db_, marks_, group); }, ticket);
}

void PapersQuery::for_each_customer(IdRange ids, std::span<const std::string> types,
                                    const std::function<bool(const FiledCustomer&)>& customer) {
    go_through<FiledCustomer>(
        "customer", ids, [&](Db& db, IdRange group) { return read_customers(db, marks_, group, types); }, customer);
}

void PapersQuery::for_each_named_customer(std::span<const std::int64_t> ids, std::span<const std::string> types,
                                          const std::function<bool(const FiledCustomer&)>& customer) {
    go_through_named<FiledCustomer>(
        ids, [](const FiledCustomer& filed) { return filed.customer.id; },
        [&](const AskedIds& group) { return read_customers(*db_, marks_, group, types); }, customer);
}

void PapersQuery::for_each_series(IdRange ids, const std::function<bool(const FiledSeries&)>& node) {
    for (FiledSeries& filed : read_series(*db_, marks_, ids)) {
        filed.papers = read_papers_of_series(*db_, marks_, filed.node.id);
        if (!node(filed)) {
            return;
        }
        filed.papers = {};
    }
}

}  // namespace arc

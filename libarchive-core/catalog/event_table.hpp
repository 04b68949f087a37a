#pragma once

#include "catalog/sqlite.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// An event as the catalog keeps it: the exact bytes of its journal line and its place in the chain.
struct StoredEvent {
    std::int64_t n = 0;
    std::int64_t operation = 0;
    std::string at;
    std::string verb;
    std::string by;
    std::string request;
    std::string line;
    Digest hash;
};

struct ChainHead {
    std::int64_t n = 0;
    Digest hash;
};

// h(n) = SHA-256(hex of h(n-1) ‖ n in decimal ‖ LF ‖ line); h(0) = SHA-256(archive id). With a shell:
// printf '%s%s\n%s' "$previous" "$n" "$line" | sha256sum
Digest chain_hash(const Digest& previous, std::int64_t n, std::string_view line);
Digest chain_start(std::string_view archive_id);

// The events: append only.
class EventTable {
public:
    explicit EventTable(Db& db) : db_(&db) {}

    // The newest event; for an empty table number 0 with chain_start.
    ChainHead head(std::string_view archive_id);
    void append(const StoredEvent& event, const std::vector<std::string>& things);
    std::optional<StoredEvent> find(std::int64_t n);
    // The newest event of a verb.
    std::optional<StoredEvent> newest_of(const std::string& verb);
    std::optional<StoredEvent> find_request(std::string_view request);
    // Events with n > after, at most `most`, oldest first.
    std::vector<StoredEvent> after(std::int64_t after, std::int64_t most);
    // The events of one operation, oldest first.
    std::vector<StoredEvent> of_operation(std::int64_t operation);
    // What is told of one thing ("ticket:12"), oldest first.
    std::vector<StoredEvent> about(std::string_view thing);
    // The events of a verb since an instant ("": all), oldest first.
    std::vector<StoredEvent> of_verb(const std::string& verb, const std::string& since);
    // Filtered for `arc-admin log`: newest `most`, returned oldest first. Empty texts and 0 do not filter.
    struct Filter {
        std::string since, until, verb, by;
        std::int64_t most = 0;
    };
    void for_each(const Filter& filter, const std::function<void(const StoredEvent&)>& event);

private:
    Db* db_;
};

}  // namespace arc

#include "catalog/event_table.hpp"

#include "catalog/packed_line.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr const char* columns = "SELECT n, operation, at, verb, by, coalesce(request, ''), line, hash FROM event ";

// "" for what is no packed line: no event of the chain is.
std::string line_of(const Cell& cell) {
    const Blob* packed = std::get_if<Blob>(&cell);
    return packed == nullptr ? std::string() : unpack_line(*packed);
}

StoredEvent read_event(Statement& row) {
    StoredEvent event;
    event.n = row.int64();
    event.operation = row.int64();
    event.at = row.text();
    event.verb = row.text();
    event.by = row.text();
    event.request = row.text();
    event.line = line_of(row.cell());
    event.hash = row.digest();
    return event;
}

std::vector<StoredEvent> all_of(Statement& rows) {
    std::vector<StoredEvent> events;
    while (rows.step()) {
        events.push_back(read_event(rows));
    }
    return events;
}

std::optional<StoredEvent> first_of(Statement& rows) {
    return rows.step() ? std::optional(read_event(rows)) : std::nullopt;
}

std::string sql(std::string_view rest) {
    return columns + std::string(rest);
}

}  // namespace

Digest chain_hash(const Digest& previous, std::int64_t n, std::string_view line) {
    return Sha256().add(previous.hex()).add(std::to_string(n)).add("\n").add(line).finish();
}

Digest chain_start(std::string_view archive_id) {
    return sha256(archive_id);
}

ChainHead EventTable::head(std::string_view archive_id) {
    Statement newest(*db_, "SELECT n, hash FROM event ORDER BY n DESC LIMIT 1");
    if (!newest.step()) {
        return {0, chain_start(archive_id)};
    }
    const std::int64_t n = newest.int64();
    return {n, newest.digest()};
}

void EventTable::append(const StoredEvent& event, const std::vector<std::string>& things) {
    Statement(*db_,
              "INSERT INTO event (n, operation, at, verb, by, request, line, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(event.n)
        .bind(event.operation)
        .bind(event.at)
        .bind(event.verb)
        .bind(event.by)
        .bind_text_or_null(event.request)
        .bind(Cell(pack_line(event.line)))
        .bind(event.hash)
        .run();
    Statement about(*db_, "INSERT OR IGNORE INTO event_thing (thing, n) VALUES (?, ?)");
    for (const std::string& thing : things) {
        about.again().bind(thing).bind(event.n).run();
    }
}

std::optional<StoredEvent> EventTable::find(std::int64_t n) {
    Statement row(*db_, sql("WHERE n = ?"));
    return first_of(row.bind(n));
}

std::optional<StoredEvent> EventTable::newest_of(const std::string& verb) {
    Statement row(*db_, sql("WHERE verb = ? ORDER BY n DESC LIMIT 1"));
    return first_of(row.bind(verb));
}

std::optional<StoredEvent> EventTable::find_request(std::string_view request) {
    Statement row(*db_, sql("WHERE request = ?"));
    return first_of(row.bind(request));
}

std::vector<StoredEvent> EventTable::after(std::int64_t number, std::int64_t most) {
    Statement rows(*db_, sql("WHERE n > ? ORDER BY n LIMIT ?"));
    return all_of(rows.bind(number).bind(most));
}

std::vector<StoredEvent> EventTable::of_operation(std::int64_t operation) {
    Statement rows(*db_, sql("WHERE operation = ? ORDER BY n"));
    return all_of(rows.bind(operation));
}

std::vector<StoredEvent> EventTable::about(std::string_view thing) {
    Statement rows(*db_, sql("WHERE n IN (SELECT n FROM event_thing WHERE thing = ?) ORDER BY n"));
    return all_of(rows.bind(thing));
}

std::vector<StoredEvent> EventTable::of_verb(const std::string& verb, const std::string& since) {
    Statement rows(*db_, sql("WHERE verb = ? AND at >= ? ORDER BY n"));
    return all_of(rows.bind(verb).bind(since));
}

void EventTable::for_each(const Filter& filter, const std::function<void(const StoredEvent&)>& event) {
    Statement rows(*db_, sql("WHERE n > (SELECT coalesce(max(n), 0) FROM event) - ?1 AND (?2 = '' OR at >= ?2) AND "
                             "(?3 = '' OR at < ?3) AND (?4 = '' OR verb = ?4) AND (?5 = '' OR by = ?5) ORDER BY n"));
    rows.bind(filter.most == 0 ? INT64_MAX : filter.most)
        .bind(filter.since)
        .bind(filter.until)
        .bind(filter.verb)
        .bind(filter.by);
    while (rows.step()) {
        event(read_event(rows));
    }
}

}  // namespace arc

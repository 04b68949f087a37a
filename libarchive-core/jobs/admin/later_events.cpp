#include "jobs/admin/later_events.hpp"

#include "catalog/event_table.hpp"
#include "record/event_codec.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace arc {
namespace {

std::string text_of(const Cell& cell) {
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const auto* text = std::get_if<std::string>(&cell);
    return whole != nullptr ? std::to_string(*whole) : text != nullptr ? *text : std::string("?");
}

bool is_same_row(const RowChange& a, const RowChange& b) {
    return a.table == b.table && key_of(a) == key_of(b);
}

// Those of other operations, until the visitor gives false.
void for_each_event_after(Db& db, const Event& event, const std::function<bool(const StoredEvent&)>& visit) {
    EventTable events(db);
    constexpr std::int64_t at_once = 64;
    for (auto later = events.after(event.n, at_once); !later.empty(); later = events.after(later.back().n, at_once)) {
        for (const StoredEvent& one : later) {
            if (one.operation != event.operation && !visit(one)) {
                return;
            }
        }
    }
}

}  // namespace

const std::vector<Cell>& row_after(const RowChange& change) {
    return change.kind == ChangeKind::erase ? change.before : change.after;
}

std::string key_of(const RowChange& change) {
    std::string key;
    for (std::size_t i = 0; i < change.keys; ++i) {
        key += (i == 0 ? "" : ",") + text_of(row_after(change)[i]);
    }
    return key;
}

std::optional<std::int64_t> id_of(const RowChange& row) {
    const bool has_one = row.keys == 1 && !row_after(row).empty();
    const auto* id = has_one ? std::get_if<std::int64_t>(&row_after(row).front()) : nullptr;
    return id == nullptr ? std::nullopt : std::optional(*id);
}

std::int64_t event_that_changed(Db& db, const Event& event, const RowChange& row) {
    std::int64_t found = 0;
    for_each_event_after(db, event, [&](const StoredEvent& later) {
        if (later.line.find("\"" + row.table + "\"") == std::string::npos) {
            return true;
        }
        const Result<Event> read = decode_event(later.line);
        const bool same =
            read && std::ranges::any_of(read->changes, [&](const RowChange& other) { return is_same_row(row, other); });
        found = same ? later.n : 0;
        return !same;
    });
    return found;
}

std::int64_t event_that_refers(Db& db, const Event& event, const RowChange& row) {
    const std::optional<std::int64_t> id = id_of(row);
    if (!id) {
        return 0;
    }
    std::map<std::string, std::int64_t> referring;  // row -> event
    const auto note = [&](std::int64_t n, const RowChange& other) {
        const std::string key = other.table + " " + key_of(other);
        for (std::size_t i = 0; i < other.columns.size(); ++i) {
            const bool names_it =
                other.columns[i] == row.table || (other.columns[i] == "parent" && other.table == row.table);
            if (!names_it) {
                continue;
            }
            const bool refers = other.kind != ChangeKind::erase && other.after[i] == Cell(*id);
            refers ? static_cast<void>(referring[key] = n) : static_cast<void>(referring.erase(key));
        }
        if (other.kind == ChangeKind::erase) {
            referring.erase(key);
        }
    };
    for_each_event_after(db, event, [&](const StoredEvent& later) {
        if (later.line.find(std::to_string(*id)) == std::string::npos && referring.empty()) {
            return true;
        }
        if (const Result<Event> read = decode_event(later.line)) {
            std::ranges::for_each(read->changes, [&](const RowChange& other) { note(later.n, other); });
        }
        return true;
    });
    std::int64_t last = 0;
    for (const auto& [key, n] : referring) {
        last = std::max(last, n);
    }
    return last;
}

}  // namespace arc

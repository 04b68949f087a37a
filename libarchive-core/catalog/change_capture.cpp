#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "catalog/change_capture.hpp"

#include "base/say.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <set>

namespace arc {
namespace {

bool is_left_out(std::string_view table) {
    static const std::set<std::string_view> exact{"event",     "event_thing", "private_value", "fixity",
                                                  "page_hash", "page_twin",   "finding"};
    return exact.contains(table) || table.starts_with("search") || table.starts_with("sqlite_");
}

bool is_counter(std::string_view table) {
    return table == "counter";
}

Cell cell_of(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_value_int64(value)};
        case SQLITE_FLOAT:
            return sqlite3_value_double(value);
        case SQLITE_TEXT:
            return std::string(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                               static_cast<std::size_t>(sqlite3_value_bytes(value)));
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
            return Blob(bytes, bytes + sqlite3_value_bytes(value));
        }
        default:
            return {};
    }
}

enum class Side { before, after };

std::vector<Cell> row_of(sqlite3* handle, Side side, std::size_t count) {
    std::vector<Cell> row;
    row.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        sqlite3_value* value = nullptr;
        const int index = static_cast<int>(i);
        if (side == Side::before) {
            sqlite3_preupdate_old(handle, index, &value);
        } else {
            sqlite3_preupdate_new(handle, index, &value);
        }
        row.push_back(value == nullptr ? Cell() : cell_of(value));
    }
    return row;
}

// Only the key and what changed: an update of one cell should read like one.
RowChange update_of(const ChangeCapture::Columns& columns, const std::vector<Cell>& before,
                    const std::vector<Cell>& after) {
    RowChange change;
    const auto put = [&](std::size_t i) {
        change.columns.push_back(columns.names[i]);
        change.before.push_back(before[i]);
        change.after.push_back(after[i]);
    };
    for (const std::size_t key : columns.keys) {
        put(key);
    }
    change.keys = columns.keys.size();
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        if (std::ranges::count(columns.keys, i) == 0 && before[i] != after[i]) {
            put(i);
        }
    }
    return change;
}

// All columns, the key's first, as in update_of.
RowChange whole_row(const ChangeCapture::Columns& columns, const std::vector<Cell>& row, ChangeKind kind) {
    RowChange change;
    change.kind = kind;
    std::vector<Cell>& cells = kind == ChangeKind::insert ? change.after : change.before;
    for (const std::size_t key : columns.keys) {
        change.columns.push_back(columns.names[key]);
        cells.push_back(row[key]);
    }
    change.keys = columns.keys.size();
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        if (std::ranges::count(columns.keys, i) == 0) {
            change.columns.push_back(columns.names[i]);
            cells.push_back(row[i]);
        }
    }
    return change;
}

void on_change(void* capture, sqlite3*, int operation, const char*, const char* table, sqlite3_int64, sqlite3_int64) {
    static_cast<ChangeCapture*>(capture)->saw(operation, table);
}

std::string in_quotes(std::string_view name) {
    return "\"" + std::string(name) + "\"";
}

std::string list_of(const std::vector<std::string>& columns, std::size_t from, std::size_t to, std::string_view each,
                    std::string_view between) {
    std::string sql;
    for (std::size_t i = from; i < to; ++i) {
        sql += (i == from ? "" : std::string(between)) + in_quotes(columns[i]) + std::string(each);
    }
    return sql;
}

Error stale(const RowChange& change, const std::vector<Cell>& key_cells) {
    std::string key;
    for (std::size_t i = 0; i < change.keys; ++i) {
        const Cell& cell = key_cells[i];
        const auto* whole = std::get_if<std::int64_t>(&cell);
        const auto* text = std::get_if<std::string>(&cell);
        key += (i == 0 ? "" : ",") + (whole != nullptr ? std::to_string(*whole) : text != nullptr ? *text : "?");
    }
    return Error{ErrorCode::refused, say("{} {}", change.table, key), say("has been changed since"),
                 say("undo the later change first (arc-find history)")};
}

// Where a row is exactly as it should be before it is touched. IS compares NULL with NULL.
std::string where_all(const RowChange& change) {
    return list_of(change.columns, 0, change.columns.size(), " IS ?", " AND ");
}

bool insert_row(Db& db, const RowChange& change, const std::vector<Cell>& row) {
    std::string marks;
    for (std::size_t i = 0; i < change.columns.size(); ++i) {
        marks += i == 0 ? "?" : ", ?";
    }
    Statement insert(db, "INSERT INTO " + in_quotes(change.table) + " (" +
                             list_of(change.columns, 0, change.columns.size(), "", ", ") + ") VALUES (" + marks + ")");
    for (const Cell& cell : row) {
        insert.bind(cell);
    }
    return insert.run() == 1;
}

bool erase_row(Db& db, const RowChange& change, const std::vector<Cell>& row) {
    Statement erase(db, "DELETE FROM " + in_quotes(change.table) + " WHERE " + where_all(change));
    for (const Cell& cell : row) {
        erase.bind(cell);
    }
    return erase.run() == 1;
}

bool update_row(Db& db, const RowChange& change, const std::vector<Cell>& from, const std::vector<Cell>& to) {
    Statement update(db, "UPDATE " + in_quotes(change.table) + " SET " +
                             list_of(change.columns, change.keys, change.columns.size(), " = ?", ", ") + " WHERE " +
                             where_all(change));
    for (std::size_t i = change.keys; i < to.size(); ++i) {
        update.bind(to[i]);
    }
    for (const Cell& cell : from) {
        update.bind(cell);
    }
    return update.run() == 1;
}

}  // namespace

// The hook may not run statements on its connection, so the shape of every table is read before.
ChangeCapture::ChangeCapture(Db& db) : db_(&db) {
    Statement info(db,
                   "SELECT t.name, c.name, c.pk FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c "
                   "WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, c.cid");
    std::map<std::string, std::vector<std::pair<std::int64_t, std::size_t>>> keys;
    while (info.step()) {
        const std::string table = info.text();
        std::vector<std::string>& names = tables_[table].names;
        names.push_back(info.text());
        if (const std::int64_t rank = info.int64(); rank > 0) {
            keys[table].emplace_back(rank, names.size() - 1);
        }
    }
    for (auto& [table, ranked] : keys) {
        std::ranges::sort(ranked);
        for (const auto& [rank, index] : ranked) {
            tables_[table].keys.push_back(index);
        }
    }
    sqlite3_preupdate_hook(db.handle(), &on_change, this);
}

ChangeCapture::~ChangeCapture() {
    sqlite3_preupdate_hook(db_->handle(), nullptr, nullptr);
}

// A counter goes up with every number given; how far it came is all that the event must tell. No other row refers to
// it, so that the change may stand where the first one stood.
bool ChangeCapture::goes_on(const RowChange& change) {
    const auto known = counters_.find(change.after.front());
    if (known == counters_.end()) {
        return false;
    }
    changes_[known->second].after = change.after;
    return true;
}

std::vector<RowChange> ChangeCapture::take() {
    counters_.clear();
    return std::exchange(changes_, {});
}

void ChangeCapture::saw(int operation, const char* table) {
    const auto known = tables_.find(std::string_view(table));
    if (known == tables_.end() || is_left_out(table)) {
        return;
    }
    const Columns& columns = known->second;
    const std::size_t count = columns.names.size();
    RowChange change;
    if (operation == SQLITE_INSERT) {
        change = whole_row(columns, row_of(db_->handle(), Side::after, count), ChangeKind::insert);
    } else if (operation == SQLITE_DELETE) {
        change = whole_row(columns, row_of(db_->handle(), Side::before, count), ChangeKind::erase);
    } else {
        const std::vector<Cell> before = row_of(db_->handle(), Side::before, count);
        const std::vector<Cell> after = row_of(db_->handle(), Side::after, count);
        if (std::ranges::any_of(columns.keys, [&](std::size_t key) { return before[key] != after[key]; })) {
            // Another key is another row.
            changes_.push_back(whole_row(columns, before, ChangeKind::erase));
            changes_.back().table = table;
            change = whole_row(columns, after, ChangeKind::insert);
            change.table = table;
            changes_.push_back(std::move(change));
            return;
        }
        change = update_of(columns, before, after);
        change.kind = ChangeKind::update;
        if (change.columns.size() == change.keys) {
            return;  // written as it was
        }
        if (is_counter(table) && goes_on(change)) {
            return;
        }
    }
    if (is_counter(table) && change.kind != ChangeKind::erase) {
        counters_[change.after.front()] = changes_.size();
    }
    change.table = table;
    changes_.push_back(std::move(change));
}

Result<Done> apply_changes(Db& db, const std::vector<RowChange>& changes) {
    for (const RowChange& change : changes) {
        const bool fits = change.kind == ChangeKind::insert  ? insert_row(db, change, change.after)
                          : change.kind == ChangeKind::erase ? erase_row(db, change, change.before)
                                                             : update_row(db, change, change.before, change.after);
        if (!fits) {
            return stale(change, change.before);
        }
    }
    return Done{};
}

Result<Done> reverse_changes(Db& db, const std::vector<RowChange>& changes) {
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        const bool fits = change->kind == ChangeKind::insert  ? erase_row(db, *change, change->after)
                          : change->kind == ChangeKind::erase ? insert_row(db, *change, change->before)
                                                              : update_row(db, *change, change->after, change->before);
        if (!fits) {
            return stale(*change, change->kind == ChangeKind::erase ? change->before : change->after);
        }
    }
    return Done{};
}

}  // namespace arc

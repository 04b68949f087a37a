#include "catalog/entry_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* columns =
    "SELECT e.id, e.kind, e.subject, e.person, e.made, e.due, e.done, e.result, e.fields, e.corrects FROM entry AS e ";
constexpr const char* not_corrected = "NOT EXISTS (SELECT 1 FROM entry AS c WHERE c.corrects = e.id)";

Entry read_entry(Statement& row) {
    Entry entry;
    entry.id = row.int64();
    entry.kind = row.text();
    entry.subject = row.text();
    entry.person = row.int64_or_null();
    entry.made = row.text();
    entry.due = row.text();
    entry.done = row.text();
    entry.result = row.text();
    entry.fields = row.text();
    entry.corrects = row.int64_or_null();
    return entry;
}

}  // namespace

std::optional<Entry> EntryTable::find(std::int64_t id) {
    Statement row(*db_, std::string(columns) + "WHERE e.id = ?");
    return row.bind(id).step() ? std::optional(read_entry(row)) : std::nullopt;
}

std::int64_t EntryTable::add(const Entry& entry) {
    const std::int64_t id = next_number(*db_, "entry");
    Statement(*db_,
              "INSERT INTO entry (id, kind, subject, person, made, due, done, result, fields, corrects) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(entry.kind)
        .bind(entry.subject)
        .bind(entry.person)
        .bind(entry.made)
        .bind_text_or_null(entry.due)
        .bind_text_or_null(entry.done)
        .bind_text_or_null(entry.result)
        .bind(entry.fields)
        .bind(entry.corrects)
        .run();
    return id;
}

void EntryTable::finish(const Entry& entry) {
    Statement(*db_, "UPDATE entry SET person = ?, done = ?, result = ?, fields = ? WHERE id = ?")
        .bind(entry.person)
        .bind_text_or_null(entry.done)
        .bind_text_or_null(entry.result)
        .bind(entry.fields)
        .bind(entry.id)
        .run();
}

bool EntryTable::for_each(const EntryFilter& filter, const std::function<bool(const Entry&)>& found) {
    std::string where = "WHERE 1 = 1";
    std::vector<std::string> texts;
    const auto also = [&](const char* condition, const std::string& value) {
        if (!value.empty()) {
            where += std::string(" AND ") + condition;
            texts.push_back(value);
        }
    };
    also("e.subject = ?", filter.subject);
    also("e.kind = ?", filter.kind);
    also("e.due < ?", filter.due_before);
    if (filter.only_open || !filter.due_before.empty()) {
        where += " AND e.done IS NULL";
    }
    if (!filter.corrected_too) {
        where += std::string(" AND ") + not_corrected;
    }
    Statement rows(*db_, columns + where + " ORDER BY e.due IS NULL, e.due, e.id");
    for (const std::string& text : texts) {
        rows.bind(text);
    }
    while (rows.step()) {
        if (!found(read_entry(rows))) {
            return false;
        }
    }
    return true;
}

std::vector<Entry> EntryTable::of_subject_where(std::string_view more, const std::string& subject,
                                                const std::string& kind) {
    Statement rows(
        *db_, std::string(columns) + "WHERE e.subject = ? AND e.kind = ? AND " + not_corrected + std::string(more));
    rows.bind(subject).bind(kind);
    std::vector<Entry> entries;
    while (rows.step()) {
        entries.push_back(read_entry(rows));
    }
    return entries;
}

std::vector<Entry> EntryTable::of_subject(const std::string& subject, const std::string& kind) {
    return of_subject_where(" ORDER BY e.id", subject, kind);
}

std::optional<Entry> EntryTable::last_done(const std::string& subject, const std::string& kind) {
    const std::vector<Entry> last =
        of_subject_where(" AND e.done IS NOT NULL ORDER BY e.done DESC, e.id DESC LIMIT 1", subject, kind);
    return last.empty() ? std::nullopt : std::optional(last.front());
}

std::optional<Entry> EntryTable::correction_of(std::int64_t id) {
    Statement row(*db_, std::string(columns) + "WHERE e.corrects = ?");
    return row.bind(id).step() ? std::optional(read_entry(row)) : std::nullopt;
}

void EntryTable::add_picture(std::int64_t entry, std::int64_t page) {
    Statement(*db_, "INSERT OR IGNORE INTO entry_picture (entry, page) VALUES (?, ?)").bind(entry).bind(page).run();
}

std::vector<std::int64_t> EntryTable::pictures(std::int64_t entry) {
    Statement rows(*db_, "SELECT page FROM entry_picture WHERE entry = ? ORDER BY page");
    rows.bind(entry);
    std::vector<std::int64_t> pages;
    while (rows.step()) {
        pages.push_back(rows.int64());
    }
    return pages;
}

}  // namespace arc

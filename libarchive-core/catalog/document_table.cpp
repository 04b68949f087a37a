#include "catalog/document_table.hpp"

#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <array>

namespace arc {
namespace {

// All columns but the id, in the order of read_document and bind_columns.
constexpr std::array columns{"type",          "ticket",     "customer",   "series",     "number",    "title",
                             "dated",         "author",     "sheets",     "sides",      "volume",    "box",
                             "place",         "position",   "first_page", "paper",      "secrecy",   "secret_until",
                             "classified_by", "access",     "fields",     "registered", "starts_at", "late_reason",
                             "retention",     "keep_until", "profile",    "withdrawn",  "destroyed"};
const std::string selected = fmt::format("d.id, d.{}", fmt::join(columns, ", d."));

constexpr const char* counts =
    "count(p.id) - coalesce(sum(p.blank), 0), coalesce(sum(p.blank), 0), coalesce(max(b.state = 'open'), 0), "
    "min(b.opened)";

Document read_document(Statement& row) {
    Document document;
    document.id = row.int64();
    document.type = row.text();
    document.ticket = row.int64_or_null();
    document.customer = row.int64_or_null();
    document.series = row.int64_or_null();
    document.number = row.text();
    document.title = row.text();
    document.dated = row.text();
    document.author = row.text();
    document.sheets = row.int64_or_null();
    document.sides = row.int64_or_null();
    document.volume = row.int64_or_null();
    document.box = row.int64_or_null();
    document.place = row.int64_or_null();
    document.position = row.int64_or_null();
    document.first_page = row.int64_or_null();
    document.paper = row.text();
    document.secrecy = row.int32();
    document.secret_until = row.text();
    document.classified_by = row.int64_or_null();
    document.access = row.text();
    document.fields = row.text();
    document.registered = row.text();
    document.starts_at = row.int64_or_null();
    document.late_reason = row.text();
    document.retention = row.text();
    document.keep_until = row.text();
    document.profile = row.int64();
    document.withdrawn = row.text();
    document.destroyed = row.text();
    return document;
}

CountedDocument read_counted(Statement& row) {
    CountedDocument counted;
    counted.document = read_document(row);
    counted.pages = row.int64();
    counted.blank_pages = row.int64();
    counted.provisional = row.int64() != 0;
    counted.first_captured = row.text();
    return counted;
}

void bind_columns(Statement& statement, const Document& document) {
    statement.bind(document.type)
        .bind(document.ticket)
        .bind(document.customer)
        .bind(document.series)
        .bind_text_or_null(document.number)
        .bind_text_or_null(document.title)
        .bind_text_or_null(document.dated)
        .bind_text_or_null(document.author)
        .bind(document.sheets)
        .bind(document.sides)
        .bind(document.volume)
        .bind(document.box)
        .bind(document.place)
        .bind(document.position)
        .bind(document.first_page)
        .bind_text_or_null(document.paper)
        .bind(document.secrecy)
        .bind_text_or_null(document.secret_until)
        .bind(document.classified_by)
        .bind_text_or_null(document.access)
        .bind(document.fields)
        .bind(document.registered)
        .bind(document.starts_at)
        .bind_text_or_null(document.late_reason)
        .bind_text_or_null(document.retention)
        .bind_text_or_null(document.keep_until)
        .bind(document.profile)
        .bind_text_or_null(document.withdrawn)
        .bind_text_or_null(document.destroyed);
}

// "?, " so many times.
std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += "?, ";
    }
    return text;
}

std::string select_where(std::string_view where) {
    return "SELECT " + selected + " FROM document AS d WHERE " + std::string(where);
}

std::optional<Document> first_of(Statement& row) {
    return row.step() ? std::optional(read_document(row)) : std::nullopt;
}

}  // namespace

std::optional<Document> DocumentTable::find(std::int64_t id) {
    Statement row(*db_, select_where("d.id = ?"));
    return first_of(row.bind(id));
}

std::optional<Document> DocumentTable::find_number(const std::string& number) {
    Statement row(*db_, select_where("d.number = ?"));
    return first_of(row.bind(number));
}

std::optional<Document> DocumentTable::find_item(std::int64_t volume, std::int64_t position) {
    Statement row(*db_, select_where("d.volume = ? AND d.position = ? AND d.withdrawn IS NULL ORDER BY d.id"));
    return first_of(row.bind(volume).bind(position));
}

std::vector<Document> DocumentTable::alike(const Document& document) {
    // The owner's column is compared with = so that its index serves.
    const char* owner = document.ticket ? "d.ticket = ?" : document.customer ? "d.customer = ?" : "d.series = ?";
    Statement rows(*db_, select_where(std::string(owner) +
                                      " AND d.type = ? AND d.title IS ? AND d.dated IS ? AND d.number IS NULL AND "
                                      "d.volume IS NULL AND d.withdrawn IS NULL ORDER BY d.id"));
    rows.bind(document.ticket     ? document.ticket
              : document.customer ? document.customer
                                  : document.series)
        .bind(document.type)
        .bind_text_or_null(document.title)
        .bind_text_or_null(document.dated);
    std::vector<Document> documents;
    while (rows.step()) {
        documents.push_back(read_document(rows));
    }
    return documents;
}

std::optional<Document> DocumentTable::started_by(std::int64_t page) {
    Statement row(*db_, select_where("d.starts_at = ?"));
    return first_of(row.bind(page));
}

std::int64_t DocumentTable::add(const Document& document) {
    const std::int64_t id = next_number(*db_, "document");
    static const std::string insert =
        fmt::format("INSERT INTO document ({}, id) VALUES ({}?)", fmt::join(columns, ", "), marks(columns.size()));
    Statement add(*db_, insert);
    bind_columns(add, document);
    add.bind(id).run();
    return id;
}

void DocumentTable::update(const Document& document) {
    static const std::string change =
        fmt::format("UPDATE document SET {} = ? WHERE id = ?", fmt::join(columns, " = ?, "));
    Statement update(*db_, change);
    bind_columns(update, document);
    update.bind(document.id).run();
}

void DocumentTable::remove(std::int64_t id) {
    Statement(*db_, "DELETE FROM document_serves WHERE document = ?").bind(id).run();
    Statement(*db_, "DELETE FROM document WHERE id = ?").bind(id).run();
}

void DocumentTable::serve(std::int64_t document, std::int64_t ticket) {
    Statement(*db_, "INSERT OR IGNORE INTO document_serves (document, ticket) VALUES (?, ?)")
        .bind(document)
        .bind(ticket)
        .run();
}

std::vector<CountedDocument> DocumentTable::counted_where(std::string_view where, std::int64_t value) {
    Statement rows(*db_, "SELECT " + selected + ", " + counts +
                             " FROM document AS d LEFT JOIN page AS p ON p.document = d.id AND p.role = 'content' "
                             "LEFT JOIN batch AS b ON b.id = p.batch WHERE " +
                             std::string(where) + " GROUP BY d.id ORDER BY d.type, d.id");
    rows.bind(value);
    std::vector<CountedDocument> documents;
    while (rows.step()) {
        documents.push_back(read_counted(rows));
    }
    return documents;
}

std::vector<CountedDocument> DocumentTable::of_ticket(std::int64_t ticket) {
    return counted_where(
        "d.withdrawn IS NULL AND d.id IN (SELECT id FROM document WHERE ticket = ?1 UNION SELECT document FROM "
        "document_serves WHERE ticket = "
        "?1)",
        ticket);
}

std::vector<CountedDocument> DocumentTable::of_customer(std::int64_t customer) {
    return counted_where("d.withdrawn IS NULL AND d.customer = ?", customer);
}

std::vector<CountedDocument> DocumentTable::of_series(std::int64_t series) {
    return counted_where("d.withdrawn IS NULL AND d.series = ?", series);
}

std::vector<CountedDocument> DocumentTable::of_volume(std::int64_t volume) {
    return counted_where("d.withdrawn IS NULL AND d.volume = ?", volume);
}

std::vector<std::int64_t> DocumentTable::ids_in_volume(std::int64_t volume) {
    Statement rows(*db_, "SELECT id FROM document WHERE volume = ? ORDER BY position, id");
    rows.bind(volume);
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

CountedDocument DocumentTable::counted(const Document& document) {
    std::vector<CountedDocument> one = counted_where("d.id = ?", document.id);
    return one.empty() ? CountedDocument{document, 0, 0, false, {}} : std::move(one.front());
}

std::vector<Document> DocumentTable::empty_of_ticket(std::int64_t ticket, const std::string& type) {
    Statement rows(
        *db_, select_where("d.ticket = ? AND d.type = ? AND d.withdrawn IS NULL AND d.starts_at IS NULL AND NOT EXISTS "
                           "(SELECT 1 FROM page AS p WHERE p.document = d.id) ORDER BY d.id"));
    rows.bind(ticket).bind(type);
    std::vector<Document> documents;
    while (rows.step()) {
        documents.push_back(read_document(rows));
    }
    return documents;
}

std::vector<Document> DocumentTable::page(std::int64_t after, std::int64_t most) {
    Statement rows(*db_, select_where("d.id > ? ORDER BY d.id LIMIT ?"));
    rows.bind(after).bind(most);
    std::vector<Document> documents;
    while (rows.step()) {
        documents.push_back(read_document(rows));
    }
    return documents;
}

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"
#include "model/document.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// A document with what its pages prove.
struct CountedDocument {
    Document document;
    std::int64_t pages = 0;  // imaged, not blank
    std::int64_t blank_pages = 0;
    bool provisional = false;    // some page is of a batch that is still open
    std::string first_captured;  // instant of the earliest batch, "" without pages
};

class DocumentTable {
public:
    explicit DocumentTable(Db& db) : db_(&db) {}
    std::optional<Document> find(std::int64_t id);
    std::optional<Document> find_number(const std::string& number);  // 档号, as it is stored
    // By its place in a volume (件号).
    std::optional<Document> find_item(std::int64_t volume, std::int64_t position);
    // Documents without number and volume that have its owner, type, title and date, by id.
    std::vector<Document> alike(const Document& document);
    std::optional<Document> started_by(std::int64_t page);
    // Adds the document; returns the id.
    std::int64_t add(const Document& document);
    // Writes all columns of the row with document.id.
    void update(const Document& document);
    // Only rows that no page points to; for undoing a split.
    void remove(std::int64_t id);
    void serve(std::int64_t document, std::int64_t ticket);

    // With counts, by type and id; withdrawn ones are left out.
    std::vector<CountedDocument> of_ticket(std::int64_t ticket);  // also those that serve it
    std::vector<CountedDocument> of_customer(std::int64_t customer);
    std::vector<CountedDocument> of_series(std::int64_t series);
    std::vector<CountedDocument> of_volume(std::int64_t volume);
    std::vector<std::int64_t> ids_in_volume(std::int64_t volume);  // by position
    CountedDocument counted(const Document& document);
    // Registered documents of that type without any page, oldest first: a sheet for the type fills the only one.
    std::vector<Document> empty_of_ticket(std::int64_t ticket, const std::string& type);
    std::vector<Document> page(std::int64_t after, std::int64_t most);  // by id

private:
    std::vector<CountedDocument> counted_where(std::string_view where, std::int64_t value);
    Db* db_;
};

}  // namespace arc

#pragma once

#include "catalog/sqlite.hpp"
#include "model/disposal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Lists of documents to be destroyed, their items and who signed.
class DisposalTable {
public:
    explicit DisposalTable(Db& db) : db_(&db) {}
    std::optional<Disposal> find(std::int64_t id);
    std::optional<Disposal> find(const std::string& code);
    std::vector<Disposal> all();  // by id
    // Adds it under the next code; returns it with id and code.
    Disposal add(Disposal disposal);
    // State, moments and place.
    void update(const Disposal& disposal);

    void add_item(std::int64_t disposal, const DisposalItem& item);
    std::vector<DisposalItem> items(std::int64_t disposal);  // by ordinal
    void set_kept(std::int64_t disposal, std::int64_t document, const std::string& reason);
    void set_digests(std::int64_t disposal, std::int64_t document, const std::string& digests);
    // The open list on which the document waits, if any.
    std::optional<Disposal> open_list_of(std::int64_t document);
    // The list with which it went.
    std::optional<Disposal> executed_list_of(std::int64_t document);

    void sign(std::int64_t disposal, const DisposalSignature& signature);
    std::vector<DisposalSignature> signatures(std::int64_t disposal);  // by part, then when
    // Of an executed list, the documents of which this object held pages.
    std::optional<Disposal> that_destroyed(const Digest& object);

private:
    Db* db_;
};

}  // namespace arc

#pragma once

#include "catalog/customer_table.hpp"
#include "catalog/search_index.hpp"
#include "model/document.hpp"
#include "model/holding.hpp"
#include "model/organisation.hpp"
#include "model/profile.hpp"
#include "model/thing.hpp"
#include "model/ticket.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// Puts things into the search index. For many at once: imports, and rebuild, whose catalog is not yet an archive's;
// jobs/indexing has the calls for one.
class Indexer {
public:
    // Both must outlive it.
    Indexer(Db& db, const Profile& profile) : db_(&db), profile_(&profile), index_(db), customers_(db) {}
    // As the catalog has it now.
    void put(Thing thing);
    void put(const Customer& customer, std::span<const std::string> former_numbers,
             std::span<const std::string> former_names);
    void put(const Ticket& ticket);
    void put(const Document& document);
    void put(const Volume& volume);
    void put(const Box& box);
    void put(const Place& place);
    void put(const SeriesNode& node);
    void put(const Person& person);
    void put(const Unit& unit);
    // Everything that the catalog holds, after clearing the index. Tells how many things are done now and then.
    void put_everything(const std::function<void(std::int64_t done)>& progress);
    // What is, or should be, indexed of one thing: for check.
    bool is_indexed(Thing thing) { return index_.has(thing); }

private:
    const std::vector<std::string>& names_of_customer(std::int64_t id);
    const std::optional<Ticket>& ticket_of(std::int64_t id);
    std::vector<std::string> texts_of_fields(const std::string& fields, std::span<const Field* const> declared) const;
    void set(Thing thing, std::span<const std::string> texts);
    void put_customer(std::int64_t id);

    Db* db_;
    const Profile* profile_;
    SearchIndex index_;
    CustomerTable customers_;
    // Documents and tickets come in runs of the same customer and ticket.
    std::int64_t last_customer_ = 0;
    std::vector<std::string> customer_names_;
    std::int64_t last_ticket_ = 0;
    std::optional<Ticket> ticket_;
};

}  // namespace arc

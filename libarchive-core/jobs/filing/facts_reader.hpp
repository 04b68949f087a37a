#pragma once

#include "jobs/filing/thing_facts.hpp"

#include <optional>
#include <unordered_map>

namespace arc {

// facts_of for thousands of things: units, persons and nodes of the series are read once, and so is the ticket or the
// customer whose papers come one after another. What others change meanwhile may not be seen.
class FactsReader {
public:
    explicit FactsReader(Archive& archive) : archive_(&archive) {}

    Facts of(const Customer& customer);
    Facts of(const Ticket& ticket);
    Facts of(const SeriesNode& node);
    Facts of(const Document& document);
    // With what depends on the day; see facts_of.
    Facts of(const Document& document, Day today);
    // Whose paper a document is, also by its ticket.
    std::optional<std::int64_t> customer_of(const Document& document);

private:
    void put_unit(Facts& facts, std::optional<std::int64_t> unit, const std::string& noun);
    const std::string& person_code(std::optional<std::int64_t> person);
    void put_customer(Facts& facts, const Customer& customer);
    void put_ticket(Facts& facts, const Ticket& ticket);
    void put_series(Facts& facts, const SeriesNode& node);
    void put_type(Facts& facts, const Document& document) const;
    void put_document(Facts& facts, const Document& document) const;
    void put_carried_number(Facts& facts, const Document& document) const;
    const SeriesNode& series(std::int64_t id);
    // A holder of papers and its facts.
    struct Holder {
        std::int64_t id = 0;
        std::optional<std::int64_t> customer;
        Facts facts;
    };
    const Holder& ticket_holder(std::int64_t id);
    const Holder& customer_holder(std::int64_t id);

    Archive* archive_;
    std::unordered_map<std::int64_t, std::string> units_;  // codes
    std::unordered_map<std::int64_t, std::string> persons_;
    std::unordered_map<std::int64_t, SeriesNode> series_;
    Holder ticket_;
    Holder customer_;
};

}  // namespace arc

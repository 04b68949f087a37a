#pragma once

#include "catalog/customer_table.hpp"
#include "jobs/find/reader_rights.hpp"
#include "model/document.hpp"
#include "model/thing.hpp"
#include "model/ticket.hpp"
#include "model/value.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// Things as records (arc-records(5)), with what the caller may see of them.
class ThingRecords {
public:
    ThingRecords(Archive& archive, const Caller& caller);

    // Nothing when the thing is gone, or outside what the caller may find.
    std::optional<Record> record(Thing thing);
    // Whether the last record() was left out because the caller may not see it.
    bool was_hidden() const { return hidden_; }
    // All texts that a phrase may be part of, for one thing: names now and before, titles, numbers.
    std::vector<std::string> texts(Thing thing);
    // The profile's fields of one row, private ones masked; those that disposal erased are left out.
    enum class Masking { masked, clear };
    Object shown_fields(const std::string& encoded, const std::vector<const Field*>& declared, Masking masking);
    // Whether such a row holds private values.
    static bool has_private(const std::string& encoded);

    // Customers of tickets and documents, looked up again and again.
    const std::optional<Customer>& customer(std::int64_t id);
    const std::optional<Ticket>& ticket(std::int64_t id);
    Registers& registers() { return registers_; }
    ReaderRights& rights() { return rights_; }
    // The unit of a ticket: its own, else its customer's.
    std::optional<std::int64_t> unit_of(const Ticket& ticket);
    // What rights are asked about a thing.
    RightsTarget target_of(Thing thing);

private:
    bool visible(Thing thing);
    bool visible(const RightsTarget& target);
    // Whether what a volume or box holds may be seen in part; empty ones may.
    bool shows_content(Thing holder);
    std::optional<Record> customer_record(std::int64_t id);
    std::optional<Record> ticket_record(std::int64_t id);
    std::optional<Record> document_record(std::int64_t id);
    std::optional<Record> handover_record(std::int64_t id);
    std::optional<Record> holder_record(Thing thing);
    std::optional<Record> organisation_record(Thing thing);
    void add_customer(Object& fields, std::optional<std::int64_t> customer);

    Archive* archive_;
    Instant now_;
    Registers registers_;
    ReaderRights rights_;
    CustomerTable customers_;
    bool hidden_ = false;
    std::int64_t last_customer_ = 0;
    std::optional<Customer> customer_;
    std::int64_t last_ticket_ = 0;
    std::optional<Ticket> ticket_;
};

// The columns that a table shows of any thing: kind, number, title, type, date, customer, ticket, unit, state.
Record brief_row(const Record& record);

}  // namespace arc

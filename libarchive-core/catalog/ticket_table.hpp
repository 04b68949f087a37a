#pragma once

#include "catalog/sqlite.hpp"
#include "model/holding.hpp"
#include "model/ticket.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

class TicketTable {
public:
    explicit TicketTable(Db& db) : db_(&db) {}
    std::optional<Ticket> find(const std::string& number);
    std::optional<Ticket> find(std::int64_t id);
    std::vector<Ticket> of_customer(std::int64_t customer);
    // From an id on, at most `most`, by id.
    std::vector<Ticket> page(std::int64_t after, std::int64_t most);
    // Adds the ticket; returns the id. Stages are entered apart.
    std::int64_t add(const Ticket& ticket);
    // Writes all columns of the row with ticket.id.
    void update(const Ticket& ticket);
    // Records that a stage was entered; the ticket's own stage is not touched.
    void enter_stage(std::int64_t ticket, const std::string& stage, const std::string& at);
    std::vector<StageEntry> stages(std::int64_t ticket);  // oldest first

private:
    Db* db_;
};

// Waivers: a required document excused.
class WaiverTable {
public:
    explicit WaiverTable(Db& db) : db_(&db) {}
    std::int64_t add(const Waiver& waiver);
    std::optional<Waiver> find(std::int64_t id);
    void withdraw(std::int64_t id, const std::string& reason);
    // Those of one subject that were not withdrawn.
    std::vector<Waiver> of_subject(const std::string& subject);
    std::vector<Waiver> all();  // by id, withdrawn ones too

private:
    Db* db_;
};

}  // namespace arc

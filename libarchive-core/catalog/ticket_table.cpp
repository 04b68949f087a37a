#include "catalog/ticket_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* columns =
    "SELECT id, number, customer, type, opened, stage, responsible, unit, closed, fields FROM ticket ";

Ticket read_ticket(Statement& row) {
    Ticket ticket;
    ticket.id = row.int64();
    ticket.number = row.text();
    ticket.customer = row.int64_or_null();
    ticket.type = row.text();
    ticket.opened = row.text();
    ticket.stage = row.text();
    ticket.responsible = row.int64_or_null();
    ticket.unit = row.int64_or_null();
    ticket.closed = row.text();
    ticket.fields = row.text();
    return ticket;
}

std::vector<Ticket> all_of(Statement& rows) {
    std::vector<Ticket> tickets;
    while (rows.step()) {
        tickets.push_back(read_ticket(rows));
    }
    return tickets;
}

void bind_columns(Statement& statement, const Ticket& ticket) {
    statement.bind(ticket.number)
        .bind(ticket.customer)
        .bind(ticket.type)
        .bind(ticket.opened)
        .bind_text_or_null(ticket.stage)
        .bind(ticket.responsible)
        .bind(ticket.unit)
        .bind_text_or_null(ticket.closed)
        .bind(ticket.fields);
}

std::string sql(std::string_view rest) {
    return columns + std::string(rest);
}

constexpr const char* waiver_columns = "SELECT id, subject, type, by, reason, granted, until, withdrawn FROM waiver ";

Waiver read_waiver(Statement& row) {
    Waiver waiver;
    waiver.id = row.int64();
    waiver.subject = row.text();
    waiver.type = row.text();
    waiver.by = row.text();
    waiver.reason = row.text();
    waiver.granted = row.text();
    waiver.until = row.text();
    waiver.withdrawn = row.text();
    return waiver;
}

std::vector<Waiver> waivers_of(Statement& rows) {
    std::vector<Waiver> waivers;
    while (rows.step()) {
        waivers.push_back(read_waiver(rows));
    }
    return waivers;
}

}  // namespace

std::optional<Ticket> TicketTable::find(const std::string& number) {
    Statement row(*db_, sql("WHERE number = ?"));
    return row.bind(number).step() ? std::optional(read_ticket(row)) : std::nullopt;
}

std::optional<Ticket> TicketTable::find(std::int64_t id) {
    Statement row(*db_, sql("WHERE id = ?"));
    return row.bind(id).step() ? std::optional(read_ticket(row)) : std::nullopt;
}

std::vector<Ticket> TicketTable::of_customer(std::int64_t customer) {
    Statement rows(*db_, sql("WHERE customer = ? ORDER BY opened, id"));
    return all_of(rows.bind(customer));
}

std::vector<Ticket> TicketTable::page(std::int64_t after, std::int64_t most) {
    Statement rows(*db_, sql("WHERE id > ? ORDER BY id LIMIT ?"));
    return all_of(rows.bind(after).bind(most));
}

std::int64_t TicketTable::add(const Ticket& ticket) {
    const std::int64_t id = next_number(*db_, "ticket");
    Statement add(*db_,
                  "INSERT INTO ticket (number, customer, type, opened, stage, responsible, unit, closed, fields, id) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_columns(add, ticket);
    add.bind(id).run();
    return id;
}

void TicketTable::update(const Ticket& ticket) {
    Statement update(*db_,
                     "UPDATE ticket SET number = ?1, customer = ?2, type = ?3, opened = ?4, stage = ?5, responsible = "
                     "?6, unit = ?7, "
                     "closed = ?8, fields = ?9 WHERE id = ?10 AND (number, customer, type, opened, stage, responsible, "
                     "unit, closed, "
                     "fields) IS NOT (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    bind_columns(update, ticket);
    update.bind(ticket.id).run();
}

void TicketTable::enter_stage(std::int64_t ticket, const std::string& stage, const std::string& at) {
    Statement(*db_, "INSERT OR IGNORE INTO ticket_stage (ticket, entered, stage) VALUES (?, ?, ?)")
        .bind(ticket)
        .bind(at)
        .bind(stage)
        .run();
}

std::vector<StageEntry> TicketTable::stages(std::int64_t ticket) {
    Statement rows(*db_, "SELECT stage, entered FROM ticket_stage WHERE ticket = ? ORDER BY entered, stage");
    rows.bind(ticket);
    std::vector<StageEntry> entries;
    while (rows.step()) {
        StageEntry entry;
        entry.stage = rows.text();
        entry.entered = rows.text();
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::int64_t WaiverTable::add(const Waiver& waiver) {
    const std::int64_t id = next_number(*db_, "waiver");
    Statement(*db_, "INSERT INTO waiver (id, subject, type, by, reason, granted, until) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(waiver.subject)
        .bind(waiver.type)
        .bind(waiver.by)
        .bind(waiver.reason)
        .bind(waiver.granted)
        .bind_text_or_null(waiver.until)
        .run();
    return id;
}

std::optional<Waiver> WaiverTable::find(std::int64_t id) {
    Statement row(*db_, std::string(waiver_columns) + "WHERE id = ?");
    return row.bind(id).step() ? std::optional(read_waiver(row)) : std::nullopt;
}

void WaiverTable::withdraw(std::int64_t id, const std::string& reason) {
    Statement(*db_, "UPDATE waiver SET withdrawn = ? WHERE id = ?").bind(reason).bind(id).run();
}

std::vector<Waiver> WaiverTable::of_subject(const std::string& subject) {
    Statement rows(*db_, std::string(waiver_columns) + "WHERE subject = ? AND withdrawn IS NULL ORDER BY id");
    return waivers_of(rows.bind(subject));
}

std::vector<Waiver> WaiverTable::all() {
    Statement rows(*db_, std::string(waiver_columns) + "ORDER BY id");
    return waivers_of(rows);
}

}  // namespace arc

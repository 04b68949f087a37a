#include "catalog/watch_query.hpp"

namespace arc {
namespace {

std::vector<std::int64_t> ids_of(Statement& rows) {
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

// When the first page of a document came: that of its batch.
constexpr std::string_view first_captured =
    "(SELECT min(b.opened) FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE p.document = d.id AND p.role = "
    "'content')";

std::string path_of(const std::string& field) {
    return "$.\"" + field + "\"";
}

}  // namespace

std::vector<WatchQuery::OpenTicket> WatchQuery::open_tickets(std::int64_t only) {
    const std::string_view which = only == 0 ? "t.closed IS NULL" : "t.id = ?";
    Statement rows(*db_,
                   "SELECT t.id, t.type, t.opened, t.stage, (SELECT min(s.entered) FROM ticket_stage AS s WHERE "
                   "s.ticket = t.id AND s.stage = t.stage), t.closed IS NOT NULL FROM ticket AS t WHERE " +
                       std::string(which) + " ORDER BY t.id");
    if (only != 0) {
        rows.bind(only);
    }
    std::vector<OpenTicket> tickets;
    while (rows.step()) {
        OpenTicket& ticket = tickets.emplace_back();
        ticket.id = rows.int64();
        for (std::string* text : {&ticket.type, &ticket.opened, &ticket.stage, &ticket.entered}) {
            *text = rows.text();
        }
        ticket.closed = rows.int64() != 0;
    }
    return tickets;
}

std::vector<std::int64_t> WatchQuery::tickets_since(const std::string& day) {
    Statement rows(*db_, "SELECT id FROM ticket WHERE closed IS NULL OR closed >= ? ORDER BY id");
    rows.bind(day);
    return ids_of(rows);
}

std::vector<WatchQuery::Paper> WatchQuery::papers_of(std::int64_t ticket) {
    Statement rows(*db_, "SELECT d.id, d.type, d.dated, " + std::string(first_captured) +
                             ", d.late_reason FROM document AS d WHERE d.ticket = ? AND d.withdrawn IS NULL AND "
                             "d.destroyed IS NULL ORDER BY d.id");
    rows.bind(ticket);
    std::vector<Paper> papers;
    while (rows.step()) {
        Paper& paper = papers.emplace_back();
        paper.document = rows.int64();
        for (std::string* text : {&paper.type, &paper.dated, &paper.captured, &paper.late_reason}) {
            *text = rows.text();
        }
    }
    return papers;
}

void WatchQuery::for_each_contract(std::span<const std::string> types, const ContractFields& fields,
                                   const std::function<void(const Contract&)>& found) {
    for (const std::string& type : types) {
        Statement rows(*db_,
                       "SELECT d.id, d.ticket, coalesce(d.customer, t.customer), c.closed IS NOT NULL, "
                       "d.fields ->> ?, d.fields ->> ?, d.fields ->> ?, d.fields ->> ?, d.fields ->> ?, d.fields ->> ? "
                       "FROM document AS d LEFT JOIN ticket AS t ON t.id = d.ticket LEFT JOIN customer AS c ON c.id = "
                       "coalesce(d.customer, t.customer) WHERE d.type = ? AND d.withdrawn IS NULL AND d.destroyed IS "
                       "NULL ORDER BY d.id");
        for (const std::string* name :
             {&fields.start, &fields.end, &fields.renews, &fields.documents, &fields.sets, &fields.file_by}) {
            rows.bind(path_of(*name));
        }
        rows.bind(type);
        while (rows.step()) {
            Contract contract;
            contract.type = type;
            contract.document = rows.int64();
            contract.ticket = rows.int64_or_null();
            contract.customer = rows.int64_or_null();
            contract.customer_closed = rows.int64() != 0;
            for (std::string* text : {&contract.start, &contract.end, &contract.renews, &contract.documents,
                                      &contract.sets, &contract.file_by}) {
                *text = rows.text();
            }
            found(contract);
        }
    }
}

std::vector<std::string> WatchQuery::volumes_to_hand_over() {
    Statement rows(
        *db_,
        "SELECT v.code FROM volume AS v WHERE v.closed IS NOT NULL AND v.place IS NULL AND v.box IS NULL AND "
        "NOT EXISTS (SELECT 1 FROM handover_item AS i WHERE i.thing = 'volume:' || v.id AND i.outcome IN "
        "('waiting', 'accepted')) ORDER BY v.id");
    std::vector<std::string> codes;
    while (rows.step()) {
        codes.push_back(rows.text());
    }
    return codes;
}

std::vector<std::int64_t> WatchQuery::customers_without_papers(const std::string& opened_since) {
    Statement rows(*db_,
                   "SELECT c.id FROM customer AS c WHERE c.opened >= ? AND c.closed IS NULL AND NOT EXISTS (SELECT 1 "
                   "FROM document AS d WHERE d.customer = c.id) AND NOT EXISTS (SELECT 1 FROM ticket AS t JOIN "
                   "document AS d ON d.ticket = t.id WHERE t.customer = c.id) ORDER BY c.id");
    rows.bind(opened_since);
    return ids_of(rows);
}

std::vector<std::int64_t> WatchQuery::open_customers() {
    Statement rows(*db_, "SELECT id FROM customer WHERE closed IS NULL ORDER BY id");
    return ids_of(rows);
}

void WatchQuery::for_each_waiting(const WaitingFor& wanted, const std::function<void(const Waiting&)>& found) {
    const auto any_name = [&] {
        std::string marks;
        for (std::size_t i = 0; i < wanted.names.size(); ++i) {
            marks += i == 0 ? "?" : ", ?";
        }
        return marks;
    };
    std::string clause;
    switch (wanted.what) {
        case WaitingFor::place:
            clause = "d.volume IS NULL AND d.box IS NULL AND d.place IS NULL";
            break;
        case WaitingFor::number:
            clause = "d.number IS NULL";
            break;
        case WaitingFor::review:
            clause =
                "(SELECT count(DISTINCT r.gate) FROM review AS r WHERE r.document = d.id AND r.outcome = 'passed' "
                "AND r.gate IN (" +
                any_name() + ")) < " + std::to_string(wanted.names.size()) +
                " AND EXISTS (SELECT 1 FROM page AS p WHERE p.document = d.id AND p.role = 'content')";
            break;
        case WaitingFor::value:
            clause = "d.type IN (" + any_name() + ") AND d.fields ->> ? IS NULL";
            break;
    }
    Statement rows(*db_, "SELECT d.id, d.registered, " + (wanted.captured ? std::string(first_captured) : "NULL") +
                             ", d.dated FROM document AS d WHERE " + clause +
                             " AND d.withdrawn IS NULL AND d.destroyed IS NULL ORDER BY d.id");
    for (const std::string& name : wanted.names) {
        rows.bind(name);
    }
    if (wanted.what == WaitingFor::value) {
        rows.bind(path_of(wanted.field));
    }
    while (rows.step()) {
        Waiting waiting;
        waiting.document = rows.int64();
        waiting.registered = rows.text();
        waiting.captured = rows.text();
        waiting.dated = rows.text();
        found(waiting);
    }
}

std::string WatchQuery::newest_event(const std::string& verb) {
    Statement row(*db_, "SELECT at FROM event WHERE verb = ? ORDER BY n DESC LIMIT 1");
    row.bind(verb);
    return row.step() ? row.text() : std::string();
}

}  // namespace arc

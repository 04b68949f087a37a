#include "catalog/read_papers.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace arc {
namespace {

using AddPaper = std::function<void(std::int64_t owner, FiledPaper)>;

// Which papers, by the column `owner`; what was destroyed in due course was there and is not missing. The pages are
// counted from the index page_document alone, with and without blank ones in one number: a seek less for each document.
constexpr std::int64_t one_page = std::int64_t{1} << 32;
std::string papers_sql(const AskedIds& ids, std::string_view owner, std::string_view from, std::string_view where) {
    return fmt::format(
        "SELECT {0}, d.id, d.type, d.sides, d.fields, (SELECT sum({3} + p.blank) FROM page AS p "
        "WHERE p.document = d.id AND p.role IN ('content', 'destroyed')) FROM {1} "
        "WHERE {4} AND d.withdrawn IS NULL {2} ORDER BY {0}, d.type, d.id",
        owner, from, where, one_page, ids.sql(owner));
}

std::string places_for(std::size_t count) {
    std::string marks;
    for (std::size_t i = 0; i < count; ++i) {
        marks += i == 0 ? "?" : ", ?";
    }
    return marks;
}

// Rows that come in the order of their subjects: walks along instead of looking each one up.
template <class Subject, class IdOf>
class Walk {
public:
    Walk(std::vector<Subject>& subjects, IdOf id_of) : subjects_(&subjects), id_of_(id_of) {}
    // The subject with this id, or null; ids must not go down.
    Subject* at(std::int64_t id) {
        while (at_ < subjects_->size() && id_of_((*subjects_)[at_]) < id) {
            ++at_;
        }
        return at_ < subjects_->size() && id_of_((*subjects_)[at_]) == id ? &(*subjects_)[at_] : nullptr;
    }

private:
    std::vector<Subject>* subjects_;
    IdOf id_of_;
    std::size_t at_ = 0;
};

constexpr auto ticket_id = [](const FiledTicket& filed) { return filed.ticket.id; };
constexpr auto customer_id = [](const FiledCustomer& filed) { return filed.customer.id; };

constexpr std::string_view customer_columns =
    "c.number, c.opened, c.closed, c.responsible, s.name, s.class, s.kind, s.unit, s.legal_entity, s.address, "
    "s.status, s.fields";

void read_customer(Statement& rows, Customer& customer) {
    customer.number = rows.text();
    customer.opened = rows.text();
    customer.closed = rows.text();
    customer.responsible = rows.int64_or_null();
    customer.state.name = rows.text();
    customer.state.class_name = rows.text();
    customer.state.kind = rows.text();
    customer.state.unit = rows.int64_or_null();
    customer.state.legal_entity = rows.text();
    customer.state.address = rows.text();
    customer.state.status = rows.text();
    customer.state.fields = rows.text();
}

std::vector<FiledTicket> bare_tickets(Db& db, const AskedIds& ids) {
    Statement rows(
        db,
        fmt::format("SELECT t.id, t.number, t.customer, t.type, t.opened, t.stage, t.responsible, t.unit, t.closed, "
                    "t.fields, {} FROM ticket AS t LEFT JOIN customer AS c ON c.id = t.customer "
                    "LEFT JOIN customer_state AS s ON s.customer = t.customer AND s.until IS NULL "
                    "WHERE {} ORDER BY t.id",
                    customer_columns, ids.sql("t.id")));
    ids.bind(rows);
    std::vector<FiledTicket> tickets;
    while (rows.step()) {
        FiledTicket& filed = tickets.emplace_back();
        filed.ticket.id = rows.int64();
        filed.ticket.number = rows.text();
        filed.ticket.customer = rows.int64_or_null();
        filed.ticket.type = rows.text();
        filed.ticket.opened = rows.text();
        filed.ticket.stage = rows.text();
        filed.ticket.responsible = rows.int64_or_null();
        filed.ticket.unit = rows.int64_or_null();
        filed.ticket.closed = rows.text();
        filed.ticket.fields = rows.text();
        filed.customer.id = filed.ticket.customer.value_or(0);
        read_customer(rows, filed.customer);
    }
    return tickets;
}

void read_stages(Db& db, const AskedIds& ids, std::vector<FiledTicket>& tickets) {
    Statement rows(db, fmt::format("SELECT ticket, stage, entered FROM ticket_stage WHERE {} ORDER BY ticket, entered, "
                                   "stage",
                                   ids.sql("ticket")));
    ids.bind(rows);
    Walk walk(tickets, ticket_id);
    while (rows.step()) {
        if (FiledTicket* const filed = walk.at(rows.int64())) {
            std::string stage = rows.text();
            filed->stages.push_back({std::move(stage), rows.text()});
        }
    }
}

std::vector<FiledCustomer> bare_customers(Db& db, const AskedIds& ids) {
    Statement rows(
        db, fmt::format("SELECT c.id, {} FROM customer AS c LEFT JOIN customer_state AS s ON s.customer = c.id AND "
                        "s.until IS NULL WHERE {} ORDER BY c.id",
                        customer_columns, ids.sql("c.id")));
    ids.bind(rows);
    std::vector<FiledCustomer> customers;
    while (rows.step()) {
        Customer& customer = customers.emplace_back().customer;
        customer.id = rows.int64();
        read_customer(rows, customer);
    }
    return customers;
}

bool by_type(const FiledPaper& a, const FiledPaper& b) {
    return std::tie(a.type, a.id) < std::tie(b.type, b.id);
}

void read_papers(Db& db, const PaperMarks& marks, const std::string& sql, const AskedIds& ids,
                 std::span<const std::string> types, const AddPaper& add) {
    Statement rows(db, sql);
    ids.bind(rows);
    for (const std::string& type : types) {
        rows.bind(type);
    }
    while (rows.step()) {
        const std::int64_t owner = rows.int64();
        FiledPaper paper;
        paper.id = rows.int64();
        paper.type = rows.text();
        paper.sides = rows.int64_or_null();
        paper.fields = rows.text();
        const std::int64_t counts = rows.int64();
        paper.blank_pages = counts % one_page;
        paper.pages = counts / one_page - paper.blank_pages;
        paper.provisional = marks.provisional.contains(paper.id);
        paper.compared = marks.compared.contains(paper.id);
        add(owner, std::move(paper));
    }
}

}  // namespace

AskedIds::AskedIds(std::span<const std::int64_t> ids) : list("[") {
    for (const std::int64_t id : ids) {
        list += (list.size() == 1 ? "" : ",") + std::to_string(id);
    }
    list += "]";
}

std::string AskedIds::sql(std::string_view column) const {
    return list.empty() ? fmt::format("{} BETWEEN ? AND ?", column)
                        : fmt::format("{} IN (SELECT q.value FROM json_each(?) AS q)", column);
}

void AskedIds::bind(Statement& statement) const {
    if (list.empty()) {
        statement.bind(range.first).bind(range.last);
    } else {
        statement.bind(list);
    }
}

PaperMarks::PaperMarks(Db& db) {
    Statement open(db,
                   "SELECT DISTINCT p.document FROM batch AS b CROSS JOIN page AS p ON p.batch = b.id "
                   "WHERE b.state = 'open' AND p.document IS NOT NULL");
    while (open.step()) {
        provisional.insert(open.int64());
    }
    // 'document:' is cut off: what it names are numbers.
    Statement checks(
        db,
        "SELECT CAST(substr(e.subject, 10) AS INTEGER) FROM entry AS e WHERE e.kind = 'copy-check' AND e.done "
        "IS NOT NULL AND e.subject LIKE 'document:%'");
    while (checks.step()) {
        compared.insert(checks.int64());
    }
    Statement rows(
        db, "SELECT id, subject, type, by, reason, granted, until FROM waiver WHERE withdrawn IS NULL ORDER BY id");
    while (rows.step()) {
        Waiver waiver;
        waiver.id = rows.int64();
        waiver.subject = rows.text();
        waiver.type = rows.text();
        waiver.by = rows.text();
        waiver.reason = rows.text();
        waiver.granted = rows.text();
        waiver.until = rows.text();
        waivers[waiver.subject].push_back(std::move(waiver));
    }
}

std::vector<Waiver> PaperMarks::waivers_of(const char* kind, std::int64_t id) const {
    if (waivers.empty()) {
        return {};
    }
    const auto found = waivers.find(fmt::format("{}:{}", kind, id));
    return found == waivers.end() ? std::vector<Waiver>{} : found->second;
}

std::vector<FiledTicket> read_tickets(Db& db, const PaperMarks& marks, const AskedIds& ids) {
    const Snapshot moment(db);
    std::vector<FiledTicket> tickets = bare_tickets(db, ids);
    read_stages(db, ids, tickets);
    Walk own(tickets, ticket_id);
    read_papers(db, marks, papers_sql(ids, "d.ticket", "document AS d", ""), ids, {},
                [&](std::int64_t ticket, FiledPaper paper) {
                    if (FiledTicket* const filed = own.at(ticket)) {
                        filed->papers.push_back(std::move(paper));
                    }
                });
    Walk served(tickets, ticket_id);
    read_papers(db, marks,
                papers_sql(ids, "v.ticket", "document_serves AS v CROSS JOIN document AS d ON d.id = v.document",
                           "AND d.ticket IS NOT v.ticket"),
                ids, {}, [&](std::int64_t ticket, FiledPaper paper) {
                    if (FiledTicket* const filed = served.at(ticket)) {
                        filed->papers.push_back(std::move(paper));
                        std::ranges::inplace_merge(filed->papers, filed->papers.end() - 1, by_type);
                    }
                });
    for (FiledTicket& filed : tickets) {
        filed.waivers = marks.waivers_of("ticket", filed.ticket.id);
    }
    return tickets;
}

std::vector<FiledCustomer> read_customers(Db& db, const PaperMarks& marks, const AskedIds& ids,
                                          std::span<const std::string> types) {
    const Snapshot moment(db);
    std::vector<FiledCustomer> customers = bare_customers(db, ids);
    Walk own(customers, customer_id);
    read_papers(db, marks, papers_sql(ids, "d.customer", "document AS d", ""), ids, {},
                [&](std::int64_t customer, FiledPaper paper) {
                    if (FiledCustomer* const filed = own.at(customer)) {
                        filed->papers.push_back(std::move(paper));
                    }
                });
    if (!types.empty()) {
        Walk by_ticket(customers, customer_id);
        read_papers(db, marks,
                    papers_sql(ids, "t.customer", "ticket AS t CROSS JOIN document AS d ON d.ticket = t.id",
                               fmt::format("AND d.type IN ({})", places_for(types.size()))),
                    ids, types, [&](std::int64_t customer, FiledPaper paper) {
                        if (FiledCustomer* const filed = by_ticket.at(customer)) {
                            filed->ticket_papers.push_back(std::move(paper));
                        }
                    });
    }
    for (FiledCustomer& filed : customers) {
        filed.waivers = marks.waivers_of("customer", filed.customer.id);
    }
    return customers;
}

std::vector<FiledSeries> read_series(Db& db, const PaperMarks& marks, IdRange ids) {
    Statement nodes(db, "SELECT id, code, title, parent, fields FROM series WHERE id BETWEEN ? AND ? ORDER BY id");
    nodes.bind(ids.first).bind(ids.last);
    std::vector<FiledSeries> all;
    while (nodes.step()) {
        SeriesNode& row = all.emplace_back().node;
        row.id = nodes.int64();
        row.code = nodes.text();
        row.title = nodes.text();
        row.parent = nodes.int64_or_null();
        row.fields = nodes.text();
    }
    for (FiledSeries& filed : all) {
        filed.waivers = marks.waivers_of("series", filed.node.id);
    }
    return all;
}

std::vector<FiledPaper> read_papers_of_series(Db& db, const PaperMarks& marks, std::int64_t series) {
    const AskedIds ids(IdRange{series, series});
    std::vector<FiledPaper> papers;
    read_papers(db, marks, papers_sql(ids, "d.series", "document AS d", ""), ids, {},
                [&](std::int64_t, FiledPaper paper) { papers.push_back(std::move(paper)); });
    return papers;
}

}  // namespace arc

#include "jobs/keeping/private_traces.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/event_table.hpp"
#include "catalog/keeping_query.hpp"
#include "catalog/ticket_table.hpp"
#include "record/event_codec.hpp"
#include "record/json.hpp"
#include "store/journal.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view mark = "hmac:";
constexpr std::size_t hash_digits = 64;

// The hashes in the text of a cell.
void collect(const std::string& text, std::set<std::string>& hmacs) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        if (text.size() - at >= mark.size() + hash_digits) {
            hmacs.insert(text.substr(at + mark.size(), hash_digits));
        }
    }
}

std::int64_t whole_at(const RowChange& change, std::string_view column) {
    const auto found = std::ranges::find(change.columns, column);
    if (found == change.columns.end()) {
        return 0;
    }
    const std::vector<Cell>& row = change.kind == ChangeKind::erase ? change.before : change.after;
    const auto* id = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(found - change.columns.begin())]);
    return id == nullptr ? 0 : *id;
}

void collect(const RowChange& change, std::set<std::string>& hmacs) {
    for (const std::vector<Cell>* row : {&change.before, &change.after}) {
        for (const Cell& cell : *row) {
            if (const auto* text = std::get_if<std::string>(&cell)) {
                collect(*text, hmacs);
            }
        }
    }
}

// An update of a dated state names the row only by its own number, which an earlier event gave.
class Rows {
public:
    explicit Rows(Thing thing) : thing_(thing) {}

    bool is_of_thing(const RowChange& change) {
        if (change.table == to_text(thing_.kind)) {
            return whole_at(change, "id") == thing_.id;
        }
        if (thing_.kind != ThingKind::customer || change.table != "customer_state") {
            return false;
        }
        const std::int64_t row = whole_at(change, "id");
        if (whole_at(change, "customer") == thing_.id) {
            states_.insert(row);
        }
        return states_.contains(row);
    }

private:
    Thing thing_;
    std::set<std::int64_t> states_;
};

bool is_over(Archive& archive, const Ticket& ticket) {
    return !ticket.closed.empty() && !KeepingQuery(archive.db()).has_documents({ThingKind::ticket, ticket.id});
}

void add_all(std::set<std::string>& hmacs, const std::set<std::string>& more) {
    hmacs.insert(more.begin(), more.end());
}

}  // namespace

std::set<std::string> private_traces(Archive& archive, Thing thing) {
    std::set<std::string> hmacs;
    Rows rows(thing);
    for (const StoredEvent& stored : EventTable(archive.db()).about(to_text(thing))) {
        if (stored.line.find(mark) == std::string::npos) {
            continue;
        }
        const Result<Event> event = decode_event(stored.line);
        for (const RowChange& change : event ? event->changes : std::vector<RowChange>{}) {
            if (rows.is_of_thing(change)) {
                collect(change, hmacs);
            }
        }
    }
    if (thing.kind == ThingKind::document) {
        collect(DocumentTable(archive.db()).find(thing.id).value().fields, hmacs);
    } else if (thing.kind == ThingKind::ticket) {
        collect(TicketTable(archive.db()).find(thing.id).value().fields, hmacs);
    } else if (thing.kind == ThingKind::customer) {
        for (const CustomerState& state : CustomerTable(archive.db()).history(thing.id)) {
            collect(state.fields, hmacs);
        }
    }
    return hmacs;
}

std::set<std::string> private_traces_of_gone(Archive& archive, const std::vector<std::int64_t>& documents) {
    std::set<std::string> hmacs;
    std::set<std::int64_t> tickets;
    std::set<std::int64_t> customers;
    for (const std::int64_t id : documents) {
        add_all(hmacs, private_traces(archive, {ThingKind::document, id}));
        const Document document = DocumentTable(archive.db()).find(id).value();
        if (document.ticket) {
            tickets.insert(*document.ticket);
        }
        if (document.customer) {
            customers.insert(*document.customer);
        }
    }
    for (const std::int64_t id : tickets) {
        const Ticket ticket = TicketTable(archive.db()).find(id).value();
        if (is_over(archive, ticket)) {
            add_all(hmacs, private_traces(archive, {ThingKind::ticket, id}));
        }
        if (ticket.customer) {
            customers.insert(*ticket.customer);
        }
    }
    for (const std::int64_t id : customers) {
        const std::optional<Customer> customer = CustomerTable(archive.db()).find(id);
        if (customer && !customer->closed.empty() &&
            !KeepingQuery(archive.db()).has_documents({ThingKind::customer, id})) {
            add_all(hmacs, private_traces(archive, {ThingKind::customer, id}));
        }
    }
    return hmacs;
}

std::int64_t erase_from_private_journal(Archive& archive, const std::set<std::string>& hmacs) {
    if (hmacs.empty()) {
        return 0;
    }
    return Journal(archive.paths()).erase_private([&](std::string_view line) {
        const Result<Value> value = from_json(line);
        return value && hmacs.contains(value->text_of("hmac"));
    });
}

}  // namespace arc

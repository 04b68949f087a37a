#include "jobs/filing/facts_reader.hpp"

#include "base/local_text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <vector>

namespace arc {
namespace {

constexpr std::size_t year_digits = 4;

void put(Facts& facts, std::string path, std::string value) {
    if (!value.empty()) {
        facts.insert_or_assign(std::move(path), std::move(value));
    }
}

void put_fields(Facts& facts, const std::string& noun, const std::string& fields) {
    for (auto& [name, value] : decode_fields(fields)) {
        put(facts, noun + name, std::move(value));
    }
}

// Codes are unique in the whole tree, so that of a period may say what is above it: WS-2026-D30.
std::string last_part(const std::string& code) {
    std::size_t at = code.find_last_of("-./ ");
    at = at == std::string::npos ? 0 : at + 1;
    constexpr std::string_view dot = "·";
    const std::size_t middle = code.rfind(dot);
    return code.substr(middle == std::string::npos ? at : std::max(at, middle + dot.size()));
}

// What a node's code adds to that of the node above it: WS-2018 under WS is 2018.
std::string own_part(const std::string& code, const std::string& above) {
    if (above.empty() || !code.starts_with(above) || code.size() == above.size()) {
        return code;
    }
    const std::string rest = code.substr(above.size());
    constexpr std::string_view dot = "·";
    const std::size_t sign = rest.starts_with(dot) ? dot.size() : rest.find_first_of("-./ ") == 0 ? 1 : 0;
    return sign == 0 || sign == rest.size() ? code : rest.substr(sign);
}

std::string number_text(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : std::string();
}

}  // namespace

void FactsReader::put_unit(Facts& facts, std::optional<std::int64_t> unit, const std::string& noun) {
    if (!unit) {
        return;
    }
    const auto [known, fresh] = units_.try_emplace(*unit);
    if (fresh) {
        const std::optional<Unit> found = UnitTable(archive_->db()).find(*unit);
        known->second = found ? found->code : std::string();
    }
    put(facts, noun + "unit", known->second);
    put(facts, "unit", known->second);
    put(facts, "series.unit", known->second);
}

const std::string& FactsReader::person_code(std::optional<std::int64_t> person) {
    const auto [known, fresh] = persons_.try_emplace(person.value_or(0));
    if (fresh && person) {
        const std::optional<Person> found = PersonTable(archive_->db()).find(*person);
        known->second = found ? found->code : std::string();
    }
    return known->second;
}

const SeriesNode& FactsReader::series(std::int64_t id) {
    const auto [known, fresh] = series_.try_emplace(id);
    if (fresh) {
        known->second = SeriesTable(archive_->db()).find(id).value();
    }
    return known->second;
}

void FactsReader::put_customer(Facts& facts, const Customer& customer) {
    const CustomerState& state = customer.state;
    put_fields(facts, "customer.", state.fields);
    put(facts, "customer.number", customer.number);
    put(facts, "customer.name", state.name);
    put(facts, "customer.class", state.class_name);
    put(facts, "customer.kind", state.kind);
    put(facts, "customer.status", state.status);
    put(facts, "customer.address", state.address);
    put(facts, "customer.legal_entity", state.legal_entity);
    put(facts, "customer.opened", customer.opened);
    put(facts, "customer.closed", customer.closed);
    put(facts, "customer.responsible", person_code(customer.responsible));
    put_unit(facts, state.unit, "customer.");
}

void FactsReader::put_ticket(Facts& facts, const Ticket& ticket) {
    if (ticket.customer) {
        facts = customer_holder(*ticket.customer).facts;
    }
    put_fields(facts, "ticket.", ticket.fields);
    put(facts, "ticket.number", ticket.number);
    put(facts, "ticket.type", ticket.type);
    put(facts, "ticket.stage", ticket.stage);
    put(facts, "ticket.opened", ticket.opened);
    put(facts, "ticket.closed", ticket.closed);
    put(facts, "ticket.responsible", person_code(ticket.responsible));
    put(facts, "series.year", ticket.opened.substr(0, year_digits));
    put_unit(facts, ticket.unit, "ticket.");
}

// A node's code goes to its level; the levels above it come from its parents.
void FactsReader::put_series(Facts& facts, const SeriesNode& node) {
    std::vector<SeriesNode> path{node};
    while (path.back().parent && path.size() < archive_->profile().series.levels.size()) {
        path.push_back(series(*path.back().parent));
    }
    std::ranges::reverse(path);
    for (std::size_t i = 0; i < path.size() && i < archive_->profile().series.levels.size(); ++i) {
        const SeriesLevel& level = archive_->profile().series.levels[i];
        put(facts, "series." + level.name, own_part(path[i].code, i == 0 ? std::string() : path[i - 1].code));
        put(facts, "series." + level.name + ".title", path[i].title);
        if (level.kind == LevelKind::unit) {
            put(facts, "unit", facts["series." + level.name]);
        }
        if (level.kind == LevelKind::retention) {
            put(facts, "series." + level.name, last_part(path[i].code));
            put(facts, "document.period", last_part(path[i].code));
        }
        put_fields(facts, "series.", path[i].fields);
    }
}

void FactsReader::put_type(Facts& facts, const Document& document) const {
    const Profile& profile = archive_->profile();
    const DocumentType* type = profile.document_type(document.type);
    put(facts, "document.type", document.type);
    if (type == nullptr) {
        return;
    }
    put(facts, "document.medium", type->medium);
    if (!facts.contains("document.period")) {  // its place in the series may have said so
        put(facts, "document.period", type->period);
    }
    const std::vector<Choice>& access = profile.documents.access;
    const std::string at_first = !type->access.empty() || access.empty() ? type->access : access.front().name;
    put(facts, "document.access", document.access.empty() ? at_first : document.access);
    for (const CatalogueGroup& group : profile.catalogue) {
        if (std::ranges::count(group.types, document.type) != 0) {
            put(facts, "document.group", group.name);
        }
    }
}

void FactsReader::put_document(Facts& facts, const Document& document) const {
    put_type(facts, document);
    put_fields(facts, "document.", document.fields);
    put(facts, "document.access", document.access);
    put(facts, "document.number", document.number);
    put(facts, "document.title", document.title);
    put(facts, "document.author", document.author);
    put(facts, "document.date", document.dated);
    put(facts, "document.secrecy", std::to_string(document.secrecy));
    put(facts, "document.sheets", number_text(document.sheets));
    put(facts, "document.sides", number_text(document.sides));
    put(facts, "document.registered", local_day(document.registered, archive_->zone()));
    // Its place in the series may be of another year than the day on it.
    if (!document.series || !facts.contains("series.year")) {
        put(facts, "series.year", document.dated.substr(0, year_digits));
    }
    if (!facts.contains("series.year")) {
        put(facts, "series.year", local_day(document.registered, archive_->zone()).substr(0, year_digits));
    }
}

// A certificate carries the number of its project, contract and archive (profile: number same-as-…).
void FactsReader::put_carried_number(Facts& facts, const Document& document) const {
    const Profile& profile = archive_->profile();
    const DocumentType* type = profile.document_type(document.type);
    if (type == nullptr || type->number == NumberOf::own || !document.number.empty()) {
        return;
    }
    const auto carried = facts.find(type->number == NumberOf::ticket ? "ticket.number" : "customer.number");
    put(facts, "document.number", carried == facts.end() ? std::string() : carried->second);
}

const FactsReader::Holder& FactsReader::customer_holder(std::int64_t id) {
    if (customer_.id != id) {
        const Customer customer = CustomerTable(archive_->db()).find(id).value();
        customer_ = {id, id, of(customer)};
    }
    return customer_;
}

const FactsReader::Holder& FactsReader::ticket_holder(std::int64_t id) {
    if (ticket_.id != id) {
        const Ticket ticket = TicketTable(archive_->db()).find(id).value();
        ticket_ = {id, ticket.customer, of(ticket)};
    }
    return ticket_;
}

std::optional<std::int64_t> FactsReader::customer_of(const Document& document) {
    return document.ticket ? ticket_holder(*document.ticket).customer : document.customer;
}

Facts FactsReader::of(const Customer& customer) {
    Facts facts{{"fonds", archive_->config().fonds}};
    put_customer(facts, customer);
    return facts;
}

Facts FactsReader::of(const Ticket& ticket) {
    Facts facts{{"fonds", archive_->config().fonds}};
    put_ticket(facts, ticket);
    return facts;
}

Facts FactsReader::of(const SeriesNode& node) {
    Facts facts{{"fonds", archive_->config().fonds}};
    put_series(facts, node);
    return facts;
}

Facts FactsReader::of(const Document& document) {
    Facts facts{{"fonds", archive_->config().fonds}};
    if (document.ticket) {
        facts = ticket_holder(*document.ticket).facts;
    } else if (document.customer) {
        facts = customer_holder(*document.customer).facts;
    } else if (document.series) {
        put_series(facts, series(*document.series));
    }
    put_document(facts, document);
    put_carried_number(facts, document);
    // The tree of series says more of a paper than its type does.
    if (const auto period = facts.find("series.retention"); period != facts.end()) {
        put(facts, "document.period", period->second);
    }
    if (const auto unit = facts.find("unit"); unit != facts.end()) {
        put(facts, "document.unit", unit->second);
    }
    return facts;
}

Facts FactsReader::of(const Document& document, Day today) {
    Facts facts = of(document);
    const Contracts& contracts = archive_->profile().contracts;
    if (std::ranges::count(contracts.types, document.type) != 0) {
        const auto end = facts.find("document." + contracts.end);
        const auto renews = facts.find("document." + contracts.renews);
        const Result<Day> day = parse_day(end == facts.end() ? std::string() : end->second);
        const bool renewed = renews != facts.end() && renews->second == "true";
        put(facts, "document.expired", day && *day < today && !renewed ? "true" : "false");
    }
    return facts;
}

}  // namespace arc

#include "jobs/filing/thing_facts.hpp"

#include "base/local_text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/permit.hpp"
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

void put_unit(Archive& archive, Facts& facts, std::optional<std::int64_t> unit, const std::string& noun) {
    const std::optional<Unit> found = unit ? UnitTable(archive.db()).find(*unit) : std::nullopt;
    if (found) {
        put(facts, noun + "unit", found->code);
        put(facts, "unit", found->code);
        put(facts, "series.unit", found->code);
    }
}

std::string person_code(Archive& archive, std::optional<std::int64_t> person) {
    const std::optional<Person> found = person ? PersonTable(archive.db()).find(*person) : std::nullopt;
    return found ? found->code : std::string();
}

void put_customer(Archive& archive, Facts& facts, const Customer& customer) {
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
    put(facts, "customer.responsible", person_code(archive, customer.responsible));
    put_unit(archive, facts, state.unit, "customer.");
}

void put_ticket(Archive& archive, Facts& facts, const Ticket& ticket) {
    if (ticket.customer) {
        put_customer(archive, facts, CustomerTable(archive.db()).find(*ticket.customer).value());
    }
    put_fields(facts, "ticket.", ticket.fields);
    put(facts, "ticket.number", ticket.number);
    put(facts, "ticket.type", ticket.type);
    put(facts, "ticket.stage", ticket.stage);
    put(facts, "ticket.opened", ticket.opened);
    put(facts, "ticket.closed", ticket.closed);
    put(facts, "ticket.responsible", person_code(archive, ticket.responsible));
    put(facts, "series.year", ticket.opened.substr(0, year_digits));
    put_unit(archive, facts, ticket.unit, "ticket.");
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

// A node's code goes to its level; the levels above it come from its parents.
void put_series(Archive& archive, Facts& facts, const SeriesNode& node) {
    std::vector<SeriesNode> path{node};
    SeriesTable table(archive.db());
    while (path.back().parent && path.size() < archive.profile().series.levels.size()) {
        path.push_back(table.find(*path.back().parent).value());
    }
    std::ranges::reverse(path);
    for (std::size_t i = 0; i < path.size() && i < archive.profile().series.levels.size(); ++i) {
        const SeriesLevel& level = archive.profile().series.levels[i];
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

void put_type(const Profile& profile, Facts& facts, const Document& document) {
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

std::string number_text(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : std::string();
}

void put_document(Archive& archive, Facts& facts, const Document& document) {
    put_type(archive.profile(), facts, document);
    put_fields(facts, "document.", document.fields);
    put(facts, "document.access", document.access);
    put(facts, "document.number", document.number);
    put(facts, "document.title", document.title);
    put(facts, "document.author", document.author);
    put(facts, "document.date", document.dated);
    put(facts, "document.secrecy", std::to_string(document.secrecy));
    put(facts, "document.sheets", number_text(document.sheets));
    put(facts, "document.sides", number_text(document.sides));
    put(facts, "document.registered", local_day(document.registered, archive.zone()));
    // Its place in the series may be of another year than the day on it.
    if (!document.series || !facts.contains("series.year")) {
        put(facts, "series.year", document.dated.substr(0, year_digits));
    }
    if (!facts.contains("series.year")) {
        put(facts, "series.year", local_day(document.registered, archive.zone()).substr(0, year_digits));
    }
}

// A certificate carries the number of its project, contract and archive (profile: number same-as-…).
bool carries_number(const Profile& profile, const Document& document) {
    const DocumentType* type = profile.document_type(document.type);
    return type != nullptr && type->number != NumberOf::own && document.number.empty();
}

void put_carried_number(const Profile& profile, Facts& facts, const Document& document) {
    const DocumentType* type = profile.document_type(document.type);
    if (!carries_number(profile, document)) {
        return;
    }
    const auto carried = facts.find(type->number == NumberOf::ticket ? "ticket.number" : "customer.number");
    put(facts, "document.number", carried == facts.end() ? std::string() : carried->second);
}

std::vector<std::string> path_of_unit(Archive& archive, std::optional<std::int64_t> unit) {
    return unit_path(archive, unit).value_or(std::vector<std::string>{});
}

}  // namespace

Facts facts_of(Archive& archive, const Customer& customer) {
    Facts facts{{"fonds", archive.config().fonds}};
    put_customer(archive, facts, customer);
    return facts;
}

Facts facts_of(Archive& archive, const Ticket& ticket) {
    Facts facts{{"fonds", archive.config().fonds}};
    put_ticket(archive, facts, ticket);
    return facts;
}

Facts facts_of(Archive& archive, const SeriesNode& node) {
    Facts facts{{"fonds", archive.config().fonds}};
    put_series(archive, facts, node);
    return facts;
}

Facts facts_of(Archive& archive, const Document& document) {
    Facts facts{{"fonds", archive.config().fonds}};
    if (document.ticket) {
        put_ticket(archive, facts, TicketTable(archive.db()).find(*document.ticket).value());
    } else if (document.customer) {
        put_customer(archive, facts, CustomerTable(archive.db()).find(*document.customer).value());
    } else if (document.series) {
        put_series(archive, facts, SeriesTable(archive.db()).find(*document.series).value());
    }
    put_document(archive, facts, document);
    put_carried_number(archive.profile(), facts, document);
    // The tree of series says more of a paper than its type does.
    if (const auto period = facts.find("series.retention"); period != facts.end()) {
        put(facts, "document.period", period->second);
    }
    if (const auto unit = facts.find("unit"); unit != facts.end()) {
        put(facts, "document.unit", unit->second);
    }
    return facts;
}

std::string printed_number(Archive& archive, const Document& document) {
    if (!carries_number(archive.profile(), document)) {
        return document.number;
    }
    const Facts facts = facts_of(archive, document);
    const auto number = facts.find("document.number");
    return number == facts.end() ? std::string() : number->second;
}

Facts facts_of(Archive& archive, const Document& document, Day today) {
    Facts facts = facts_of(archive, document);
    const Contracts& contracts = archive.profile().contracts;
    if (std::ranges::count(contracts.types, document.type) != 0) {
        const auto end = facts.find("document." + contracts.end);
        const auto renews = facts.find("document." + contracts.renews);
        const Result<Day> day = parse_day(end == facts.end() ? std::string() : end->second);
        const bool renewed = renews != facts.end() && renews->second == "true";
        put(facts, "document.expired", day && *day < today && !renewed ? "true" : "false");
    }
    return facts;
}

FieldLookup look_up_in(const Facts& facts) {
    return [&facts](std::string_view path) -> std::optional<std::string_view> {
        const auto found = facts.find(path);
        return found == facts.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

RightsTarget rights_target(Archive& archive, const Customer& customer) {
    RightsTarget target;
    target.unit_path = path_of_unit(archive, customer.state.unit);
    target.responsible = person_code(archive, customer.responsible);
    target.customer = customer.id;
    return target;
}

RightsTarget rights_target(Archive& archive, const Ticket& ticket) {
    RightsTarget target;
    std::optional<std::int64_t> unit = ticket.unit;
    if (!unit && ticket.customer) {
        unit = CustomerTable(archive.db()).find(*ticket.customer)->state.unit;
    }
    target.unit_path = path_of_unit(archive, unit);
    target.stage = ticket.stage;
    target.responsible = person_code(archive, ticket.responsible);
    target.customer = ticket.customer.value_or(0);
    return target;
}

RightsTarget rights_target(Archive& archive, const Document& document) {
    RightsTarget target;
    if (document.ticket) {
        target = rights_target(archive, TicketTable(archive.db()).find(*document.ticket).value());
    } else if (document.customer) {
        target = rights_target(archive, CustomerTable(archive.db()).find(*document.customer).value());
    }
    target.type = document.type;
    target.secrecy = document.secrecy;
    target.document = document.id;
    return target;
}

}  // namespace arc

#include "jobs/filing/thing_facts.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/facts_reader.hpp"
#include "jobs/permit.hpp"

#include <vector>

namespace arc {
namespace {

std::string person_code(Archive& archive, std::optional<std::int64_t> person) {
    const std::optional<Person> found = person ? PersonTable(archive.db()).find(*person) : std::nullopt;
    return found ? found->code : std::string();
}

std::vector<std::string> path_of_unit(Archive& archive, std::optional<std::int64_t> unit) {
    return unit_path(archive, unit).value_or(std::vector<std::string>{});
}

}  // namespace

Facts facts_of(Archive& archive, const Customer& customer) {
    return FactsReader(archive).of(customer);
}

Facts facts_of(Archive& archive, const Ticket& ticket) {
    return FactsReader(archive).of(ticket);
}

Facts facts_of(Archive& archive, const SeriesNode& node) {
    return FactsReader(archive).of(node);
}

Facts facts_of(Archive& archive, const Document& document) {
    return FactsReader(archive).of(document);
}

std::string printed_number(Archive& archive, const Document& document) {
    const DocumentType* type = archive.profile().document_type(document.type);
    if (!document.number.empty() || type == nullptr || type->number == NumberOf::own) {
        return document.number;
    }
    const Facts facts = facts_of(archive, document);
    const auto carried = facts.find("document.number");
    return carried == facts.end() ? std::string() : carried->second;
}

Facts facts_of(Archive& archive, const Document& document, Day today) {
    return FactsReader(archive).of(document, today);
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

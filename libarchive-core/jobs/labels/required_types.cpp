#include "jobs/labels/required_types.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "record/record_codec.hpp"
#include "rules/completeness.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

void add(Fields& fields, const std::string& path, const std::string& value) {
    if (!value.empty()) {
        fields[path] = value;
    }
}

std::string unit_code(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Unit> unit = id ? UnitTable(archive.db()).find(*id) : std::nullopt;
    return unit ? unit->code : std::string();
}

Fields fields_of_ticket(Archive& archive, const Ticket& ticket) {
    Fields fields;
    add(fields, "ticket.number", ticket.number);
    add(fields, "ticket.type", ticket.type);
    add(fields, "ticket.opened", ticket.opened);
    add(fields, "ticket.closed", ticket.closed);
    add(fields, "ticket.stage", ticket.stage);
    add(fields, "ticket.unit", unit_code(archive, ticket.unit));
    for (const auto& [name, value] : decode_fields(ticket.fields)) {
        add(fields, "ticket." + name, value);
    }
    const std::optional<Customer> customer =
        ticket.customer ? CustomerTable(archive.db()).find(*ticket.customer) : std::nullopt;
    if (customer) {
        const CustomerState& state = customer->state;
        add(fields, "customer.number", customer->number);
        add(fields, "customer.name", state.name);
        add(fields, "customer.class", state.class_name);
        add(fields, "customer.kind", state.kind);
        add(fields, "customer.status", state.status);
        add(fields, "customer.address", state.address);
        add(fields, "customer.legal_entity", state.legal_entity);
        add(fields, "customer.unit", unit_code(archive, state.unit));
        add(fields, "customer.opened", customer->opened);
        for (const auto& [name, value] : decode_fields(state.fields)) {
            add(fields, "customer." + name, value);
        }
    }
    return fields;
}

}  // namespace

std::vector<std::string> required_types(Archive& archive, std::int64_t ticket_id) {
    const Ticket ticket = TicketTable(archive.db()).find(ticket_id).value();
    const Fields fields = fields_of_ticket(archive, ticket);
    const FieldLookup look_up = [&](std::string_view path) -> std::optional<std::string_view> {
        const auto found = fields.find(path);
        return found == fields.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
    FiledSubject subject;
    subject.of = Noun::ticket;
    subject.type = ticket.type;
    std::vector<std::string> types;
    for (const Requirement* requirement : requirements_of(archive.profile(), subject)) {
        const ConditionAnswer answer = evaluate(requirement->when, look_up);
        const bool wanted = requirement->required && (answer.holds || answer.unknown);
        if (wanted && std::ranges::find(types, requirement->type) == types.end()) {
            types.push_back(requirement->type);
        }
    }
    return types;
}

}  // namespace arc

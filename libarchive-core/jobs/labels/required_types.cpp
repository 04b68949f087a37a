#include "jobs/labels/required_types.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/subject_fields.hpp"
#include "rules/completeness.hpp"

#include <algorithm>

namespace arc {

std::vector<std::string> required_types(Archive& archive, std::int64_t ticket) {
    FiledTicket filed;
    filed.ticket = TicketTable(archive.db()).find(ticket).value();
    if (filed.ticket.customer) {
        filed.customer = CustomerTable(archive.db()).find(*filed.ticket.customer).value();
    }
    Registers registers(archive);
    SubjectFields fields(archive, registers, filed);
    FiledSubject subject;
    subject.of = Noun::ticket;
    subject.type = filed.ticket.type;
    std::vector<std::string> types;
    for (const Requirement* requirement : requirements_of(archive.profile(), subject)) {
        const ConditionAnswer answer =
            evaluate(requirement->when, [&](std::string_view path) { return fields.value(path); });
        const bool wanted = requirement->required && (answer.holds || answer.unknown);
        if (wanted && std::ranges::find(types, requirement->type) == types.end()) {
            types.push_back(requirement->type);
        }
    }
    return types;
}

}  // namespace arc

#include "jobs/audit/payable.hpp"

#include "base/say.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/contracts_on_file.hpp"
#include "jobs/audit/deadlines.hpp"

#include <set>

namespace arc {

std::int64_t state_unpayable(AuditRun& run, Thing project, const TellFinding& tell) {
    if (project.kind != ThingKind::ticket && project.kind != ThingKind::customer) {
        throw Fault(ErrorCode::usage, to_text(project), say("no project"), say("name a ticket or a customer"));
    }
    std::int64_t stated = 0;
    const auto state = [&](Finding finding) {
        run.complete(finding);
        ++stated;
        tell(std::move(finding));
    };
    CompletenessScope scope;
    std::set<std::int64_t> tickets;
    if (project.kind == ThingKind::ticket) {
        scope.tickets = {project.id};
        tickets.insert(project.id);
    } else {
        scope.customers = {project.id};
        for (const Ticket& ticket : TicketTable(run.db()).of_customer(project.id)) {
            tickets.insert(ticket.id);
        }
    }
    check_papers(run.archive(), run.caller(), scope, [&](const CheckedSubject& subject) {
        for (const RequirementState& one : subject.result.states) {
            if (one.open()) {
                state(finding_of(run.archive(), run.registers(), subject, one));
            }
        }
        return true;
    });
    const Contracts& rules = run.profile().contracts;
    std::vector<WatchQuery::Contract> contracts;
    WatchQuery(run.db()).for_each_contract(
        rules.types,
        {rules.start, rules.end, rules.renews, run.rules().contract_file.documents, run.rules().contract_file.sets,
         run.rules().contract_file.file_by},
        [&](const WatchQuery::Contract& contract) {
            const bool of_ticket = contract.ticket && tickets.contains(*contract.ticket);
            const bool of_customer = project.kind == ThingKind::customer && contract.customer == project.id;
            if (of_ticket || of_customer) {
                contracts.push_back(contract);
            }
        });
    for (const WatchQuery::Contract& contract : contracts) {
        state_contract_file(run, contract, state);
    }
    for (const std::int64_t ticket : tickets) {
        watch_moments(run, ticket, [&](Finding finding, const Deadline*) {
            if (finding.light == to_text(Light::red)) {
                state(std::move(finding));
            }
        });
    }
    return stated;
}

}  // namespace arc

#pragma once

#include "catalog/watch_query.hpp"
#include "jobs/audit/audit.hpp"
#include "rules/contract_term.hpp"

#include <functional>

namespace arc {

struct ContractOnFile {
    WatchQuery::Contract row;
    ContractDates dates;
    ContractTerm term = ContractTerm::runs;
};
// The contracts in force by the profile's rules: of one customer's of one type only the one that ends last (without an
// end: the newest); none of closed customers.
void for_each_contract(AuditRun& run, const std::function<void(const ContractOnFile&)>& found);

// "signed 2020-01-01, ends 2026-01-31, renews itself"
std::string words_of(const ContractDates& dates);

// What a contract says of the file of its project and what is there: A0611 to A0613.
void state_contract_file(AuditRun& run, const WatchQuery::Contract& contract, const TellFinding& tell);

}  // namespace arc

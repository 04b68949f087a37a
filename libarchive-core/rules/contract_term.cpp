#include "rules/contract_term.hpp"

namespace arc {

ContractTerm judge_contract(const Contracts& rules, const ContractDates& dates, Day today,
                            const WorkCalendar& calendar) {
    if (!dates.end) {
        return dates.start ? ContractTerm::runs : ContractTerm::no_dates;
    }
    if (*dates.end < today) {
        return dates.renews ? ContractTerm::runs : ContractTerm::ended;
    }
    if (today >= calendar.before(*dates.end, rules.warn) && !dates.renews) {
        return ContractTerm::ends;
    }
    return today >= calendar.before(*dates.end, rules.remind) ? ContractTerm::ends_soon : ContractTerm::runs;
}

ContractFileGaps judge_contract_file(const ContractFile& file, Day today) {
    ContractFileGaps gaps;
    gaps.documents = file.documents && file.documents_there < *file.documents;
    if (file.sets) {
        for (const auto& [type, copies] : file.copies_by_type) {
            if (copies < *file.sets) {
                gaps.types_short_of_sets.push_back(type);
            }
        }
    }
    gaps.late = file.file_by && file.filed.value_or(today) > *file.file_by;
    return gaps;
}

}  // namespace arc

#pragma once

#include "model/keeping_rules.hpp"
#include "rules/calendar.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Dates of a contract, as far as they are on record.
struct ContractDates {
    std::optional<Day> start;
    std::optional<Day> end;
    bool renews = false;
};

enum class ContractTerm {
    runs,       // nothing to say
    no_dates,   // neither when it was signed nor when it ends
    ends_soon,  // within `remind`: yellow
    ends,       // within `warn`: red
    ended,      // and does not renew itself
};
// One that renews itself is reminded of, never warned about. Without an end it runs on, once it says when it began.
ContractTerm judge_contract(const Contracts& rules, const ContractDates& dates, Day today,
                            const WorkCalendar& calendar);

// What a contract says about the file of its project, and what is there.
struct ContractFile {
    std::optional<std::int64_t> documents;               // at least so many
    std::optional<std::int64_t> sets;                    // of every required type so many copies
    std::optional<Day> file_by;                          // filed by the end of this day
    std::int64_t documents_there = 0;                    // valid ones
    std::map<std::string, std::int64_t> copies_by_type;  // of the required types
    std::optional<Day> filed;
};
// "may be paid" when all are false.
struct ContractFileGaps {
    bool documents = false;
    std::vector<std::string> types_short_of_sets;
    bool late = false;  // not filed in time; filed late stays late
};
ContractFileGaps judge_contract_file(const ContractFile& file, Day today);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

enum class LoanMeasure { unit, reason, type, month, person, state };
std::optional<LoanMeasure> parse_loan_measure(std::string_view text);
std::vector<std::string> loan_measures();

// Loans asked for in a span of days, counted by one measure: records "loan_count". Types are those of the papers that
// went out or were asked for; months are those of asking, in the archive's zone.
struct LoanCounting {
    LoanMeasure by = LoanMeasure::unit;
    std::string from;  // days, both included; "" without
    std::string to;
};
void count_loans(Archive& archive, const Caller& caller, const LoanCounting& counting, RecordSink& sink);

// Records "use": the papers that were lent or looked at most since a day, and those that never were.
void list_most_used(Archive& archive, const Caller& caller, const std::string& from, std::int64_t most,
                    RecordSink& sink);
void list_never_used(Archive& archive, const Caller& caller, const std::string& before, std::int64_t most,
                     RecordSink& sink);

// 查阅登记: who looked at what, when, for what and by whom it was shown; of a thing, a person, or all since a day.
// Records "reader".
struct ReaderListing {
    std::string thing;
    std::string person;
    std::string from;
};
void list_readers(Archive& archive, const Caller& caller, const ReaderListing& listing, RecordSink& sink);

}  // namespace arc

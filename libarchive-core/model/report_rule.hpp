#pragma once

#include "model/keeping_rules.hpp"
#include "model/title.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// The lists that arc-export catalogue prints, and reports repeat.
inline constexpr std::array<std::string_view, 16> printed_lists{
    "items",     "volumes", "inner",     "remarks",   "full",  "boxes",   "spines",   "ledger",
    "customers", "open",    "destroyed", "chronicle", "fonds", "service", "subjects", "summary"};

// A column of a report: a field of the records found, and what stands above it.
struct ReportColumn {
    std::string field;
    Title title;
    bool operator==(const ReportColumn&) const = default;
};

// What an office is sent again and again: arc-export report. One of `query`, `list` and `score` says what it tells;
// with `list`, `query` narrows it down.
struct ReportRule {
    std::string name;
    Title title;
    std::string query;     // as arc-find takes it; {period} in it is the period's days: 2026-10-01..2026-10-31
    std::string kind;      // of things, "" for all
    std::string count_by;  // how many have each value of this field, instead of the things
    std::string list;
    std::string score;
    Period every = Period::month;                       // day, week, month, quarter or year
    std::chrono::weekday weekday{std::chrono::Monday};  // on which a weekly one falls due
    int month_day = 1;                                  // on which the others do
    std::vector<ReportColumn> columns;                  // of a query; empty: the usual ones
    std::vector<std::string> as{"xlsx"};                // pdf, xlsx, csv, txt: a file each
    bool operator==(const ReportRule&) const = default;

    // Whether it asks about the period itself, so that it can be told later just as well.
    bool is_of_period() const { return query.find("{period}") != std::string::npos; }
};

}  // namespace arc

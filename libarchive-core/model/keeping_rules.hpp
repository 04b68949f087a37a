#pragma once

#include "base/calendar_text.hpp"
#include "model/condition.hpp"
#include "model/duration.hpp"
#include "model/field.hpp"
#include "model/filing_rules.hpp"
#include "model/noun.hpp"
#include "model/place_rules.hpp"
#include "model/title.hpp"
#include "model/verb.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The part of a profile that says how long, by when, by whom and for whom (design.md section 8).
namespace arc {

struct RetentionPeriod {
    std::string name;  // Y, D30, D10: as it stands in numbers
    Title title;
    bool permanent = false;
    Duration keep;  // years or months, unless permanent
    bool operator==(const RetentionPeriod&) const = default;
};
struct RetentionRule {
    Condition when;
    std::string from;  // the milestone it counts from; "" with permanent ones
    bool permanent = false;
    Duration keep;
    std::string period;  // the named period it stands for; "" where the rule says the years itself
    bool operator==(const RetentionRule&) const = default;
};
// Of the rules that hold for a document the longest applies.
struct Retention {
    std::vector<RetentionPeriod> periods;
    std::vector<RetentionRule> rules;
    bool operator==(const Retention&) const = default;
};

struct DisposalMethod {
    Condition when;
    Choice method;  // shred, tear, …
    bool operator==(const DisposalMethod&) const = default;
};
struct DisposalRules {
    std::vector<Choice> aspects;          // what an appraisal judges: keep, open, digitise, declassify
    int group = 1;                        // persons who appraise
    std::vector<std::string> approve;     // roles
    std::vector<std::string> declassify;  // roles that may stand in for who classified
    int supervisors = 2;
    std::vector<DisposalMethod> methods;
    bool operator==(const DisposalRules&) const = default;
};

struct Deadline {
    std::string name;  // as written, or "deadlines[2]"
    Title title;
    Condition when;
    std::string stage;  // only where this stage was entered; "": any
    std::string from;   // milestones
    std::string to;
    Duration limit;
    std::optional<Duration> yellow;  // from the same start; without it the light goes from green to red
    std::string chase;               // role, or "responsible": who is told
    bool operator==(const Deadline&) const = default;
};

struct Contracts {
    std::vector<std::string> types;  // document types that run for a time
    std::string start = "signed";    // their fields
    std::string end = "ends";
    std::string renews = "auto_renew";
    Duration remind;  // before the end
    Duration warn;
    std::vector<std::string> cosign;  // roles, in order
    bool operator==(const Contracts&) const = default;
};

struct ReviewGate {
    std::string name;
    Title title;
    double share = 100;  // percent of the documents that pass through it
    std::string by;      // role; "": anybody with the right to review
    bool operator==(const ReviewGate&) const = default;
};

enum class Duplicates { keep, ask, refuse };

// Where a lent original may be read.
enum class ReadingPlace { away, room };
struct Fine {
    int least = 0;
    int most = 0;
    std::string currency = "CNY";
    bool operator==(const Fine&) const = default;
};
struct LendingTerms {
    Condition when;
    bool forbidden = false;
    std::vector<Choice> reasons;       // empty: any reason, but one must be given
    std::vector<std::string> approve;  // roles, each of which must, in this order; empty: nobody
    std::optional<Duration> limit = Duration{DurationUnit::days, 30};
    std::optional<Duration> recall = Duration{DurationUnit::days, 3};  // from the calling back to the new last day
    int renewals = 0;
    int most = 0;  // things that one person may have at a time; 0: no limit
    ReadingPlace where = ReadingPlace::away;
    bool consent = false;    // the customer's
    bool scan_first = true;  // the scan is offered before the paper
    bool compare = true;     // what comes back is counted against what went out
    std::optional<Fine> fine;
    bool operator==(const LendingTerms&) const = default;
};
struct Lending {
    LendingTerms terms;               // where no rule holds; its `when` is empty
    std::vector<LendingTerms> rules;  // the most specific that holds; what it does not say is as in `terms`
    std::vector<Duration> chase{{DurationUnit::days, 0},  // behind the due day: when each reminder goes out
                                {DurationUnit::days, 7},
                                {DurationUnit::days, 30}};
    bool operator==(const Lending&) const = default;
};

enum class UnitScope { all, tree, own, listed };
struct Right {
    std::string role;
    std::vector<Verb> may;
    std::vector<std::string> types;  // of documents; empty: all
    UnitScope units = UnitScope::all;
    std::vector<std::string> listed_units;
    std::vector<std::string> stages;  // empty: all
    int secrecy = -1;                 // the highest level; -1: all
    bool only_own = false;            // things the person holds or is responsible for
    bool needs_purpose = false;
    bool needs_consent = false;
    bool needs_approval = false;
    bool operator==(const Right&) const = default;
};

// Need-to-know (知悉范围): who may read about a customer without asking.
struct Circle {
    Condition when;
    bool holder = false;
    bool responsible = false;
    bool unit = false;
    std::vector<std::string> roles;
    std::vector<std::string> approve;  // roles that may let others in; empty: nobody gets in
    bool operator==(const Circle&) const = default;
};

enum class SearchShows { allowed, counted, all };
struct SearchRules {
    SearchShows shows = SearchShows::allowed;  // of what one may not see: nothing, how many, everything
    bool log_looks = true;
    bool operator==(const SearchRules&) const = default;
};

struct EntryKind {
    std::string name;
    Title title;
    Noun of = Noun::customer;
    Condition when;
    std::string from;               // milestone, or path of a date field
    std::vector<Duration> due;      // from it
    std::optional<Duration> every;  // again and again
    std::optional<Duration> ahead;  // listed so long before
    std::string by;                 // role, or "responsible", "holder"
    std::vector<Field> fields;
    bool pictures = false;
    bool operator==(const EntryKind&) const = default;
};

struct Medium {
    std::string name;
    Title title;
    std::optional<Duration> life;   // until it must be copied
    std::optional<Duration> check;  // how often it is read or looked at
    Climate climate;
    bool operator==(const Medium&) const = default;
};

enum class ScoreOf { person, team, unit };
enum class Period { day, week, month, quarter, year, project };
struct Measure {
    std::string
        name;  // timeliness completeness quality flow-time accuracy coverage progress, or entry:NAME, finding:CODE
    Title title;
    double weight = 1;
    double points = 0;  // for each finding or entry
    double target = 0;  // percent that is expected; 0: none
    bool operator==(const Measure&) const = default;
};
struct Score {
    std::string name;
    Title title;
    ScoreOf of = ScoreOf::unit;
    Period every = Period::month;
    std::vector<Measure> measures;
    bool operator==(const Score&) const = default;
};

struct NightTask {
    std::string audit;  // one of night_audits()
    std::optional<Duration> budget;
    double share = 100;                          // percent
    std::vector<std::chrono::weekday> weekdays;  // empty: every night
    int month_day = 0;                           // 0: any
    bool operator==(const NightTask&) const = default;
};

struct Sample {
    std::string name;
    Title title;
    Noun of = Noun::customer;
    Condition when;
    double share = 1;  // percent
    int least = 1;
    std::vector<std::string> fields;  // what is checked
    std::optional<Duration> every;
    std::string by;
    bool operator==(const Sample&) const = default;
};

// What must be true of fields taken together.
struct DataCheck {
    std::string name;
    Title title;
    Noun of = Noun::customer;
    Condition when;
    Condition must;
    bool operator==(const DataCheck&) const = default;
};

// Who mends what an audit finds, and by when.
struct FindingRule {
    std::string code;   // A0101, A01*, or *
    std::string owner;  // role, or "responsible", "holder"
    std::optional<Duration> limit;
    bool operator==(const FindingRule&) const = default;
};

struct ReferenceList {
    std::string name;
    Title title;
    std::vector<Choice> values;
    bool operator==(const ReferenceList&) const = default;
};

struct FormColumn {
    std::string field;  // seq, pages, or a path
    Title title;
    bool operator==(const FormColumn&) const = default;
};
// The columns of a printed list, in order.
struct Form {
    std::string name;  // catalogue, volume, box, handover, ledger …
    Title title;
    std::vector<FormColumn> columns;
    bool operator==(const Form&) const = default;
};

// A heading of somebody else's export and our field's name.
struct ImportColumn {
    std::string table;  // customers, tickets, …
    std::string heading;
    std::string field;
    bool operator==(const ImportColumn&) const = default;
};

struct CalendarRules {
    std::string zone = "Asia/Shanghai";
    std::chrono::minutes utc_offset{480};
    std::string days_file;                      // beside the profile; "" for none
    std::vector<std::chrono::weekday> rest;     // days of rest each week
    std::vector<std::pair<Day, Day>> holidays;  // ranges, both ends included
    std::vector<std::pair<Day, Day>> workdays;  // days of rest that are worked
    bool operator==(const CalendarRules&) const = default;
};

struct UnitRules {
    std::vector<Choice> levels;  // province, city, station
    bool operator==(const UnitRules&) const = default;
};

}  // namespace arc

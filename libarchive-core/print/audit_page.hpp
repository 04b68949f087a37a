#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// One line of a trend: the values of nights, oldest first.
struct TrendLine {
    std::string title;
    std::string unit;                                    // "%" or ""
    std::vector<std::pair<std::string, double>> points;  // day, value
};

struct AuditPageUnit {
    std::string code;
    std::string name;
    std::size_t depth = 0;
    std::int64_t tickets = 0;
    std::int64_t documents = 0;
    std::int64_t pages = 0;
    double complete = 100;                        // percent
    bool asked = false;                           // whether anything was required, so that `complete` says something
    std::int64_t open = 0;                        // findings
    std::int64_t red = 0, yellow = 0, green = 0;  // tickets
};

struct AuditPageFinding {
    std::string light, subject, unit, owner, deadline, since, text;
};

struct AuditPageCode {
    std::string code, name, category, words, remedy;
    std::int64_t open = 0, red = 0;
    std::vector<AuditPageFinding> findings;  // the most urgent
};

// Units of one level, or persons, by one figure, the best first.
struct AuditPageRanking {
    std::string title;
    struct Row {
        int rank = 0;  // equal values share one
        std::string who;
        double value = 0;
    };
    std::vector<Row> rows;
};

// What a night found, for people.
struct AuditPage {
    std::string archive, day, number, head;
    std::string partly;  // audits that did not look at everything
    std::int64_t open = 0, fresh = 0, mended = 0;
    std::vector<std::pair<std::string, std::int64_t>> totals;      // titles and counts of the holdings
    std::vector<std::pair<std::string, std::int64_t>> categories;  // open findings of each of the four properties
    std::vector<std::pair<std::string, std::int64_t>> owners;
    std::vector<AuditPageUnit> units;  // in tree order
    std::vector<AuditPageRanking> rankings;
    std::vector<AuditPageCode> codes;  // with open findings
    std::vector<TrendLine> trends;
};

// One HTML page that needs nothing else: no script, no network, no file beside it. It reads on a telephone and prints
// on A4. All texts are escaped.
std::string audit_page_html(const AuditPage& page);

}  // namespace arc

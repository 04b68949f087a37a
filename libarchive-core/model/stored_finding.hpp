#pragma once

#include <cstdint>
#include <string>

namespace arc {

// A finding as the catalog keeps it between two nights. Instants and codes are texts, "" where there is none.
struct StoredFinding {
    std::int64_t id = 0;
    std::string code;
    std::string subject;
    std::string detail;
    std::string audit;  // that states it
    std::string state;  // open, closed (by a person), mended
    std::string light;
    std::string ticket;
    std::string customer;
    std::string document_type;
    std::string stage;
    std::string object;
    std::string unit;
    std::string owner;
    std::string deadline;
    std::string text;
    std::string first_seen;
    std::string changed;
    std::int64_t returned = 0;

    // What a closing hangs on: while it stays the same, what a person closed stays closed.
    std::string facts() const { return light + " " + text; }
};

// What people did about a finding.
struct FindingClosing {
    std::string code;
    std::string subject;
    std::string detail;
    std::string cause;
    std::string correction;
    std::string corrected;  // instant
    std::string corrected_by;
    std::string reason;
    std::string closed;  // instant; "" while it was only answered
    std::string closed_by;
    std::string until;  // day
    std::string facts;
};

// One run of the audits that wrote findings down.
struct AuditRunRow {
    std::int64_t id = 0;
    std::string at;
    std::string audits;
    std::string partly;
    std::int64_t open = 0;
    std::int64_t fresh = 0;
    std::int64_t mended = 0;
};

// One number of one run.
struct Figure {
    std::string about;  // archive, unit:JX01, person:wang, audit:fixity, code:A0101
    std::string name;
    double value = 0;
};

}  // namespace arc

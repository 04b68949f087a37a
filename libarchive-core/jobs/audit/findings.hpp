#pragma once

#include "catalog/finding_table.hpp"
#include "jobs/audit/audit.hpp"
#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"

#include <functional>
#include <string>
#include <vector>

namespace arc {

// The record of a stored finding: that of to_record(Finding) with id, state, first_seen and changed.
Record to_record(const StoredFinding& finding);

struct FindingsRequest {
    std::string state = "open";  // open, closed, mended, all
    std::string owner;           // a person's code or a role; "me": the caller and the caller's roles
    std::string code;            // A0101, A01*
    std::string unit;            // and all below it
    std::string since;           // day: changed since
};
// Stored findings that the caller's right to audit reaches, and those the caller owns. Returns how many.
std::int64_t list_findings(Archive& archive, const Caller& caller, const FindingsRequest& request, RecordSink& sink);

struct AuditedNow {
    Coverage coverage = Coverage::whole;
    std::int64_t stated = 0;
    std::int64_t open = 0;  // of all findings, afterwards
    std::int64_t fresh = 0;
    std::int64_t mended = 0;
    std::int64_t number = 0;  // of the event; 0 in a dry run
    std::string head;         // of the chain, hex
    std::vector<std::string> partly;
};
struct AuditTask {
    const Audit* audit = nullptr;
    AuditScope scope;
};
// Runs the audits one after the other and writes down what they state, in one change whose event has the verb `verb`;
// the archive must be open for writing. `tell` hears every finding as it is stated.
// Figures: of the archive, every audit, code, owner and unit (with all below it) how many are open and red; with
// `figures` those that the caller brings.
AuditedNow record_audits(AuditRun& run, const std::string& verb, const std::vector<AuditTask>& tasks,
                         const std::vector<Figure>& figures, const std::function<void(const Finding&)>& tell);

struct CloseRequest {
    std::string cause;
    std::string correction;
    std::string until;  // day
};
// `finding`: 12 or finding:12. The owner says what was the cause and what was done; it stays open.
StoredFinding correct_finding(Archive& archive, Operation& operation, const std::string& finding,
                              const CloseRequest& request);
// A person closes it with the caller's reason until its facts change, or until a day. Faults (refused): no reason; what
// the profile needs is lacking (cause, correction); the same person who corrected it where verification is needed.
StoredFinding close_finding(Archive& archive, Operation& operation, const std::string& finding,
                            const CloseRequest& request);

}  // namespace arc

#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/find/reader_rights.hpp"
#include "jobs/find/registers.hpp"
#include "jobs/reporter.hpp"
#include "model/audit_rules.hpp"
#include "model/finding.hpp"
#include "rules/calendar.hpp"
#include "rules/deadline_light.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace arc {

struct Customer;
struct Document;
struct Ticket;

// What all audits of one run share: the archive, who asks, the day, and registers that are read once.
class AuditRun {
public:
    AuditRun(Archive& archive, const Caller& caller, Reporter& reporter);

    Archive& archive() { return *archive_; }
    Db& db() { return archive_->db(); }
    const Profile& profile() const { return archive_->profile(); }
    const AuditRules& rules() const { return rules_; }
    const Caller& caller() const { return *caller_; }
    Reporter& reporter() { return *reporter_; }
    Registers& registers() { return registers_; }
    const WorkCalendar& calendar() const { return calendar_; }
    Instant now() const { return now_; }
    Day today() const { return today_; }

    // A finding about a thing, with what is known of it: number, customer, unit, who is responsible.
    Finding about(std::string_view family, std::string_view name, const Customer& customer);
    Finding about(std::string_view family, std::string_view name, const Ticket& ticket);
    Finding about(std::string_view family, std::string_view name, const Document& document);
    Finding about_customer(std::string_view family, std::string_view name, std::int64_t id);
    Finding about_ticket(std::string_view family, std::string_view name, std::int64_t id);
    Finding about_document(std::string_view family, std::string_view name, std::int64_t id);
    // A finding about anything else, named as people name it.
    static Finding about_other(std::string_view family, std::string_view name, std::string subject);

    // Owner, deadline and light where the audit itself said none: by the profile's rules for such codes.
    void complete(Finding& finding);
    // Whether the caller's right to audit reaches the unit of the finding ("" for none).
    bool reaches(const std::string& unit);
    // The id of a unit by its code.
    std::optional<std::int64_t> unit_id(const std::string& code) const;
    // The title of a document type, else its name.
    std::string type_title(std::string_view type) const;

private:
    Archive* archive_;
    const Caller* caller_;
    Reporter* reporter_;
    Registers registers_;
    ReaderRights rights_;
    WorkCalendar calendar_;
    AuditRules rules_;
    Instant now_;
    Day today_;
    std::unordered_map<std::string, std::int64_t> unit_ids_;
    std::unordered_map<std::string, bool> reached_;
};

// What of the archive an audit looks at, and for how long.
struct AuditScope {
    std::optional<std::unordered_set<std::int64_t>> units;
    std::optional<std::chrono::seconds> budget;
    double share = 100;             // percent, of what can be looked at in parts
    std::optional<Duration> ahead;  // how far ahead it looks; without it each audit's own
    bool record = false;            // marks may be kept; the archive is open for writing
};

using TellFinding = std::function<void(Finding)>;

enum class Coverage {
    whole,  // what is not stated does not stand any more
    part,   // something is left for another night; that was planned
    blind,  // something could not be looked at
};

// One audit: reads, and states findings of its own family of codes.
struct Audit {
    std::string_view name;     // arc-audit's verb, a name of `night`
    std::string_view family;   // "A04"
    std::string_view summary;  // for --help
    Coverage (*run)(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
};

// All there are, in the order of their codes.
std::span<const Audit> all_audits();
const Audit& need_audit(std::string_view name);

// Runs it; findings come completed, and only those that the caller's right and the units of the scope reach.
Coverage run_audit(const Audit& audit, AuditRun& run, const AuditScope& scope, const TellFinding& tell);

}  // namespace arc

#pragma once

#include "model/condition.hpp"
#include "model/duration.hpp"
#include "model/title.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// A question that is asked again and again: arc-find @NAME.
struct SavedQuery {
    std::string name;
    Title title;
    std::string query;
    bool operator==(const SavedQuery&) const = default;
};

// How often the archive is copied elsewhere, and how often it is shown that the copy can be read back.
struct BackupRules {
    std::optional<Duration> every;
    std::optional<Duration> proven;
    bool operator==(const BackupRules&) const = default;
};

// What a sample looks at beside chance.
struct SampleLeads {
    int count = 0;    // so many instead of a share; 0: the share
    Condition first;  // whatever fulfils it is looked at before chance decides; always(): none
    bool operator==(const SampleLeads&) const = default;
};

// Fields in which a contract says what the file of its project must be.
struct ContractFileFields {
    std::string documents = "documents";  // how many documents
    std::string sets = "sets";            // in how many sets
    std::string file_by = "file_by";      // filed by the end of this day
    bool operator==(const ContractFileFields&) const = default;
};

// The part of a profile that only audits and arc-find ask for: read apart from the rest, by those who need it
// (profile/load_audit_rules.hpp).
struct AuditRules {
    // Code or A01* -> what must be on record before a person may close such a finding: cause, correction, verification.
    std::vector<std::pair<std::string, std::vector<std::string>>> closing;
    std::map<std::string, double> entry_targets;  // kind of entry -> percent of those due that should be done
    std::map<std::string, SampleLeads> samples;
    ContractFileFields contract_file;
    std::vector<SavedQuery> queries;
    BackupRules backups;
    bool operator==(const AuditRules&) const = default;
};

}  // namespace arc

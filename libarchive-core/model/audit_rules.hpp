#pragma once

#include "model/condition.hpp"
#include "model/duration.hpp"
#include "model/report_rule.hpp"
#include "model/title.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

// Which formats captured files may have for good, and what the others are converted to.
struct FormatRules {
    // As the catalog names them, or how such names begin. DA/T 31-2017: masters as TIFF, JPEG or another common format;
    // DA/T 47 and GB/T 33190 name PDF/A and OFD among those to keep.
    std::vector<std::string> accepted{"tiff", "jpeg", "png", "pdf", "ofd"};
    bool accepts(std::string_view format) const {
        return std::ranges::any_of(accepted, [&](const std::string& name) { return format.starts_with(name); });
    }
    bool operator==(const FormatRules&) const = default;
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
    std::vector<ReportRule> reports;
    BackupRules backups;
    FormatRules formats;
    bool operator==(const AuditRules&) const = default;
};

}  // namespace arc

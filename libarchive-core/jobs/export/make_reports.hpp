#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/report_rule.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

struct ReportRequest {
    std::vector<std::string> names;  // empty: all that the profile has
    std::string into;                // a folder; "" for the archive's outbox
    bool again = false;              // also what was made already
};

// The profile's reports with these names (all for none). Fault (not_found): the profile has none of that name.
std::vector<ReportRule> reports_named(Archive& archive, std::span<const std::string> names);

// A record "report" of each: name, title, every, last (the due day of the newest that was made), due (of the newest
// period there is), next, state: "made" or "due".
void list_reports(Archive& archive, const Caller& caller, std::span<const std::string> names, RecordSink& sink);

// Makes what is due and was not made yet, each as FOLDER/NAME-DUE.xlsx and so on; what tells of a period is caught up
// with since it was last made. A report that cannot be made is a problem, and the others go on. One run at a time:
// Fault (busy). Records as above, state "made", "there" or "dry-run", with the period's days, rows and files.
void make_reports(Archive& archive, const Caller& caller, const ReportRequest& request, Reporter& reporter,
                  RecordSink& sink);

}  // namespace arc

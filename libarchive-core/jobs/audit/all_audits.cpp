#include "base/say.hpp"
#include "jobs/audit/families.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array audits{
    Audit{"completeness", "A01", "Required documents that are missing, empty, short or not yet whole",
          &audit_completeness},
    Audit{"gaps", "A02", "Numbers that are missing or double: pages, items, archival numbers, labels, counts",
          &audit_gaps},
    Audit{"fixity", "A03", "Captured files that are missing, changed, unreadable or unknown", &audit_fixity},
    Audit{"deadlines", "A04", "What is late or nearly due, papers that came after their stage, steps out of step",
          &audit_deadlines},
    Audit{"reminders", "A05", "What each person still has to add, send on, hand over or watch", &audit_reminders},
    Audit{"contracts", "A06", "Contracts that end, wait for signatures, or whose files are not whole",
          &audit_contracts},
    Audit{"quality", "A07", "Pages that are not as DA/T 31-2017 asks, pages scanned twice, sheets suspected missing",
          &audit_quality},
    Audit{"data", "A08", "Values that are blank, malformed, doubtful, contradictory or double; stale accounts",
          &audit_data},
    Audit{"labels", "A09", "Labels that no longer fit the record", &audit_labels},
    Audit{"places", "A10", "What stands where it should not, or nowhere", &audit_places},
    Audit{"rooms", "A11", "Rounds that were missed, climate out of range, bad states reported", &audit_rooms},
    Audit{"media", "A12", "Media past their life or not looked at, old backups, rooms not counted, odd formats",
          &audit_media},
    Audit{"retention", "A13", "Retention that has ended or ends soon, terms of secrecy that are over",
          &audit_retention},
    Audit{"sample", "A14", "Samples that should be drawn or answered, and what they found", &audit_sample},
    Audit{"stocktake", "A15", "What counts of the shelves found missing, misplaced or unknown", &audit_stocktake},
    Audit{"due", "A16", "Visits, birthdays, maintenance and other things that fall due", &audit_due},
    Audit{"log", "A17", "The chain of events, its journal and the heads that nights wrote down", &audit_log},
    Audit{"scores", "A18", "Persons, teams and units by the profile's measures", &audit_scores},
};

}  // namespace

std::span<const Audit> all_audits() {
    return audits;
}

const Audit& need_audit(std::string_view name) {
    const auto found = std::ranges::find(audits, name, &Audit::name);
    if (found == audits.end()) {
        throw Fault(ErrorCode::usage, std::string(name), say("no such audit"), say("see arc-audit --help"));
    }
    return *found;
}

}  // namespace arc

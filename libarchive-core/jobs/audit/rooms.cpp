#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/entries/entry_record.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <set>

namespace arc {
namespace {

// What a round may report that nobody has to mend.
bool is_good(const std::string& value) {
    static const std::set<std::string> good{"good", "taken", "returned", "retired", "worn", "true"};
    return good.contains(value);
}

// The fields in which the last round says something bad: those with choices, one of which is good.
std::vector<std::string> bad_fields(const EntryKind& kind, const Entry& entry) {
    std::vector<std::string> bad;
    for (const auto& [name, value] : decode_fields(entry.fields)) {
        const Field* field = find_field(kind.fields, name);
        const bool judges = field != nullptr && std::ranges::count(field->one_of, "good") != 0;
        if (judges && !is_good(value)) {
            bad.push_back(say("{} {}", field->title.chinese().empty() ? name : field->title.chinese(), value));
        }
    }
    return bad;
}

void state_rounds(AuditRun& run, const TellFinding& tell) {
    for_each_due(
        run, [](const EntryKind& kind) { return kind.of == Noun::place; }, run.today(),
        [&](const DueEntry& due) {
            if (due.due >= run.today()) {
                return;
            }
            Finding finding = about_subject(run, "A11", "round-missed", due.subject);
            finding.detail = due.kind->name;
            finding.deadline = format_instant(run.calendar().end_of(due.due));
            const std::string& title = due.kind->title.chinese();
            finding.text = say("{}: due {}", title.empty() ? due.kind->name : title, format_day(due.due));
            tell(std::move(finding));
        });
}

void state_last_rounds(AuditRun& run, const Place& place, const TellFinding& tell) {
    const Thing thing{ThingKind::place, place.id};
    for (const EntryKind& kind : run.profile().entries) {
        if (kind.of != Noun::place) {
            continue;
        }
        const std::optional<Entry> last = EntryTable(run.db()).last_done(to_text(thing), kind.name);
        if (!last) {
            continue;
        }
        std::vector<std::string> words;
        for (const ClimateBreach& breach : climate_breaches(run.archive(), *last)) {
            words.push_back(words_of(breach));
        }
        if (!words.empty()) {
            Finding finding = about_subject(run, "A11", "climate", thing);
            finding.detail = kind.name;
            finding.text = say("{}: {}", last->done, join(words, "; "));
            tell(std::move(finding));
        }
        if (const std::vector<std::string> bad = bad_fields(kind, *last); !bad.empty()) {
            Finding finding = about_subject(run, "A11", "bad-state", thing);
            finding.detail = kind.name;
            finding.text = say("{}: {}", last->done, join(bad, "; "));
            tell(std::move(finding));
        }
    }
}

}  // namespace

Coverage audit_rooms(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    state_rounds(run, tell);
    PlaceTable places(run.db());
    constexpr std::int64_t group = 500;
    for (auto rows = places.page(0, group); !rows.empty(); rows = places.page(rows.back().id, group)) {
        for (const Place& place : rows) {
            state_last_rounds(run, place, tell);
        }
    }
    return Coverage::whole;
}

}  // namespace arc

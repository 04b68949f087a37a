#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/conversion_table.hpp"
#include "catalog/stock_query.hpp"
#include "catalog/watch_query.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/entries/list_media.hpp"
#include "jobs/find/resolve_thing.hpp"

namespace arc {
namespace {

void state_media(AuditRun& run, const TellFinding& tell) {
    for_each_medium(run.archive(), {}, [&](const MediumOnFile& one) {
        const auto state = [&](std::string_view name, Day by) {
            Finding finding = run.about_document("A12", name, one.document);
            finding.deadline = format_instant(run.calendar().end_of(by));
            finding.text = say("{} ({}): by {}", run.type_title(one.type), one.medium->name, format_day(by));
            tell(std::move(finding));
        };
        if (one.terms.copy_by && *one.terms.copy_by < run.today()) {
            state("copy-due", *one.terms.copy_by);
        }
        if (one.terms.look_by && *one.terms.look_by < run.today()) {
            state("look-due", *one.terms.look_by);
        }
    });
}

// The profile says how old the last backup, and the last proof that one can be read, may be.
void state_backups(AuditRun& run, const TellFinding& tell) {
    const BackupRules& rules = run.rules().backups;
    const auto state = [&](const std::optional<Duration>& limit, const std::string& verb, std::string_view name) {
        if (!limit) {
            return;
        }
        const std::string last = WatchQuery(run.db()).newest_event(verb);
        if (!last.empty() && run.calendar().due(parse_instant(last).value_or_throw(), *limit) >= run.now()) {
            return;
        }
        Finding finding = AuditRun::about_other("A12", name, "archive:" + run.archive().config().id);
        finding.text =
            last.empty() ? say("none on record") : say("the last one is of {}", local_time(last, run.archive().zone()));
        tell(std::move(finding));
    };
    state(rules.every, "backup", "backup-old");
    state(rules.proven, "backup prove", "backup-unproven");
}

void state_rooms(AuditRun& run, const TellFinding& tell) {
    const Day year_ago = run.calendar().before(run.today(), {DurationUnit::years, 1});
    const std::string since = format_instant(run.archive().zone().start_of(year_ago));
    for (const auto& [place, counted] : StockQuery(run.db()).counted_rooms()) {
        if (counted < since) {
            Finding finding =
                AuditRun::about_other("A12", "stock-unchecked", name_of(run.db(), {ThingKind::place, place}));
            finding.light = to_text(Light::yellow);
            finding.text = counted.empty() ? say("was never counted")
                                           : say("was counted last at {}", local_time(counted, run.archive().zone()));
            tell(std::move(finding));
        }
    }
}

void state_formats(AuditRun& run, const TellFinding& tell) {
    for (const FormatStock& stock : ConversionTable(run.db()).stock()) {
        const std::int64_t left = stock.files - stock.converted;
        if (!run.rules().formats.accepts(stock.format) && left > 0) {
            Finding finding = AuditRun::about_other("A12", "odd-format", "format:" + stock.format);
            finding.light = to_text(Light::yellow);
            finding.text = left == 1 ? say("1 file is {}", stock.format) : say("{} files are {}", left, stock.format);
            tell(std::move(finding));
        }
    }
}

}  // namespace

Coverage audit_media(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    state_media(run, tell);
    state_backups(run, tell);
    state_rooms(run, tell);
    state_formats(run, tell);
    return Coverage::whole;
}

}  // namespace arc

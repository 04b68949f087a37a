#include "jobs/audit/stocktakes.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/sample_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "rules/stock_verdict.hpp"

#include <map>

namespace arc {
namespace {

Stocktake need_stocktake(Archive& archive, std::int64_t id) {
    const std::optional<Stocktake> found = StocktakeTable(archive.db()).find(id);
    if (!found) {
        throw Fault(ErrorCode::not_found, fmt::format("stocktake {}", id), say("was never begun"),
                    say("see arc-audit stocktake list"));
    }
    return *found;
}

std::string named(Db& db, const std::string& thing) {
    const Result<Thing> parsed = thing.starts_with('?') ? Result<Thing>(Error{}) : parse_thing(thing);
    return parsed ? name_of(db, *parsed) : thing.substr(thing.starts_with('?') ? 1 : 0);
}

// Whether somebody has put the thing elsewhere since the count: then its findings are over.
bool is_settled(AuditRun& run, const Stocktake& count, const StocktakeItem& item, StockVerdict verdict) {
    if (verdict == StockVerdict::unknown) {
        return resolve_thing(run.archive(), item.thing.substr(1)).ok();
    }
    return StocktakeTable(run.db()).moved_since(item.thing, count.finished);
}

}  // namespace

Stocktake start_stocktake(AuditRun& run, Operation& operation, const std::string& place) {
    const Thing thing = resolve_thing(run.archive(), place, ThingKind::place).value_or_throw();
    StocktakeTable table(run.db());
    if (const std::optional<Stocktake> open = table.open_at(thing.id)) {
        return *open;
    }
    Change change(run.archive(), operation);
    const std::int64_t id = table.start(thing.id, format_instant(change.now()));
    change.about({ThingKind::stocktake, id});
    change.about(thing);
    change.commit();
    return {id, thing.id, format_instant(run.now()), {}};
}

Scanned scan_stocktake(AuditRun& run, Operation& operation, std::int64_t stocktake,
                       const std::vector<std::string>& codes, Reporter& reporter) {
    const Stocktake count = need_stocktake(run.archive(), stocktake);
    if (!count.finished.empty()) {
        throw Fault(ErrorCode::refused, fmt::format("stocktake {}", stocktake),
                    say("was finished at {}", local_time(count.finished, run.archive().zone())),
                    say("begin a new one with arc-audit stocktake start"));
    }
    StocktakeTable table(run.db());
    StayTable stays(run.db());
    Scanned scanned;
    std::string at = to_text(Thing{ThingKind::place, count.place});
    Change change(run.archive(), operation);
    const std::string now = format_instant(change.now());
    const auto meet = [&](const std::string& thing) {
        table.meet(stocktake, thing, at, now);
        change.end_event_if_long();
    };
    for (const std::string& code : codes) {
        const Result<Thing> thing = resolve_thing(run.archive(), code);
        if (!thing) {
            meet("?" + fold_code(code));
            ++scanned.unknown;
            reporter.problem({ErrorCode::not_found, printable(code), say("nobody knows it"), say("kept as unknown")});
            continue;
        }
        if (thing->kind == ThingKind::place) {
            at = to_text(*thing);
            continue;
        }
        if (thing->kind != ThingKind::box && thing->kind != ThingKind::volume && thing->kind != ThingKind::document) {
            reporter.problem(
                {ErrorCode::usage, printable(code), say("a {} stands on no shelf", to_text(thing->kind)), {}});
            continue;
        }
        meet(to_text(*thing));
        ++scanned.things;
        if (thing->kind == ThingKind::box) {
            for (const Thing& inside : stays.inside(*thing)) {
                if (inside.kind == ThingKind::volume) {
                    meet(to_text(inside));
                }
            }
        }
    }
    change.about({ThingKind::stocktake, stocktake});
    change.commit();
    return scanned;
}

void finish_stocktake(AuditRun& run, Operation& operation, std::int64_t stocktake) {
    const Stocktake count = need_stocktake(run.archive(), stocktake);
    if (!count.finished.empty()) {
        return;
    }
    Change change(run.archive(), operation);
    StocktakeTable(run.db()).finish(stocktake, format_instant(change.now()));
    change.about({ThingKind::stocktake, stocktake});
    change.commit();
}

void put_stocktake(AuditRun& run, std::int64_t stocktake, bool everything, RecordSink& sink) {
    const Stocktake count = need_stocktake(run.archive(), stocktake);
    std::map<StockVerdict, std::int64_t> counts;
    for (const StocktakeItem& item : StocktakeTable(run.db()).items(stocktake)) {
        const StockVerdict verdict = judge_stock(item);
        ++counts[verdict];
        if (everything || verdict != StockVerdict::there) {
            sink.put({"stock",
                      {{"stocktake", stocktake},
                       {"verdict", to_text(verdict)},
                       {"thing", named(run.db(), item.thing)},
                       {"expected", item.expected.empty() ? Value() : Value(named(run.db(), item.expected))},
                       {"found", item.found.empty() ? Value() : Value(named(run.db(), item.found))},
                       {"at", text_or_null(item.at)}}});
        }
    }
    sink.put({"stocktake",
              {{"id", stocktake},
               {"place", named(run.db(), to_text(Thing{ThingKind::place, count.place}))},
               {"started", count.started},
               {"finished", text_or_null(count.finished)},
               {"there", counts[StockVerdict::there]},
               {"missing", counts[StockVerdict::missing]},
               {"misplaced", counts[StockVerdict::misplaced]},
               {"unknown", counts[StockVerdict::unknown]},
               {"lent", counts[StockVerdict::lent] + counts[StockVerdict::lent_here]}}});
}

void put_stocktakes(AuditRun& run, RecordSink& sink) {
    for (const Stocktake& count : StocktakeTable(run.db()).all()) {
        sink.put({"stocktake",
                  {{"id", count.id},
                   {"place", named(run.db(), to_text(Thing{ThingKind::place, count.place}))},
                   {"started", count.started},
                   {"finished", text_or_null(count.finished)}}});
    }
}

Coverage audit_stocktake(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    StocktakeTable table(run.db());
    for (const Stocktake& count : table.newest_finished()) {
        for (const StocktakeItem& item : table.items(count.id)) {
            const StockVerdict verdict = judge_stock(item);
            const bool stands = verdict == StockVerdict::missing || verdict == StockVerdict::misplaced ||
                                verdict == StockVerdict::unknown;
            if (!stands || is_settled(run, count, item, verdict)) {
                continue;
            }
            const std::string code = "stock-" + std::string(to_text(verdict));
            Finding finding = verdict == StockVerdict::unknown
                                  ? AuditRun::about_other("A15", code, "label:" + item.thing.substr(1))
                                  : about_subject(run, "A15", code, parse_thing(item.thing).value_or_throw());
            finding.detail = fmt::format("stocktake:{}", count.id);
            finding.text = item.found.empty()      ? say("should stand at {}", named(run.db(), item.expected))
                           : item.expected.empty() ? say("met at {}", named(run.db(), item.found))
                                                   : say("should stand at {}, met at {}",
                                                         named(run.db(), item.expected), named(run.db(), item.found));
            tell(std::move(finding));
        }
    }
    const Day week_ago = run.calendar().before(run.today(), {DurationUnit::weeks, 1});
    for (const Stocktake& count : table.all()) {
        if (count.finished.empty() &&
            run.archive().zone().day_at(parse_instant(count.started).value_or_throw()) < week_ago) {
            Finding finding = AuditRun::about_other("A15", "stocktake-open", fmt::format("stocktake:{}", count.id));
            finding.light = to_text(Light::yellow);
            finding.text = say("{}: began at {}", named(run.db(), to_text(Thing{ThingKind::place, count.place})),
                               local_time(count.started, run.archive().zone()));
            tell(std::move(finding));
        }
    }
    return Coverage::whole;
}

}  // namespace arc

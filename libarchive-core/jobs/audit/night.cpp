#include "jobs/audit/night.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/catalog_check.hpp"
#include "jobs/admin/archive_status.hpp"
#include "jobs/audit/completeness_report.hpp"
#include "jobs/audit/heads.hpp"
#include "jobs/audit/scores.hpp"
#include "store/writer_queue.hpp"

#include <algorithm>

namespace arc {
namespace {

bool is_tonight(const NightTask& task, Day today) {
    const std::chrono::weekday weekday{std::chrono::sys_days(today)};
    const bool day_fits = task.month_day == 0 || unsigned{today.day()} == static_cast<unsigned>(task.month_day);
    return day_fits && (task.weekdays.empty() || std::ranges::count(task.weekdays, weekday) != 0);
}

AuditScope scope_of(const NightTask* task, const NightRequest& request) {
    AuditScope scope;
    scope.record = true;
    if (task != nullptr) {
        scope.share = task->share;
        if (task->budget) {
            scope.budget = std::chrono::seconds(static_cast<std::int64_t>(approximate_minutes(*task->budget) * 60));
        }
    }
    scope.budget = request.budget ? request.budget : scope.budget;
    return scope;
}

std::vector<AuditTask> tasks_of(AuditRun& run, const NightRequest& request) {
    const std::vector<NightTask>& night = run.profile().night;
    std::vector<AuditTask> tasks;
    for (const Audit& audit : all_audits()) {
        const auto rule = std::ranges::find(night, audit.name, &NightTask::audit);
        const NightTask* task = rule == night.end() ? nullptr : &*rule;
        const bool named = std::ranges::count(request.only, audit.name) != 0;
        const bool usual = night.empty() ? audit.name != "scores" : task != nullptr && is_tonight(*task, run.today());
        if (named || (request.only.empty() && usual)) {
            tasks.push_back({&audit, scope_of(task, request)});
        }
    }
    return tasks;
}

// Keeps the figures of units that the report of completeness gives.
class UnitFigures final : public RecordSink {
public:
    void put(const Record& record) override {
        const Value fields(record.fields);
        const std::string code = fields.text_of("code");
        for (const char* name :
             {"customers", "tickets", "documents", "pages", "required", "there", "green", "yellow"}) {
            figures.push_back({"unit:" + code, name, fields.number_of(name)});
        }
        figures.push_back({"unit:" + code, "red_tickets", fields.number_of("red")});
    }
    void flush() override {}
    std::vector<Figure> figures;
};

std::vector<Figure> figures_of(AuditRun& run, const std::vector<AuditTask>& tasks) {
    UnitFigures units;
    const bool complete =
        std::ranges::any_of(tasks, [](const AuditTask& task) { return task.audit->name == "completeness"; });
    if (complete) {
        report_completeness_by_unit(run.archive(), run.caller(), {}, run.reporter(), units);
    }
    if (std::ranges::any_of(tasks, [](const AuditTask& task) { return task.audit->name == "scores"; })) {
        std::ranges::move(score_figures(run), std::back_inserter(units.figures));
    }
    const CatalogCounts counts = count_catalog(run.db());
    const std::pair<const char*, std::int64_t> facts[] = {{"customers", counts.customers}, {"tickets", counts.tickets},
                                                          {"documents", counts.documents}, {"pages", counts.pages},
                                                          {"objects", counts.objects},     {"bytes", counts.bytes}};
    for (const auto& [name, value] : facts) {
        units.figures.push_back({"archive", name, static_cast<double>(value)});
    }
    return std::move(units.figures);
}

// What became of findings in this run.
void put_changes(AuditRun& run, const AuditedNow& done, RecordSink& sink) {
    FindingTable findings(run.db());
    FindingFilter filter;
    filter.changed_since = format_instant(run.now());
    for (const auto& [state, change] : {std::pair{"open", "new"}, std::pair{"mended", "mended"}}) {
        filter.state = state;
        findings.for_each(filter, [&](const StoredFinding& finding) {
            Record record = to_record(finding);
            record.fields.insert(record.fields.begin(), {"change", change});
            sink.put(record);
            return true;
        });
    }
    Object owners;
    for (const auto& [owner, open] : findings.count_by_owner()) {
        owners.emplace_back(owner.empty() ? std::string("nobody") : owner, open);
    }
    sink.put({"night",
              {{"at", format_instant(run.now())},
               {"number", done.number},
               {"head", done.head},
               {"open", done.open},
               {"new", done.fresh},
               {"mended", done.mended},
               {"partly", join(done.partly, " ")},
               {"owners", Value(std::move(owners))}}});
}

}  // namespace

AuditedNow run_night(Archive& archive, const Caller& caller, const NightRequest& request, Reporter& reporter,
                     RecordSink& sink) {
    for (const std::string& name : request.only) {
        need_audit(name);
    }
    const WriterTurn alone(archive.paths().root / "night.lock", caller.tool + " all", format_instant(caller.now()),
                           std::chrono::milliseconds(0));
    AuditRun run(archive, caller, reporter);
    const std::vector<AuditTask> tasks = tasks_of(run, request);
    const std::vector<Figure> figures = figures_of(run, tasks);
    const AuditedNow done = record_audits(run, std::string(night_verb), tasks, figures, [](const Finding&) {});
    if (done.number > 0) {
        write_head(archive.paths(), run.today(), done.number, done.head, run.now());
    }
    put_changes(run, done, sink);
    return done;
}

}  // namespace arc

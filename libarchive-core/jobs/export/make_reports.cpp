#include "jobs/export/make_reports.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/profile_table.hpp"
#include "catalog/report_table.hpp"
#include "jobs/export/export_scope.hpp"
#include "jobs/export/report_sheets.hpp"
#include "jobs/export/sheet_files.hpp"
#include "jobs/permit.hpp"
#include "profile/load_audit_rules.hpp"
#include "rules/report_period.hpp"
#include "store/writer_queue.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

namespace arc {

namespace fs = std::filesystem;

namespace {

// So many missed periods are caught up with at once: a year of days.
constexpr std::size_t most_periods = 366;

std::string_view words_of(Period every) {
    switch (every) {
        case Period::day:
            return "day";
        case Period::week:
            return "week";
        case Period::quarter:
            return "quarter";
        case Period::year:
            return "year";
        default:
            return "month";
    }
}

Record record_of(const ReportRule& rule, const ReportPeriod& period, std::string_view state) {
    return {"report",
            {{"name", rule.name},
             {"title", text_or_null(rule.title.chinese())},
             {"every", words_of(rule.every)},
             {"due", format_day(period.due)},
             {"first", format_day(period.first)},
             {"last_day", format_day(period.last)},
             {"state", state}}};
}

class ReportRun {
public:
    ReportRun(Archive& archive, const Caller& caller, const ReportRequest& request, Reporter& reporter,
              RecordSink& sink)
        : archive_(&archive),
          caller_(&caller),
          request_(&request),
          reporter_(&reporter),
          sink_(&sink),
          today_(archive.zone().day_at(caller.now())),
          folder_(request.into.empty() ? archive.paths().root / archive.config().outbox : fs::path(request.into)) {}

    void run() {
        if (request_->into.empty() && archive_->config().outbox.empty()) {
            throw Fault(ErrorCode::usage, say("reports"), say("nowhere to put them"),
                        say("give --into, or name an outbox in archive.yaml"));
        }
        std::error_code error;
        if (!fs::is_directory(folder_, error)) {
            throw Fault(ErrorCode::not_found, printable(folder_.string()), say("no such folder"), say("make it first"));
        }
        for (const ReportRule& rule : reports_named(*archive_, request_->names)) {
            try {
                for (const ReportPeriod& period : periods_of(rule)) {
                    make(rule, period);
                }
            } catch (const Fault& fault) {
                if (fault.code() == ErrorCode::busy) {
                    throw;
                }
                reporter_->problem({fault.code(), rule.name, fault.what(), {}});
            }
        }
    }

private:
    // Oldest first.
    std::vector<ReportPeriod> periods_of(const ReportRule& rule) {
        std::vector<ReportPeriod> periods{newest_period(rule, today_)};
        const std::optional<std::string> made = ReportTable(archive_->db()).newest(rule.name);
        if (made && rule.is_of_period()) {
            for (ReportPeriod before = period_before(rule, periods.back());
                 format_day(before.due) > *made && periods.size() < most_periods;
                 before = period_before(rule, before)) {
                periods.push_back(before);
            }
        }
        std::ranges::reverse(periods);
        return periods;
    }

    void make(const ReportRule& rule, const ReportPeriod& period) {
        if (!request_->again && ReportTable(archive_->db()).has(rule.name, format_day(period.due))) {
            sink_->put(record_of(rule, period, "there"));
            return;
        }
        const std::vector<ListSheet> sheets = report_sheets(*archive_, *caller_, rule, period, *reporter_);
        std::int64_t rows = 0;
        std::ranges::for_each(sheets, [&](const ListSheet& sheet) { rows += std::ssize(sheet.rows); });
        Record record = record_of(rule, period, caller_->dry_run ? "dry-run" : "made");
        record.fields.emplace_back("rows", rows);
        List names;
        std::vector<std::unique_ptr<OutputFile>> files;
        for (const std::string& ending : rule.as) {
            const fs::path file = folder_ / fmt::format("{}-{}.{}", rule.name, format_day(period.due), ending);
            require_destination(*archive_, file.string());
            names.emplace_back(printable(file.filename().string()));
            if (!caller_->dry_run) {
                files.push_back(std::make_unique<OutputFile>(file, nullptr));
                put_sheets(sheets, *sheet_format_of("." + ending), rule.title.chinese(), caller_->now(), *files.back(),
                           *reporter_);
            }
        }
        record.fields.emplace_back("files", names);
        if (!caller_->dry_run) {
            publish(rule, period, rows, names, files);
        }
        sink_->put(record);
    }

    // On record before the files get their names, made when they have them: a run that is cut off in between is not
    // counted, and the next one makes the same files again.
    void publish(const ReportRule& rule, const ReportPeriod& period, std::int64_t rows, const List& names,
                 const std::vector<std::unique_ptr<OutputFile>>& files) {
        Operation operation(*caller_, "export report");
        {
            Change change(*archive_, operation);
            change.tell("report", rule.name);
            change.tell("due", format_day(period.due));
            change.tell("rows", rows);
            change.tell("files", names);
            change.commit_always();
        }
        std::ranges::for_each(files, [](const auto& file) { file->publish(); });
        Change change(*archive_, operation);
        ReportTable(change.db()).put(rule.name, format_day(period.due), format_instant(change.now()), rows);
        change.commit();
    }

    Archive* archive_;
    const Caller* caller_;
    const ReportRequest* request_;
    Reporter* reporter_;
    RecordSink* sink_;
    Day today_;
    fs::path folder_;
};

}  // namespace

std::vector<ReportRule> reports_named(Archive& archive, std::span<const std::string> names) {
    const std::vector<ReportRule> all = load_audit_rules(ProfileTable(archive.db()).newest().text).reports;
    if (names.empty()) {
        return all;
    }
    std::vector<std::string> known;
    std::ranges::transform(all, std::back_inserter(known), &ReportRule::name);
    std::vector<ReportRule> wanted;
    for (const std::string& name : names) {
        const auto found = std::ranges::find(all, name, &ReportRule::name);
        if (found == all.end()) {
            const std::string near = nearest(name, known);
            throw Fault(ErrorCode::not_found, name, say("the profile has no such report"),
                        known.empty()  ? say("see reports in arc-profile(5)")
                        : near.empty() ? say("it has {}", join(known, ", "))
                                       : say("did you mean {}?", near));
        }
        wanted.push_back(*found);
    }
    return wanted;
}

void list_reports(Archive& archive, const Caller& caller, std::span<const std::string> names, RecordSink& sink) {
    const Day today = archive.zone().day_at(caller.now());
    ReportTable table(archive.db());
    for (const ReportRule& rule : reports_named(archive, names)) {
        const ReportPeriod newest = newest_period(rule, today);
        Record record = record_of(rule, newest, table.has(rule.name, format_day(newest.due)) ? "made" : "due");
        record.fields.emplace_back("made", text_or_null(table.newest(rule.name).value_or("")));
        record.fields.emplace_back("next", format_day(period_after(rule, newest).due));
        sink.put(record);
    }
}

void make_reports(Archive& archive, const Caller& caller, const ReportRequest& request, Reporter& reporter,
                  RecordSink& sink) {
    require_right(archive, caller, Verb::print);
    const WriterTurn alone(archive.paths().root / "report.lock", caller.tool + " report", format_instant(caller.now()),
                           std::chrono::milliseconds(0));
    ReportRun(archive, caller, request, reporter, sink).run();
}

}  // namespace arc
